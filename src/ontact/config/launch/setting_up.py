"""`set-up`: installs and builds what is missing, and nothing more (for images and bundles)."""

from ontact.config.launch.tools import set_up


def main(arguments: list[str]) -> int:
    """`--with-livekit` also builds the LiveKit server and waits for it."""
    set_up(say)
    if "--with-livekit" in arguments:
        from ontact.config.launch.livekit import build  # noqa: PLC0415 (slow: only when asked)

        say("Building the LiveKit server (3-4 minutes the first time) …")
        build()
    return 0


def say(line: str) -> None:
    print(line, flush=True)
