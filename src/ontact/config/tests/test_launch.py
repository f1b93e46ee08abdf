"""The launcher: steps are taken once, troubles are sentences, secrets and ports are the hall's own."""

import configparser
import ipaddress
import json
import os
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ontact.config.launch import keys, livekit, steps, supervising
from ontact.config.launch.places import ROOT, State
from ontact.config.launch.progress import Progress
from ontact.config.launch.relay import Relay
from ontact.config.launch.trouble import Trouble, cause_of


@pytest.fixture
def stamps(monkeypatch, tmp_path):
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(steps, "TOOLS", tmp_path)
    return tmp_path / "stamps"


def counting_step(source: Path, output: Path, done: list[str]) -> steps.Step:
    def do() -> None:
        done.append(source.read_text())
        output.write_text("made")

    return steps.Step("count", "Counting", do, (source,), (output,))


def test_a_step_is_taken_once_and_again_when_its_source_changes(stamps, tmp_path):
    source, output, done = tmp_path / "source", tmp_path / "output", []
    source.write_text("one")
    for _attempt in range(2):
        steps.take([counting_step(source, output, done)], lambda line: None)
    assert done == ["one"]

    source.write_text("two")
    steps.take([counting_step(source, output, done)], lambda line: None)
    assert done == ["one", "two"]


def test_a_step_is_taken_again_when_its_output_was_deleted(stamps, tmp_path):
    source, output, done = tmp_path / "source", tmp_path / "output", []
    source.write_text("one")
    steps.take([counting_step(source, output, done)], lambda line: None)
    output.unlink()
    steps.take([counting_step(source, output, done)], lambda line: None)
    assert done == ["one", "one"]


def test_a_failed_step_is_tried_again_next_time(stamps, tmp_path):
    attempts = []

    def fail() -> None:
        attempts.append(1)
        raise Trouble("No.")

    for _attempt in range(2):
        with pytest.raises(Trouble):
            steps.take([steps.Step("fail", "Failing", fail)], lambda line: None)
    assert len(attempts) == 2


@pytest.mark.parametrize(
    ("output", "beginning"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("npm error code ENOSPC", "The disk is full."),
        ("npm error code ENOTFOUND", "The network did not answer."),
        ("dial tcp: lookup modules.example: no such host", "The network did not answer."),
        ("Temporary failure in name resolution", "The network did not answer."),
        ("invalid peer certificate: UnknownIssuer", "A certificate on the way was not trusted."),
        ("FATAL ERROR: JavaScript heap out of memory", "The memory ran out."),
    ],
)
def test_known_failures_become_a_sentence(output, beginning):
    assert cause_of(output).startswith(beginning)


def test_an_unknown_failure_names_the_first_error_and_the_log(stamps, tmp_path):
    with pytest.raises(
        Trouble, match=r"Building failed\. error: the roof is missing \(All it said: .*set-up.log\)"
    ):
        steps.call(
            [sys.executable, "-c", "print('hm'); print('error: the roof is missing'); exit(3)"],
            why="Building",
        )


