package main

import (
	"net"

	"github.com/pion/interceptor"
	"github.com/pion/logging"
	"github.com/pion/webrtc/v4"
)

// maker makes peer connections that know this machine only: loopback addresses, UDP, no server outside is asked.
var maker = newMaker()

func newMaker() *webrtc.API {
	// Packets that overtake their announcement are no news; what goes wrong is told in reports.
	silent := logging.NewDefaultLoggerFactory()
	silent.DefaultLogLevel = logging.LogLevelDisabled
	engine := webrtc.SettingEngine{LoggerFactory: silent}
	engine.SetIncludeLoopbackCandidate(true)
	engine.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	codecs := &webrtc.MediaEngine{}
	if err := codecs.RegisterDefaultCodecs(); err != nil {
		panic(err)
	}
	reports := &interceptor.Registry{}
	if err := webrtc.RegisterDefaultInterceptors(codecs, reports); err != nil {
		panic(err)
	}
	return webrtc.NewAPI(
		webrtc.WithSettingEngine(engine), webrtc.WithMediaEngine(codecs), webrtc.WithInterceptorRegistry(reports),
	)
}
