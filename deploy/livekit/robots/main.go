// Robots sit in a room as people do: by their pass through the door over HTTP, then on a line to LiveKit that counts what it
// hears and decodes nothing. (LiveKit's own test client stops hearing a track after 500 packets.) They take orders as JSON lines on standard input and report as JSON lines on standard output.
//
// For rehearsals, benches and tests on one machine: they refuse every address that is not this machine's own.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/url"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

const (
	seatsAtMost   = 500
	minutesAtMost = 60
	// Percent of growth between two collections: robots share the machine with what they measure, so they spare its time, not its memory.
	collectsAt = 400
)

// Order is one line from whoever conducts the robots.
type Order struct {
	Do string `json:"do"` // enter · ask · get · look · leave
	// Which seats, by number; all when empty.
	Seats []int `json:"seats"`
	// Spread over so many seconds, evenly.
	SpreadS float64         `json:"spread_s"`
	ID      string          `json:"id"`
	Path    string          `json:"path"`
	Body    json.RawMessage `json:"body"`
	// enter: one each; room is the identity of the room.
	Passes []string `json:"passes"`
	Room   string   `json:"room"`
	State  string   `json:"state"`
	Policy Policy   `json:"policy"`
	// enter: only up to the lobby, or only up to the room's page.
	Only string `json:"only"`
}

// Policy says what a seat subscribes to and publishes.
type Policy struct {
	// Everything that is published, as a client without a policy does; otherwise open microphones only.
	Everything bool `json:"everything"`
	Cameras    bool `json:"cameras"`
	// Files with what is published: Ogg with one 20-ms packet a page, IVF with VP8.
	Tone    string `json:"tone"`
	Picture string `json:"picture"`
	// Publish from the beginning instead of with the floor.
	Always bool `json:"always"`
}

var told sync.Mutex

// tell writes one line of the report.
func tell(event string, facts map[string]any) {
	told.Lock()
	defer told.Unlock()
	facts["event"] = event
	facts["at"] = unix(time.Now())
	line, _ := json.Marshal(facts)
	fmt.Println(string(line))
}

func unix(moment time.Time) float64 { return float64(moment.UnixMicro()) / 1e6 }

func main() {
	address := flag.String("url", "", "where the hall answers, on this machine")
	minutes := flag.Float64("minutes", 15, "end by itself after so long")
	flag.Parse()
	debug.SetGCPercent(collectsAt)
	if err := onThisMachine(*address); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if *minutes <= 0 || *minutes > minutesAtMost {
		fmt.Fprintf(os.Stderr, "Robots stay for at most %d minutes.\n", minutesAtMost)
		os.Exit(2)
	}
	crowd := &Crowd{url: *address, speakers: map[string]*Speaker{}}
	go crowd.watch()
	orders := make(chan Order)
	go read(orders)
	until := time.After(time.Duration(*minutes * float64(time.Minute)))
	for {
		select {
		case order, more := <-orders:
			if !more {
				crowd.leave()
				return
			}
			crowd.obey(order)
		case <-until:
			crowd.leave()
			tell("time over", map[string]any{})
			return
		}
	}
}

// read ends with standard input: robots never outlive their conductor.
func read(orders chan<- Order) {
	defer close(orders)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var order Order
		if err := json.Unmarshal(lines.Bytes(), &order); err != nil {
			tell("not understood", map[string]any{"why": err.Error()})
			continue
		}
		orders <- order
	}
}

func onThisMachine(address string) error {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return errors.New("robots: -url http://localhost:PORT")
	}
	if ip := net.ParseIP(parsed.Hostname()); parsed.Hostname() == "localhost" || (ip != nil && ip.IsLoopback()) {
		return nil
	}
	return fmt.Errorf("robots: %s is not this machine", parsed.Hostname())
}