def test_secrets_are_made_once_and_only_for_their_owner(tmp_path):
    file = tmp_path / "secrets.env"
    first = keys.ensure_secrets(file)
    assert keys.ensure_secrets(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert min(len(first["ONTACT_SECRET_KEY"]), len(first["ONTACT_LIVEKIT_SECRET"])) >= 50


def test_a_second_hall_gets_ports_of_its_own():
    first = keys.livekit_ports()
    with socket.create_server(("127.0.0.1", first["livekit"])):
        assert keys.livekit_ports()["livekit"] != first["livekit"]


def test_livekits_configuration_is_private_and_stays_local(tmp_path):
    file = tmp_path / "livekit.yaml"
    ports = {"livekit": 1, "livekit_tcp": 2, "livekit_udp": 3, "livekit_turn": 4}
    livekit.write_config(file, key="k", secret="s", ports=ports, webhook="http://w", node_ip="127.0.0.1")
    told = json.loads(file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told["bind_addresses"] == ["127.0.0.1"]
    assert told["rtc"]["enable_loopback_candidate"] is True
    assert told["room"]["enable_remote_unmute"] is False
    assert told["webhook"]["filter_params"]["exclude_events"] == ["track_published", "track_unpublished"]


def test_a_hall_for_the_city_listens_outside(tmp_path):
    file = tmp_path / "livekit.yaml"
    ports = {"livekit": 1, "livekit_tcp": 2, "livekit_udp": 3, "livekit_turn": 4}
    livekit.write_config(file, key="k", secret="s", ports=ports, webhook="", node_ip="203.0.113.5")
    told = json.loads(file.read_text())
    assert (told["bind_addresses"], told["rtc"]["node_ip"]) == (["0.0.0.0"], "203.0.113.5")
    assert "webhook" not in told


def told_of_turn(tmp_path, node_ip, **words):
    file = tmp_path / "livekit.yaml"
    ports = {"livekit": 1, "livekit_tcp": 2, "livekit_udp": 3, "livekit_turn": 4}
    relay = Relay.from_environment({f"ONTACT_TURN_{name}": word for name, word in words.items()})
    livekit.write_config(file, key="k", secret="s", ports=ports, webhook="", node_ip=node_ip, relay=relay)
    return json.loads(file.read_text())["turn"]


def test_a_laptop_relays_by_udp_and_needs_no_certificate(tmp_path):
    told = told_of_turn(tmp_path, "127.0.0.1")
    assert (told["enabled"], told["udp_port"], told["bind_addresses"]) == (True, 4, ["127.0.0.1"])
    assert not {"tls_port", "domain", "cert_file", "external_tls"} & set(told)


def test_a_named_domain_opens_tls_behind_the_proxy_or_with_a_certificate_of_its_own(tmp_path):
    behind = told_of_turn(tmp_path, "203.0.113.5", DOMAIN="turn.city.example", UDP_PORT="3478")
    assert (behind["udp_port"], behind["tls_port"], behind["external_tls"]) == (3478, 5349, True)

    own = told_of_turn(
        tmp_path, "203.0.113.5", DOMAIN="turn.city.example", CERTIFICATE="/c", KEY="/k", TLS_PORT="443"
    )
    assert (own["tls_port"], own["cert_file"], own["key_file"]) == (443, "/c", "/k")
    assert "external_tls" not in own


def test_the_relay_reaches_the_halls_own_media_and_nothing_else(tmp_path):
    """Or whoever has a ticket could send packets through it to anybody."""
    told = told_of_turn(tmp_path, "203.0.113.5")
    shut = [ipaddress.ip_network(net) for net in told["deny_peer_cidrs"]]
    assert sum(net.num_addresses for net in shut) == 2**32 - 1
    assert not any(ipaddress.ip_address("203.0.113.5") in net for net in shut)
    assert told["allow_restricted_peer_cidrs"] == ["203.0.113.5/32"]


@pytest.mark.parametrize(
    "words",
    [{"UDP_PORT": "many"}, {"TLS_PORT": "70000", "DOMAIN": "d"}, {"CERTIFICATE": "/c", "DOMAIN": "d"},
     {"CERTIFICATE": "/c", "KEY": "/k"}],
)  # fmt: skip
def test_settings_of_the_relay_that_cannot_work_are_refused_at_the_start(tmp_path, words):
    with pytest.raises(Trouble, match="ONTACT_TURN_"):
        told_of_turn(tmp_path, "203.0.113.5", **words)


def test_the_supervisor_restarts_everything_and_holds_no_secret(tmp_path):
    state = State(tmp_path / "100%")
    state.make()
    file = supervising.write_configuration(state, supervising.programs(8001, "127.0.0.1", with_livekit=True))
    told = configparser.RawConfigParser(inline_comment_prefixes=(" ;",))
    told.read(file)
    programs = [name for name in told.sections() if name.startswith("program:")]
    assert programs == ["program:web", "program:worker", "program:usher", "program:livekit"]
    assert {told[name]["autorestart"] for name in programs} == {"true"}
    assert told["program:livekit"]["stopsignal"] == "INT"
    assert "SECRET" not in file.read_text()


def test_progress_is_a_page_that_says_come_back(tmp_path):
    progress, port = Progress(), keys.free_port()
    progress.open(port)
    progress.say("Building <the> client …")
    try:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        with refused.value as answer:
            body = answer.read().decode()
            assert (answer.code, answer.headers["Retry-After"]) == (503, "2")
    finally:
        progress.close()
    assert "Building &lt;the&gt; client …" in body
    assert "준비하고 있습니다" in body
    assert keys.is_free(port)


def launch(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(ROOT / "src/ontact/config/launch/start.sh"), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = launch("run", "--port", str(port), ONTACT_VAR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken by another program. Stop it, or open the hall elsewhere: bin/run --port {port + 1}\n"
    )


def test_a_machine_with_an_old_python_hears_one_sentence(tmp_path):
    for name in ("sh", "dirname", "pwd"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    done = launch("run", PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Ontact needs Python 3.11 or newer; none was found on the PATH.")


def test_a_folder_that_holds_the_demo_is_not_opened_as_a_bare_city(tmp_path):
    (tmp_path / "city-kind").write_text("demo\n")
    done = launch("run", "--empty", "--port", str(keys.free_port()), ONTACT_VAR=str(tmp_path))
    assert done.stderr.startswith(f"{tmp_path} already holds the demo city.")
