"""`livekit`: builds the LiveKit server and prints where it lies."""

from ontact.config.launch.livekit import build


def main(arguments: list[str]) -> int:
    print(build())
    return 0
