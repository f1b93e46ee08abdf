package main

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/livekit/protocol/livekit"
)

// Ticket lets a seat join LiveKit; a fresh one is good for ten minutes.
type Ticket struct {
	URL   string `json:"url"`
	Token string `json:"token"`
}

// ticketInHand is the one that brought the seat in, for so long as the client keeps it; else a new one.
func (s *Seat) ticketInHand() (Ticket, error) {
	s.lock.Lock()
	kept, until := s.ticket, s.ticketUntil
	s.lock.Unlock()
	if time.Now().Before(until) {
		return kept, nil
	}
	var ticket Ticket
	if err := s.visit.ask("/api/rooms/"+s.room+"/token", nil, &ticket); err != nil {
		return ticket, err
	}
	if err := onThisMachine(strings.Replace(ticket.URL, "ws", "http", 1)); err != nil {
		return ticket, err
	}
	s.lock.Lock()
	s.ticket, s.ticketUntil = ticket, time.Now().Add(ticketKept)
	s.lock.Unlock()
	return ticket, nil
}

// connect joins with the ticket in hand.
func (s *Seat) connect() (*Line, error) {
	ticket, err := s.ticketInHand()
	if err != nil {
		return nil, err
	}
	line, err := dial(ticket.URL, ticket.Token, s.policy.Everything)
	if err != nil {
		return nil, err
	}
	line.onWord = func(word *livekit.SignalResponse) { s.follow(line, word) }
	line.onData = s.hear
	line.onTrack = func(track *webrtc.TrackRemote) { s.count(line, track) }
	s.lock.Lock()
	s.line, s.connected, s.known, s.names = line, false, map[string]bool{}, map[string]string{}
	s.lock.Unlock()
	go line.run()
	select {
	case <-line.joined:
	case <-line.lost:
		return nil, errors.New("the line was lost while joining")
	case <-time.After(joinsWithin):
		line.close()
		return nil, errors.New("no media connection")
	}
	s.lock.Lock()
	s.connected = true
	s.lock.Unlock()
	s.followTheFloor()
	// Events told between the first look and now are missed: look again, as the client does when it is connected.
	go s.lookAgain()
	return line, nil
}

// drop ends what is left of the line; politely when the robot itself goes.
func (s *Seat) drop(politely bool) {
	s.lock.Lock()
	line, voice := s.line, s.voice
	s.line, s.connected, s.voice = nil, false, nil
	s.lock.Unlock()
	if voice != nil {
		voice.stop()
	}
	if line != nil && politely {
		line.leave()
	} else if line != nil {
		line.close()
	}
}

// follow reads along what the server signals: who is there, what I may publish, and the floor from the metadata.
func (s *Seat) follow(line *Line, word *livekit.SignalResponse) {
	switch said := word.Message.(type) {
	case *livekit.SignalResponse_Join:
		s.readRights([]*livekit.ParticipantInfo{said.Join.Participant}, said.Join.Participant.Sid)
		s.readMetadata(said.Join.Room.GetMetadata())
		s.subscribe(line, said.Join.OtherParticipants)
	case *livekit.SignalResponse_RoomUpdate:
		s.readMetadata(said.RoomUpdate.Room.GetMetadata())
	case *livekit.SignalResponse_Update:
		s.readRights(said.Update.Participants, line.sid)
		s.subscribe(line, said.Update.Participants)
		s.followTheFloor()
	}
}

// readRights keeps what the server says that this seat may publish.
func (s *Seat) readRights(people []*livekit.ParticipantInfo, own string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, person := range people {
		if person.Sid != own || person.Permission == nil {
			continue
		}
		before := s.rights[livekit.TrackSource_MICROPHONE]
		s.rights = map[livekit.TrackSource]bool{}
		for _, source := range person.Permission.CanPublishSources {
			s.rights[source] = person.Permission.CanPublish
		}
		if s.connected && s.rights[livekit.TrackSource_MICROPHONE] != before {
			s.ticketUntil = time.Time{} // whoever has the floor must not come back as a listener
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
	s.followTheFloor()
}

// subscribe asks for open microphones, and for cameras where the policy says so.
func (s *Seat) subscribe(line *Line, people []*livekit.ParticipantInfo) {
	wanted := &livekit.UpdateSubscription{Subscribe: true}
	s.lock.Lock()
	for _, person := range people {
		s.names[person.Sid] = person.Identity
		tracks := &livekit.ParticipantTracks{ParticipantSid: person.Sid}
		for _, track := range person.Tracks {
			open := track.Type == livekit.TrackType_AUDIO && !track.Muted
			asked := open || track.Type == livekit.TrackType_VIDEO && s.policy.Cameras
			if asked && !s.known[track.Sid] && person.Sid != line.sid {
				s.known[track.Sid] = true
				tracks.TrackSids = append(tracks.TrackSids, track.Sid)
			}
		}
		if len(tracks.TrackSids) > 0 {
			wanted.TrackSids = append(wanted.TrackSids, tracks.TrackSids...)
			wanted.ParticipantTracks = append(wanted.ParticipantTracks, tracks)
		}
	}
	s.lock.Unlock()
	if len(wanted.TrackSids) > 0 && !s.policy.Everything {
		_ = line.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_Subscription{Subscription: wanted}})
	}
}

// count reads a track to its end: packets, bytes, when the first came, and every hole between two packets of sound.
func (s *Seat) count(line *Line, track *webrtc.TrackRemote) {
	buffer := make([]byte, 1600)
	sound := track.Kind() == webrtc.RTPCodecTypeAudio
	publisher, _, _ := strings.Cut(track.StreamID(), "|")
	before := time.Time{}
	for {
		size, _, err := track.Read(buffer)
		if err != nil {
			return
		}
		now := time.Now()
		s.lock.Lock()
		s.packets++
		s.bytes += uint64(size)
		identity := s.names[publisher]
		lostAt := s.lostAt
		if sound {
			s.soundAt = now
			s.lostAt = time.Time{}
		}
		s.lock.Unlock()
		if !sound {
			continue
		}
		if before.IsZero() {
			s.crowd.heard(identity, track.ID(), now)
		} else if hole := now.Sub(before); hole >= holeFrom {
			tell("hole", map[string]any{"seat": s.number, "ms": hole.Milliseconds()})
		}
		if !lostAt.IsZero() {
			tell("hears again", map[string]any{"seat": s.number, "ms": now.Sub(lostAt).Milliseconds()})
		}
		before = now
	}
}
