"""nginx with the waiting room's part of deploy/nginx/ontact.conf before a hall, on a free port."""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.database import TICKS_S, stat_of
from bench.figures import ROOT
from ontact.config.launch.hall import Hall
from ontact.config.launch.keys import free_port

EXAMPLE = ROOT / "deploy" / "nginx" / "ontact.conf"
STARTS_WITHIN_S = 10
FRAME = """
daemon off;
user root;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    keepalive_requests 1000000;
    {cache}
    server {{
        listen 127.0.0.1:{port};
        {location}
    }}
}}
"""


@dataclass
class Proxy:
    url: str
    process: subprocess.Popen[bytes]

    def cpu_s(self) -> float:
        """Of the one that watches and the one that works."""
        used = 0.0
        for place in Path("/proc").glob("[0-9]*"):
            words = stat_of(int(place.name))
            if words and self.process.pid in (int(place.name), int(words[1])):
                used += (int(words[11]) + int(words[12])) / TICKS_S
        return used


@contextmanager
def proxy_before(hall: Hall) -> Iterator[Proxy | None]:
    """None where this machine has no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="ontact-nginx-") as place:
        port, file = free_port(), Path(place) / "nginx.conf"
        file.write_text(_configuration(hall, port, place))
        process = subprocess.Popen([program, "-p", place, "-c", str(file), "-e", f"{place}/start.log"])
        try:
            _wait_for(Path(place) / "nginx.pid", process)
            yield Proxy(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait()


def _configuration(hall: Hall, port: int, place: str) -> str:
    """The example's own lines, with this hall's port."""
    words = EXAMPLE.read_text()
    cache = re.search(r"^proxy_cache_path .*;$", words, re.MULTILINE)
    location = re.search(r"^ {4}location ~ \S+/waiting/\S+ \{$.*?^ {4}\}", words, re.MULTILINE | re.DOTALL)
    if cache is None or location is None:
        raise SystemExit(f"{EXAMPLE} says nothing of the waiting room | short")
    return FRAME.format(
        place=place,
        port=port,
        cache=cache[0].replace("/var/cache/nginx/ontact-turns", f"{place}/turns"),
        location=location[0].replace("127.0.0.1:8000", f"127.0.0.1:{hall.port}"),
    )


def _wait_for(note: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while not note.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise SystemExit("waiting: nginx did not start | short")
        time.sleep(0.05)
