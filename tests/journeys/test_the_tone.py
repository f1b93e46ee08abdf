"""The journeys' own instrument: a person's fake microphone hums exactly the tone that was asked for."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow]

LISTEN = """async () => {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
  const context = new AudioContext({ sampleRate: 48000 });
  await context.resume();
  const ear = context.createAnalyser();
  ear.fftSize = 32768;
  context.createMediaStreamSource(stream).connect(ear);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const strengths = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(strengths);
  const loudest = strengths.indexOf(Math.max(...strengths));
  return (loudest * context.sampleRate) / ear.fftSize;
}"""


class Blank(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words):
        pass


@pytest.fixture
def blank_page():
    """Microphones are given to localhost, not to about:blank."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("hertz", [440, 1000])
def test_a_microphone_hums_the_tone_it_was_given(new_browser, person, blank_page, hertz):
    page = person(browser=new_browser(tone_hz=hertz))
    page.goto(blank_page)
    assert page.evaluate(LISTEN) == pytest.approx(hertz, abs=5)
