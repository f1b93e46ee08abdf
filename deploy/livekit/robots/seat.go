package main

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
)

const (
	heartbeatEvery = 30 * time.Second
	// As in the client: after a missing event everyone would fetch at once, so each waits a random moment.
	gapJitter   = 2 * time.Second
	earlyKept   = 300
	joinsWithin = 20 * time.Second
	// As in the client: who falls out comes back with the ticket in hand, and asks for a new one after two failures.
	ticketKept     = 4 * time.Minute
	failuresAtMost = 2
	pausesAtMost   = 2 * time.Second
)

// Seat is one robot: its way in, its line, and what it hears.
type Seat struct {
	number int
	pass   string
	room   string
	state  string
	only   string
	policy Policy
	visit  *Visit
	gone   chan struct{}
	once   sync.Once

	crowd *Crowd

	lock   sync.Mutex
	seated bool
	me     string
	floor  string
	v      int
	early  []Event
	due    time.Time
	ticket Ticket
	// Until when the ticket is used again.
	ticketUntil time.Time
	line        *Line
	connected   bool
	rights      map[livekit.TrackSource]bool
	voice       *Voice
	packets     uint64
	bytes       uint64
	soundAt     time.Time
	lostAt      time.Time
	// Tracks asked for; and who is who at LiveKit.
	known map[string]bool
	names map[string]string
}

func newSeat(crowd *Crowd, number int, pass string, order Order) *Seat {
	return &Seat{
		number: number, pass: pass, room: order.Room, state: order.State, only: order.Only, policy: order.Policy,
		crowd: crowd, visit: newVisit(crowd.url), gone: make(chan struct{}),
	}
}

// fill puts the robot's own room and seat into a path.
func (s *Seat) fill(path string) string {
	return strings.NewReplacer("{room}", s.room, "{seat}", s.me, "{pass}", s.pass).Replace(path)
}

// arrive goes in by the door; then the line is kept up until the robot leaves.
func (s *Seat) arrive() error {
	began := time.Now()
	where, err := s.visit.enter(s.room, s.pass)
	if err != nil || s.only == "lobby" {
		return err
	}
	if strings.HasSuffix(where, "/lobby/") {
		return errors.New("waits in the lobby")
	}
	if err := s.look(); err != nil {
		return err
	}
	s.lock.Lock()
	s.seated = true
	s.lock.Unlock()
	doorMS := time.Since(began).Milliseconds()
	go s.beat()
	if s.only == "page" {
		tell("seated", map[string]any{"seat": s.number, "me": s.me, "door_ms": doorMS})
		return nil
	}
	joined := make(chan error, 1)
	go s.keepUp(joined)
	err = <-joined
	tell("seated", map[string]any{
		"seat": s.number, "me": s.me, "door_ms": doorMS, "all_ms": time.Since(began).Milliseconds(), "ok": err == nil,
	})
	return err
}

// keepUp is the client's loop: connect, and after each drop again with a short pause.
func (s *Seat) keepUp(joined chan<- error) {
	pause := 300 * time.Millisecond
	failures := 0
	for first := true; ; first = false {
		began := time.Now()
		line, err := s.connect()
		if first {
			joined <- err
		}
		if err == nil {
			pause, failures = 300*time.Millisecond, 0
			if !first {
				tell("back", map[string]any{"seat": s.number, "ms": time.Since(began).Milliseconds()})
			}
			select {
			case <-line.lost:
				s.drop(false)
				s.lock.Lock()
				s.lostAt = time.Now()
				s.lock.Unlock()
				tell("lost", map[string]any{"seat": s.number})
			case <-s.gone:
				return
			}
		} else if failures++; failures > failuresAtMost {
			s.lock.Lock()
			s.ticketUntil = time.Time{}
			s.lock.Unlock()
		}
		select {
		case <-s.gone:
			return
		case <-time.After(time.Duration(float64(pause) * (0.8 + 0.4*rand.Float64()))):
			pause = min(pause*3/2, pausesAtMost)
		}
	}
}

