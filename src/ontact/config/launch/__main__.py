"""The launcher's commands: set-up, run, test, check, manage; and those that the supervisor calls."""

import importlib
import sys
from collections.abc import Callable

from ontact.config.launch.trouble import Trouble, trouble_of

# Command → module that has main(arguments); loaded late, so that a command costs only what it needs.
COMMANDS = {
    "set-up": "ontact.config.launch.setting_up",
    "run": "ontact.config.launch.running",
    "test": "ontact.config.launch.testing",
    "check": "ontact.config.launch.checking",
    "manage": "ontact.config.launch.managing",
    "serve": "ontact.config.launch.serving",
    "livekit": "ontact.config.launch.building",
}


def main() -> int:
    """Exit code 0 when all went well; a Trouble is printed as its one sentence."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        print(f"Commands: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    command: Callable[[list[str]], int] = importlib.import_module(COMMANDS[name]).main
    try:
        return command(sys.argv[2:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except OSError as error:
        print(trouble_of(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
