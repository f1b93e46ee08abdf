package main

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/livekit/livekit-server/test/client"
	"github.com/livekit/protocol/livekit"
)

// connect fetches a ticket and joins; the channel closes when the line is lost.
func (s *Seat) connect() (<-chan struct{}, error) {
	var ticket struct {
		URL   string `json:"url"`
		Token string `json:"token"`
	}
	if err := s.visit.ask("/api/rooms/"+s.room+"/token", nil, &ticket); err != nil {
		return nil, err
	}
	options := &client.Options{
		AutoSubscribe:             s.policy.Everything,
		SignalRequestInterceptor:  nameTheSource,
		SignalResponseInterceptor: s.follow,
	}
	if err := onThisMachine(strings.Replace(ticket.URL, "ws", "http", 1)); err != nil {
		return nil, err
	}
	conn, err := client.NewWebSocketConn(strings.Replace(ticket.URL, "http", "ws", 1), ticket.Token, options)
	if err != nil {
		return nil, err
	}
	line, err := client.NewRTCClient(conn, false, options)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	line.OnDataReceived = func(data []byte, _ string) { s.hear(data) }
	s.lock.Lock()
	s.client, s.connected, s.before, s.known = line, false, 0, map[string]bool{}
	s.lock.Unlock()
	lost := make(chan struct{})
	go func() {
		defer close(lost)
		_ = line.Run()
	}()
	if err := line.WaitUntilConnected(joinsWithin); err != nil {
		line.Stop()
		return nil, err
	}
	s.lock.Lock()
	s.connected, s.grewAt = true, time.Now()
	s.lock.Unlock()
	// Events told between the first look and now are missed: look again, as the client does when it is connected.
	go func() {
		_ = s.look()
		s.followTheFloor()
	}()
	go keepAlive(line, lost)
	return lost, nil
}

// keepAlive pings: LiveKit hangs up on whoever is silent.
func keepAlive(line *client.RTCClient, lost <-chan struct{}) {
	for {
		select {
		case <-lost:
			return
		case <-time.After(5 * time.Second):
			_ = line.SendPing()
		}
	}
}

func (s *Seat) drop() {
	s.lock.Lock()
	line, voice := s.client, s.voice
	s.client, s.connected, s.voice = nil, false, nil
	s.lock.Unlock()
	if voice != nil {
		voice.stop()
	}
	if line != nil {
		line.Stop()
	}
}

func (s *Seat) isConnected() bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.client != nil && s.connected
}

// nameTheSource: the test client leaves the source out, and a source without a name is no microphone.
func nameTheSource(message *livekit.SignalRequest, next client.SignalRequestHandler) error {
	if add := message.GetAddTrack(); add != nil {
		add.Source = livekit.TrackSource_MICROPHONE
		if add.Type == livekit.TrackType_VIDEO {
			add.Source = livekit.TrackSource_CAMERA
		}
	}
	return next(message)
}

// follow reads along: no STUN server outside, subscriptions by policy, and the floor from the metadata.
func (s *Seat) follow(message *livekit.SignalResponse, next client.SignalResponseHandler) error {
	if join := message.GetJoin(); join != nil {
		// An entry without addresses: without any entry the test client would ask a server far away.
		join.IceServers = []*livekit.ICEServer{{}}
	}
	if err := next(message); err != nil {
		return err
	}
	switch word := message.Message.(type) {
	case *livekit.SignalResponse_Join:
		s.readRights([]*livekit.ParticipantInfo{word.Join.Participant})
		s.readMetadata(word.Join.Room.GetMetadata())
		go s.subscribe(word.Join.OtherParticipants)
	case *livekit.SignalResponse_RoomUpdate:
		s.readMetadata(word.RoomUpdate.Room.GetMetadata())
	case *livekit.SignalResponse_Update:
		s.readRights(word.Update.Participants)
		go s.subscribe(word.Update.Participants)
		go s.followTheFloor()
	}
	return nil
}

// readRights keeps what the server says that this seat may publish.
func (s *Seat) readRights(people []*livekit.ParticipantInfo) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, person := range people {
		if s.client == nil || person.Sid != string(s.client.ID()) || person.Permission == nil {
			continue
		}
		s.rights = map[livekit.TrackSource]bool{}
		for _, source := range person.Permission.CanPublishSources {
			s.rights[source] = person.Permission.CanPublish
		}
	}
}

func (s *Seat) may(source livekit.TrackSource) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.rights[source]
}

func (s *Seat) readMetadata(metadata string) {
	var facts struct {
		Floor *string `json:"floor"`
	}
	if json.Unmarshal([]byte(metadata), &facts) != nil {
		return
	}
	s.lock.Lock()
	s.floor = ""
	if facts.Floor != nil {
		s.floor = *facts.Floor
	}
	s.lock.Unlock()
	go s.followTheFloor()
}

// subscribe asks for open microphones, and for cameras where the policy says so.
func (s *Seat) subscribe(people []*livekit.ParticipantInfo) {
	s.lock.Lock()
	line := s.client
	var wanted []*livekit.ParticipantTracks
	var sids []string
	for _, person := range people {
		tracks := &livekit.ParticipantTracks{ParticipantSid: person.Sid}
		for _, track := range person.Tracks {
			asked := track.Type == livekit.TrackType_AUDIO && !track.Muted || track.Type == livekit.TrackType_VIDEO && s.policy.Cameras
			if asked && !s.known[track.Sid] && (line == nil || person.Sid != string(line.ID())) {
				s.known[track.Sid] = true
				tracks.TrackSids = append(tracks.TrackSids, track.Sid)
				sids = append(sids, track.Sid)
				if track.Type == livekit.TrackType_AUDIO {
					s.waiting = append(s.waiting, person.Identity+"/"+track.Sid)
				}
			}
		}
		if len(tracks.TrackSids) > 0 {
			wanted = append(wanted, tracks)
		}
	}
	s.lock.Unlock()
	if line == nil || len(wanted) == 0 || s.policy.Everything {
		return
	}
	_ = line.SendRequest(&livekit.SignalRequest{Message: &livekit.SignalRequest_Subscription{
		Subscription: &livekit.UpdateSubscription{TrackSids: sids, Subscribe: true, ParticipantTracks: wanted},
	}})
}

// listen looks whether sound has come since the last sweep. Returns the identity of a voice heard for the first time, or how
// long the hole was that has just ended while somebody was subscribed to.
func (s *Seat) listen(now time.Time) (string, time.Duration) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.client == nil || !s.connected {
		return "", 0
	}
	total := s.client.BytesReceived()
	if total == s.before {
		return "", 0
	}
	s.bytes += total - s.before
	hole := now.Sub(s.grewAt)
	s.before, s.grewAt = total, now
	if !s.lostAt.IsZero() {
		go tell("hears again", map[string]any{"seat": s.number, "ms": now.Sub(s.lostAt).Milliseconds()})
		s.lostAt, hole = time.Time{}, 0
	}
	if len(s.waiting) > 0 {
		identity := s.waiting[len(s.waiting)-1]
		s.waiting = nil
		return identity, 0
	}
	return "", hole
}