// beat is the sign of life each 30 s.
func (s *Seat) beat() {
	first := time.After(time.Duration(rand.Float64() * float64(heartbeatEvery)))
	select {
	case <-first:
	case <-s.gone:
		return
	}
	for {
		var answer struct {
			V int `json:"v"`
		}
		err := s.visit.ask("/api/rooms/"+s.room+"/heartbeat", json.RawMessage(`{"mode":"video","quality":"good"}`), &answer)
		if err != nil {
			tell("refused", map[string]any{"seat": s.number, "why": err.Error()})
		}
		select {
		case <-time.After(heartbeatEvery):
		case <-s.gone:
			return
		}
	}
}

// look fetches the state and follows the floor.
func (s *Seat) look() error {
	var state State
	isNew, err := s.visit.look(s.fill(s.state), &state)
	if err != nil || !isNew {
		return err
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.me = state.Me.Seat
	if state.V >= s.v {
		s.v, s.floor = state.V, ""
		if state.Floor != nil {
			s.floor = state.Floor.Seat
		}
	}
	s.takeEarly()
	return nil
}

// Event is one of the room's numbered changes, as far as a robot follows it.
type Event struct {
	V       int `json:"v"`
	Payload struct {
		Floor    json.RawMessage `json:"floor"`
		Concerns []string        `json:"concerns"`
	} `json:"payload"`
}

// hear takes the changes of a moment, as the client's store does: what comes too early is kept until the gap is closed.
func (s *Seat) hear(data []byte) {
	var word struct {
		Events []Event `json:"events"`
	}
	if json.Unmarshal(data, &word) != nil {
		return
	}
	s.lock.Lock()
	mine := false
	for _, event := range word.Events {
		mine = s.take(event) || mine
	}
	gap := len(s.early) > 0
	if !gap {
		s.due = time.Time{}
	}
	s.lock.Unlock()
	s.followTheFloor()
	if mine {
		go s.lookAgain()
	} else if gap {
		s.lookAfter(time.Duration(rand.Float64() * float64(gapJitter)))
	}
}

// lookAgain is for whoever waits for nothing else.
func (s *Seat) lookAgain() {
	_ = s.look()
	s.followTheFloor()
}

// take applies an event, or keeps it; whether it changes what this seat may do. The lock is held.
func (s *Seat) take(event Event) bool {
	if event.V <= s.v {
		return false
	}
	if event.V > s.v+1 {
		s.early = append(s.early, event)
		if more := len(s.early) - earlyKept; more > 0 {
			s.early = s.early[more:]
		}
		return false
	}
	s.v = event.V
	before := s.floor
	if len(event.Payload.Floor) > 0 {
		var floor struct {
			Seat string `json:"seat"`
		}
		_ = json.Unmarshal(event.Payload.Floor, &floor)
		s.floor = floor.Seat
	}
	mine := s.floor != before && (s.floor == s.me || before == s.me)
	for _, seat := range event.Payload.Concerns {
		mine = mine || seat == s.me
	}
	return s.takeEarly() || mine
}

// takeEarly applies what was kept, as far as it follows on. The lock is held.
func (s *Seat) takeEarly() bool {
	kept, mine := s.early, false
	s.early = nil
	for _, event := range kept {
		mine = s.take(event) || mine
	}
	return mine
}

// lookAfter fetches the state in a while; who comes meanwhile is served by the same look.
func (s *Seat) lookAfter(wait time.Duration) {
	s.lock.Lock()
	due := time.Now().Add(wait)
	if !s.due.IsZero() && !due.Before(s.due) {
		s.lock.Unlock()
		return
	}
	s.due = due
	s.lock.Unlock()
	time.AfterFunc(wait, func() {
		s.lock.Lock()
		mine := s.due.Equal(due)
		if mine {
			s.due = time.Time{}
		}
		s.lock.Unlock()
		if mine {
			s.lookAgain()
		}
	})
}

// leave hangs up and says so; twice is harmless.
func (s *Seat) leave() error {
	var err error
	s.once.Do(func() {
		close(s.gone)
		s.lock.Lock()
		inside := s.seated
		s.seated = false
		s.lock.Unlock()
		if inside {
			var answer struct{}
			err = s.visit.ask("/api/rooms/"+s.room+"/leave", nil, &answer)
		}
		s.drop(true)
	})
	return err
}
