package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/pion/webrtc/v4"
	"google.golang.org/protobuf/proto"

	"github.com/livekit/protocol/livekit"
)

const (
	protocolVersion = 15
	pingEvery       = 5 * time.Second
	publishesWithin = 5 * time.Second
)

// Line is one connection to LiveKit: the signalling, one peer connection to hear and, once it is needed, one to speak.
// Media is counted and thrown away, never decoded.
type Line struct {
	socket   *websocket.Conn
	writing  sync.Mutex
	hearing  *webrtc.PeerConnection
	speaking *webrtc.PeerConnection
	lost     chan struct{}
	joined   chan struct{}
	once     sync.Once

	onWord  func(*livekit.SignalResponse)
	onData  func([]byte)
	onTrack func(*webrtc.TrackRemote)

	lock    sync.Mutex
	sid     string
	early   map[livekit.SignalTarget][]webrtc.ICECandidateInit
	offers  sync.Mutex
	answers chan webrtc.SessionDescription
	taken   map[string]chan string
}

// dial opens the signalling; run must follow.
func dial(address, token string, everything bool) (*Line, error) {
	address = strings.Replace(address, "http", "ws", 1)
	address = fmt.Sprintf("%s/rtc?protocol=%d&sdk=go&auto_subscribe=%t", address, protocolVersion, everything)
	header := http.Header{"Authorization": {"Bearer " + token}}
	socket, answer, err := websocket.DefaultDialer.Dial(address, header)
	if err != nil {
		if answer != nil {
			err = fmt.Errorf("LiveKit answered %d", answer.StatusCode)
		}
		return nil, err
	}
	return &Line{
		socket: socket, lost: make(chan struct{}), joined: make(chan struct{}),
		early:   map[livekit.SignalTarget][]webrtc.ICECandidateInit{},
		answers: make(chan webrtc.SessionDescription, 1), taken: map[string]chan string{},
	}, nil
}

// run reads the signalling until it ends; then the line is lost.
func (l *Line) run() {
	defer l.close()
	go l.ping()
	for {
		kind, data, err := l.socket.ReadMessage()
		if err != nil {
			return
		}
		word := &livekit.SignalResponse{}
		if kind != websocket.BinaryMessage || proto.Unmarshal(data, word) != nil {
			continue
		}
		if err := l.take(word); err != nil {
			return
		}
		l.onWord(word)
		if word.GetLeave() != nil {
			return
		}
	}
}

func (l *Line) take(word *livekit.SignalResponse) error {
	switch said := word.Message.(type) {
	case *livekit.SignalResponse_Join:
		l.lock.Lock()
		l.sid = said.Join.Participant.Sid
		l.lock.Unlock()
		return l.prepare()
	case *livekit.SignalResponse_Offer:
		return l.answer(said.Offer)
	case *livekit.SignalResponse_Answer:
		select {
		case l.answers <- webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: said.Answer.Sdp}:
		default:
		}
	case *livekit.SignalResponse_Trickle:
		return l.addCandidate(said.Trickle)
	case *livekit.SignalResponse_TrackPublished:
		l.lock.Lock()
		waiting := l.taken[said.TrackPublished.Cid]
		delete(l.taken, said.TrackPublished.Cid)
		l.lock.Unlock()
		if waiting != nil {
			waiting <- said.TrackPublished.Track.Sid
		}
	}
	return nil
}

// prepare makes the connection on which the server will offer what there is to hear.
func (l *Line) prepare() error {
	peer, err := l.newPeer(livekit.SignalTarget_SUBSCRIBER)
	if err != nil {
		return err
	}
	var first sync.Once
	peer.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		if state == webrtc.PeerConnectionStateConnected {
			first.Do(func() { close(l.joined) })
		}
		if state == webrtc.PeerConnectionStateFailed {
			l.close()
		}
	})
	peer.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { l.onTrack(track) })
	peer.OnDataChannel(func(channel *webrtc.DataChannel) {
		channel.OnMessage(func(message webrtc.DataChannelMessage) {
			packet := &livekit.DataPacket{}
			if proto.Unmarshal(message.Data, packet) == nil && packet.GetUser() != nil {
				l.onData(packet.GetUser().Payload)
			}
		})
	})
	l.lock.Lock()
	l.hearing = peer
	l.lock.Unlock()
	return nil
}

func (l *Line) newPeer(target livekit.SignalTarget) (*webrtc.PeerConnection, error) {
	peer, err := maker.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	peer.OnICECandidate(func(candidate *webrtc.ICECandidate) {
		if candidate == nil {
			return
		}
		words, _ := json.Marshal(candidate.ToJSON())
		_ = l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_Trickle{
			Trickle: &livekit.TrickleRequest{CandidateInit: string(words), Target: target},
		}})
	})
	return peer, nil
}

func (l *Line) answer(offer *livekit.SessionDescription) error {
	if err := l.hearing.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer.Sdp}); err != nil {
		return err
	}
	l.addEarly(livekit.SignalTarget_SUBSCRIBER, l.hearing)
	answer, err := l.hearing.CreateAnswer(nil)
	if err == nil {
		err = l.hearing.SetLocalDescription(answer)
	}
	if err != nil {
		return err
	}
	return l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_Answer{
		Answer: &livekit.SessionDescription{Type: "answer", Sdp: answer.SDP, Id: offer.Id},
	}})
}

