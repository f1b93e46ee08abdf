"""Networks that let little through, as a browser meets them: what is forbidden never reaches its media connections."""

# Which candidates the network lets through, which addresses of relays, and whether only the relay is left.
NARROW = """([way, port443]) => {
  const Real = window.RTCPeerConnection;
  const relays = { udp: null, tcp: "none:", relay: "turn:", relay_443: "turns:", none: "none:" }[way];
  const relayOnly = way.startsWith("relay") || way === "none";
  const through = (candidate) => way !== "tcp" || !/\\budp\\b/i.test(candidate);
  const thinned = ({ type, sdp }) => {
    const lines = sdp.split("\\r\\n").filter((line) => !line.startsWith("a=candidate") || through(line));
    return { type, sdp: lines.join("\\r\\n") };
  };
  const narrowed = (words) => ({
    ...words,
    iceTransportPolicy: relayOnly ? "relay" : "all",
    iceServers: (words?.iceServers ?? [])
      .map((one) => ({ ...one, urls: [one.urls].flat().filter((url) => relays === null || url.startsWith(relays)) }))
      .filter((one) => one.urls.length > 0)
      // Browsers are told port 443; the test's relay listens where it may.
      .map((one) => ({ ...one, urls: one.urls.map((url) => url.replace(":443?", `:${port443}?`)) })),
  });
  window.RTCPeerConnection = class extends Real {
    constructor(words) { super(narrowed(words)); }
    setConfiguration(words) { super.setConfiguration(narrowed(words)); }
    // The other side must not learn of ways that do not exist: it would try them, and be heard.
    set onicecandidate(heard) {
      super.onicecandidate = (found) => through(found.candidate?.candidate ?? "") && heard(found);
    }
    async createOffer(...wishes) { return thinned(await super.createOffer(...wishes)); }
    async createAnswer(...wishes) { return thinned(await super.createAnswer(...wishes)); }
    addIceCandidate(found) {
      return through(found?.candidate ?? "") ? super.addIceCandidate(found) : Promise.resolve();
    }
    setRemoteDescription(said) { return super.setRemoteDescription(thinned(said)); }
  };
}"""


def narrow(page, way, *, port_443=443):
    """Let only this way through: udp (any), tcp, relay, relay_443, none. Before the page is opened."""
    page.add_init_script(f"({NARROW})({[way, port_443]!r})")
