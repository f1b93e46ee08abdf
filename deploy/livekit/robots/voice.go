package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
	"github.com/pion/webrtc/v4/pkg/media/oggreader"

	"github.com/livekit/protocol/livekit"
)

const (
	soundEvery = 20 * time.Millisecond
	// As in the client: the picture's negotiation with every seat must not hold up the voice.
	pictureAfter = time.Second
)

// Recording is a file taken apart into what is sent at once, and how far apart.
type Recording struct {
	frames [][]byte
	every  time.Duration
	mime   string
}

var (
	recordings = map[string]*Recording{}
	shelf      sync.Mutex
)

// Voice is what one seat publishes while it may.
type Voice struct {
	ended chan struct{}
	once  sync.Once
}

func (v *Voice) stop() { v.once.Do(func() { close(v.ended) }) }

// followTheFloor speaks with the floor and is silent without it.
func (s *Seat) followTheFloor() {
	s.lock.Lock()
	mine := s.policy.Always || (s.floor != "" && s.floor == s.me)
	line, ready := s.line, s.connected && s.policy.Tone != ""
	if voice := s.voice; voice != nil && !mine {
		s.voice = nil
		s.lock.Unlock()
		voice.stop()
		return
	}
	if !mine || !ready || s.voice != nil || !s.rights[livekit.TrackSource_MICROPHONE] {
		s.lock.Unlock()
		return
	}
	voice := &Voice{ended: make(chan struct{})}
	s.voice = voice
	s.lock.Unlock()
	go s.speak(line, voice)
}

// speak publishes the sound, and the picture if there is one and the seat may show it.
func (s *Seat) speak(line *Line, voice *Voice) {
	files := []string{s.policy.Tone}
	if s.policy.Picture != "" && s.may(livekit.TrackSource_CAMERA) {
		files = append(files, s.policy.Picture)
	}
	for number, file := range files {
		if number > 0 {
			select {
			case <-voice.ended:
				return
			case <-time.After(pictureAfter):
			}
		}
		recording, err := recordingOf(file)
		if err != nil {
			tell("refused", map[string]any{"seat": s.number, "why": err.Error()})
			return
		}
		s.publish(line, voice, recording)
	}
}

func (s *Seat) publish(line *Line, voice *Voice, recording *Recording) {
	source := livekit.TrackSource_MICROPHONE
	if recording.mime == webrtc.MimeTypeVP8 {
		source = livekit.TrackSource_CAMERA
	}
	capability := webrtc.RTPCodecCapability{MimeType: recording.mime}
	track, err := webrtc.NewTrackLocalStaticSample(capability, fmt.Sprintf("%s-%d", source, time.Now().UnixNano()), "robot")
	if err != nil {
		return
	}
	sender, err := line.publish(track, source)
	if err != nil {
		tell("refused", map[string]any{"seat": s.number, "why": err.Error()})
		s.lock.Lock()
		if s.voice == voice { // whoever still has the floor at the next word tries again
			s.voice = nil
		}
		s.lock.Unlock()
		return
	}
	go func() {
		play(track, recording, voice)
		line.unpublish(sender)
	}()
}

// play sends the recording round and round, by the clock.
func play(track *webrtc.TrackLocalStaticSample, recording *Recording, voice *Voice) {
	due := time.Now()
	for at := 0; ; at = (at + 1) % len(recording.frames) {
		select {
		case <-voice.ended:
			return
		case <-time.After(time.Until(due)):
		}
		_ = track.WriteSample(media.Sample{Data: recording.frames[at], Duration: recording.every})
		due = due.Add(recording.every)
		if late := time.Since(due); late > time.Second { // the machine stood still: nothing is made up for
			due = time.Now()
		}
	}
}

func recordingOf(file string) (*Recording, error) {
	shelf.Lock()
	defer shelf.Unlock()
	if known := recordings[file]; known != nil {
		return known, nil
	}
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	recording := &Recording{mime: webrtc.MimeTypeOpus, every: soundEvery}
	next, err := pagesOf(opened, recording)
	if err != nil {
		return nil, err
	}
	for {
		frame, err := next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		recording.frames = append(recording.frames, frame)
	}
	if len(recording.frames) == 0 {
		return nil, errors.New(file + " is empty")
	}
	recordings[file] = recording
	return recording, nil
}

func pagesOf(opened *os.File, recording *Recording) (func() ([]byte, error), error) {
	if ivf, header, err := ivfreader.NewWith(opened); err == nil {
		recording.mime = webrtc.MimeTypeVP8
		recording.every = time.Second * time.Duration(header.TimebaseNumerator) / time.Duration(header.TimebaseDenominator)
		return func() ([]byte, error) {
			frame, _, err := ivf.ParseNextFrame()
			return frame, err
		}, nil
	}
	if _, err := opened.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	ogg, _, err := oggreader.NewWith(opened)
	if err != nil {
		return nil, err
	}
	return func() ([]byte, error) {
		page, _, err := ogg.ParseNextPage()
		if bytes.HasPrefix(page, []byte("OpusTags")) {
			page, _, err = ogg.ParseNextPage()
		}
		return page, err
	}, nil
}