// publish announces a track and negotiates in the same breath, as the browser's client does. The sender is for taking it away again.
func (l *Line) publish(track *webrtc.TrackLocalStaticSample, source livekit.TrackSource) (*webrtc.RTPSender, error) {
	waiting := make(chan string, 1)
	l.lock.Lock()
	l.taken[track.ID()] = waiting
	l.lock.Unlock()
	kind := livekit.TrackType_AUDIO
	if source == livekit.TrackSource_CAMERA {
		kind = livekit.TrackType_VIDEO
	}
	err := l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_AddTrack{
		AddTrack: &livekit.AddTrackRequest{Cid: track.ID(), Name: "robot", Type: kind, Source: source, Width: 640, Height: 360},
	}})
	if err != nil {
		return nil, err
	}
	l.offers.Lock()
	defer l.offers.Unlock()
	if l.speaking == nil {
		peer, err := l.newPeer(livekit.SignalTarget_PUBLISHER)
		if err != nil {
			return nil, err
		}
		l.lock.Lock()
		l.speaking = peer
		l.lock.Unlock()
	}
	sender, err := l.speaking.AddTrack(track)
	if err != nil {
		return nil, err
	}
	go drain(sender)
	if err := l.offer(); err != nil {
		return nil, err
	}
	select {
	case <-waiting:
		return sender, nil
	case <-l.lost:
		return nil, errors.New("the line was lost")
	case <-time.After(publishesWithin):
		return nil, errors.New("the server does not take the track")
	}
}

// unpublish takes a track away; the server has mostly done so already, with the right.
func (l *Line) unpublish(sender *webrtc.RTPSender) {
	l.offers.Lock()
	defer l.offers.Unlock()
	if l.speaking != nil && l.speaking.RemoveTrack(sender) == nil {
		_ = l.offer()
	}
}

func (l *Line) offer() error {
	offer, err := l.speaking.CreateOffer(nil)
	if err == nil {
		err = l.speaking.SetLocalDescription(offer)
	}
	if err == nil {
		err = l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_Offer{
			Offer: &livekit.SessionDescription{Type: "offer", Sdp: offer.SDP},
		}})
	}
	if err != nil {
		return err
	}
	select {
	case answer := <-l.answers:
		if err := l.speaking.SetRemoteDescription(answer); err != nil {
			return err
		}
		l.addEarly(livekit.SignalTarget_PUBLISHER, l.speaking)
		return nil
	case <-l.lost:
		return errors.New("the line was lost")
	case <-time.After(publishesWithin):
		return errors.New("the server does not answer the offer")
	}
}

// drain reads the reports of how a track arrives: unread, they would block.
func drain(sender *webrtc.RTPSender) {
	unread := make([]byte, 1500)
	for {
		if _, _, err := sender.Read(unread); err != nil {
			return
		}
	}
}

func (l *Line) addCandidate(trickle *livekit.TrickleRequest) error {
	var candidate webrtc.ICECandidateInit
	if err := json.Unmarshal([]byte(trickle.CandidateInit), &candidate); err != nil {
		return err
	}
	l.lock.Lock()
	peer := l.hearing
	if trickle.Target == livekit.SignalTarget_PUBLISHER {
		peer = l.speaking
	}
	if peer == nil || peer.RemoteDescription() == nil {
		l.early[trickle.Target] = append(l.early[trickle.Target], candidate)
		l.lock.Unlock()
		return nil
	}
	l.lock.Unlock()
	return peer.AddICECandidate(candidate)
}

func (l *Line) addEarly(target livekit.SignalTarget, peer *webrtc.PeerConnection) {
	l.lock.Lock()
	early := l.early[target]
	delete(l.early, target)
	l.lock.Unlock()
	for _, candidate := range early {
		_ = peer.AddICECandidate(candidate)
	}
}

func (l *Line) say(word *livekit.SignalRequest) error {
	data, err := proto.Marshal(word)
	if err != nil {
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.socket.WriteMessage(websocket.BinaryMessage, data)
}

// ping: LiveKit hangs up on whoever is silent.
func (l *Line) ping() {
	for {
		select {
		case <-l.lost:
			return
		case <-time.After(pingEvery):
			_ = l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_PingReq{
				PingReq: &livekit.Ping{Timestamp: time.Now().UnixMilli()},
			}})
		}
	}
}

func (l *Line) leave() {
	_ = l.say(&livekit.SignalRequest{Message: &livekit.SignalRequest_Leave{
		Leave: &livekit.LeaveRequest{Reason: livekit.DisconnectReason_CLIENT_INITIATED, Action: livekit.LeaveRequest_DISCONNECT},
	}})
	l.close()
}

func (l *Line) close() {
	l.once.Do(func() {
		close(l.lost)
		_ = l.socket.Close()
		l.lock.Lock()
		defer l.lock.Unlock()
		for _, peer := range []*webrtc.PeerConnection{l.hearing, l.speaking} {
			if peer != nil {
				go peer.Close()
			}
		}
	})
}
