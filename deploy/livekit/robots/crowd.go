package main

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"sync"
	"syscall"
	"time"
)

const (
	wakesEvery = 25 * time.Millisecond
	// A hole in the sound from so long on is told.
	holeFrom = 500 * time.Millisecond
	// Whoever has not heard a new speaker by then is counted as deaf.
	heardWithin = 10 * time.Second
)

// Crowd is all seats of this process.
type Crowd struct {
	url  string
	lock sync.Mutex
	all  []*Seat
	// Who hears each new voice, by its track at LiveKit.
	speakers map[string]*Speaker
}

// Speaker collects who hears a voice that was not there before.
type Speaker struct {
	identity string
	first    time.Time
	heard    []float64
	told     bool
}

func (c *Crowd) seats(numbers []int) []*Seat {
	c.lock.Lock()
	defer c.lock.Unlock()
	if len(numbers) == 0 {
		return append([]*Seat(nil), c.all...)
	}
	chosen := make([]*Seat, 0, len(numbers))
	for _, number := range numbers {
		if number >= 0 && number < len(c.all) {
			chosen = append(chosen, c.all[number])
		}
	}
	return chosen
}

func (c *Crowd) obey(order Order) {
	switch order.Do {
	case "enter":
		c.enter(order)
	case "ask":
		go c.each(order, func(seat *Seat) error {
			var answer struct{}
			return seat.visit.ask(seat.fill(order.Path), order.Body, &answer)
		})
	case "get":
		go c.each(order, func(seat *Seat) error {
			_, _, err := seat.visit.read(seat.fill(order.Path))
			return err
		})
	case "look":
		go c.each(order, func(seat *Seat) error {
			var state State
			_, err := seat.visit.look(seat.fill(order.Path), &state)
			return err
		})
	case "leave":
		go c.each(order, func(seat *Seat) error { return seat.leave() })
	default:
		tell("not understood", map[string]any{"why": "do: " + order.Do})
	}
}

// enter makes one seat for each pass and lets them go in, spread over the time.
func (c *Crowd) enter(order Order) {
	c.lock.Lock()
	if len(c.all)+len(order.Passes) > seatsAtMost {
		c.lock.Unlock()
		tell("not understood", map[string]any{"why": fmt.Sprintf("at most %d robots", seatsAtMost)})
		return
	}
	order.Seats = nil
	for _, pass := range order.Passes {
		seat := newSeat(c, len(c.all), pass, order)
		c.all = append(c.all, seat)
		order.Seats = append(order.Seats, seat.number)
	}
	c.lock.Unlock()
	go c.each(order, func(seat *Seat) error { return seat.arrive() })
}

// each carries an order out seat by seat, spread over its seconds, and tells how long the answers took.
func (c *Crowd) each(order Order, act func(*Seat) error) {
	seats := c.seats(order.Seats)
	took := make([]float64, len(seats))
	var refused sync.Map
	var all sync.WaitGroup
	began := time.Now()
	for place, seat := range seats {
		all.Add(1)
		go func() {
			defer all.Done()
			wait := order.SpreadS * float64(place) / float64(len(seats))
			time.Sleep(time.Until(began.Add(time.Duration(wait * float64(time.Second)))))
			asked := time.Now()
			if err := act(seat); err != nil {
				refused.Store(place, err.Error())
			}
			took[place] = float64(time.Since(asked).Microseconds()) / 1000
		}()
	}
	all.Wait()
	why, failed := "", 0
	refused.Range(func(_, said any) bool {
		why, failed = said.(string), failed+1
		return true
	})
	tell("done", map[string]any{
		"id": order.ID, "count": len(seats), "refused": failed, "why": why, "began": unix(began),
		"p50_ms": share(took, 0.5), "p95_ms": share(took, 0.95), "most_ms": share(took, 1),
	})
}

// share is the value below which so much lies.
func share(values []float64, part float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[max(0, int(math.Ceil(part*float64(len(sorted))))-1)]
}

// watch tells of new voices, and once a second how everyone is; a clock that wakes late tells how the machine stalls.
func (c *Crowd) watch() {
	second, last, stall := time.Now(), time.Now(), time.Duration(0)
	for {
		time.Sleep(wakesEvery)
		now := time.Now()
		stall = max(stall, now.Sub(last)-wakesEvery)
		last = now
		seats := c.seats(nil)
		c.tellOfSpeakers(seats, now)
		if now.Sub(second) >= time.Second {
			tell("second", summary(seats, stall, now))
			second, stall = now, 0
		}
	}
}

// heard notes that one more seat hears this voice.
func (c *Crowd) heard(identity, track string, now time.Time) {
	c.lock.Lock()
	defer c.lock.Unlock()
	speaker := c.speakers[track]
	if speaker == nil {
		speaker = &Speaker{identity: identity, first: now}
		c.speakers[track] = speaker
	}
	speaker.heard = append(speaker.heard, unix(now))
}

func (c *Crowd) tellOfSpeakers(seats []*Seat, now time.Time) {
	wanted := listeners(seats)
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, speaker := range c.speakers {
		if speaker.told || (now.Sub(speaker.first) < heardWithin && len(speaker.heard) < wanted) {
			continue
		}
		speaker.told = true
		tell("speaker", map[string]any{
			"identity": speaker.identity, "heard": len(speaker.heard), "first": share(speaker.heard, 0),
			"p50": share(speaker.heard, 0.5), "p95": share(speaker.heard, 0.95), "last": share(speaker.heard, 1),
			"times": speaker.heard,
		})
	}
}

// listeners is how many must hear a voice before the story is complete: all that are connected, but the speaker.
func listeners(seats []*Seat) int {
	count := -1
	for _, seat := range seats {
		seat.lock.Lock()
		if seat.connected {
			count++
		}
		seat.lock.Unlock()
	}
	return max(count, 1)
}

func summary(seats []*Seat, stall time.Duration, now time.Time) map[string]any {
	seated, connected, hearing, speaking, packets, bytes := 0, 0, 0, 0, uint64(0), uint64(0)
	for _, seat := range seats {
		seat.lock.Lock()
		if seat.seated {
			seated++
		}
		if seat.connected {
			connected++
		}
		if now.Sub(seat.soundAt) < holeFrom {
			hearing++
		}
		if seat.voice != nil {
			speaking++
		}
		packets += seat.packets
		bytes += seat.bytes
		seat.lock.Unlock()
	}
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return map[string]any{
		"seated": seated, "connected": connected, "hearing": hearing, "speaking": speaking, "packets": packets, "bytes": bytes,
		"cpu_s": float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9, "stall_ms": stall.Milliseconds(),
	}
}

func (c *Crowd) leave() {
	var all sync.WaitGroup
	for _, seat := range c.seats(nil) {
		all.Add(1)
		go func() {
			defer all.Done()
			_ = seat.leave()
		}()
	}
	all.Wait()
}

// State is what a robot reads of the room's state.
type State struct {
	V     int `json:"v"`
	Floor *struct {
		Seat string `json:"seat"`
	} `json:"floor"`
	Me struct {
		Seat string `json:"seat"`
	} `json:"me"`
	MeExt json.RawMessage `json:"me_ext"`
}
