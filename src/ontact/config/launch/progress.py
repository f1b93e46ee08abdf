"""The page at the hall's own address while it is being set up: what is done, what is being done."""

import html
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>온택트 시청을 준비하고 있습니다</title>
<style>body{{font:1.0625rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1e2124}}
li{{margin:.25rem 0}}small{{color:#58616a}}</style></head>
<body><main><h1>온택트 시청을 준비하고 있습니다</h1>
<p>준비가 끝나면 이 화면이 저절로 바뀝니다. 처음에는 4분쯤 걸립니다. 지금까지 {seconds}초 지났습니다.</p>
<section lang="en"><h2>The hall is being set up</h2>
<p>This page changes by itself as soon as the hall is open. The first time takes about four minutes;
{seconds} seconds have passed.</p>
<ol aria-live="polite">{lines}</ol></section>
<p><small>Ontact</small></p></main></body></html>
"""


class Progress:
    """Says each line on the terminal and, while it is open, on a page."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.began = time.monotonic()
        self.server: ThreadingHTTPServer | None = None

    def say(self, line: str) -> None:
        print(f"[{time.monotonic() - self.began:6.1f} s] {line}", flush=True)
        self.lines.append(line)

    def open(self, port: int, host: str = "127.0.0.1") -> None:
        progress = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = progress.page().encode()
                self.send_response(503)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Retry-After", "2")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_HEAD = do_POST = do_GET

            def log_message(self, *_words: object) -> None:
                """Requests for the waiting page are nobody's business."""

        self.server = ThreadingHTTPServer((host, port), Answer)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def close(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def page(self) -> str:
        lines = "".join(f"<li>{html.escape(line)}</li>" for line in self.lines)
        return PAGE.format(seconds=int(time.monotonic() - self.began), lines=lines)
