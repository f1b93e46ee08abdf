"""Becomes supervisord, having agreed to end when its starter ends (also when that is killed)."""

import os
import sys

from ontact.config.launch.serving import tie_to_parent

if __name__ == "__main__":
    tie_to_parent()
    os.execv(sys.argv[1], [sys.argv[1], "--nodaemon", "--configuration", sys.argv[2]])
