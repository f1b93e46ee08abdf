"""The relay (TURN) inside LiveKit: the last way in for networks that let little through."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

from ontact.config.launch.trouble import Trouble

# Two relayed lines a seat, for a thousand seats; nobody outside this machine needs these ports.
RELAY_PORTS = (30_000, 32_000)


@dataclass(frozen=True)
class Relay:
    """How TURN is offered to networks that let little through; the operator's words, read once.

    `domain` switches TURN over TLS on: browsers are then told turns:<domain>:443. Without certificate and key
    the proxy in front ends the TLS and hands plain TCP to `tls_port`.
    """

    udp_port: int = 0
    domain: str = ""
    tls_port: int = 5349
    certificate: str = ""
    key: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Relay":
        relay = cls(
            udp_port=_port(environment, "ONTACT_TURN_UDP_PORT", 0),
            domain=environment.get("ONTACT_TURN_DOMAIN", ""),
            tls_port=_port(environment, "ONTACT_TURN_TLS_PORT", 5349),
            certificate=environment.get("ONTACT_TURN_CERTIFICATE", ""),
            key=environment.get("ONTACT_TURN_KEY", ""),
        )
        if bool(relay.certificate) != bool(relay.key):
            raise Trouble("ONTACT_TURN_CERTIFICATE and ONTACT_TURN_KEY go together; one of them is missing.")
        if relay.certificate and not relay.domain:
            raise Trouble("ONTACT_TURN_DOMAIN is missing: browsers must know the certificate's name.")
        return relay


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    word = environment.get(name, "")
    if word and not (word.isdigit() and 0 < int(word) < 65_536):
        raise Trouble(f"{name} is {word!r}; a port is a number from 1 to 65535.")
    return int(word) if word else default


def relay_words(relay: Relay, udp_port: int, node_ip: str) -> dict[str, object]:
    """LiveKit's own TURN server: by UDP always, by TLS where a domain is named.

    It relays to the hall's media ports and nowhere else: without the list, whoever has a ticket could send
    packets through it to the whole internet.
    """
    told: dict[str, object] = {
        "enabled": True,
        "udp_port": relay.udp_port or udp_port,
        "bind_addresses": ["127.0.0.1" if node_ip.startswith("127.") else "0.0.0.0"],
        "relay_range_start": RELAY_PORTS[0],
        "relay_range_end": RELAY_PORTS[1],
    }
    if ":" not in node_ip:
        own = ipaddress.IPv4Network(node_ip)
        everywhere_else = ipaddress.IPv4Network("0.0.0.0/0").address_exclude(own)
        told["allow_restricted_peer_cidrs"] = [str(own)]
        told["deny_peer_cidrs"] = sorted(str(net) for net in everywhere_else)
    if relay.domain:
        told |= {"domain": relay.domain, "tls_port": relay.tls_port}
        if relay.certificate:
            told |= {"cert_file": relay.certificate, "key_file": relay.key}
        else:
            told["external_tls"] = True
    return told
