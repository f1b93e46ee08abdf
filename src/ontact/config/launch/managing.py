"""`manage`: the house's own commands, on the hall that was opened last (or ONTACT_VAR)."""

import os

from ontact.config.launch import keys
from ontact.config.launch.hall import open_halls_var
from ontact.config.launch.places import PYTHON, State, default_var, django_environment
from ontact.config.launch.setting_up import say
from ontact.config.launch.tools import set_up


def main(arguments: list[str]) -> int:
    if not PYTHON.exists():
        set_up(say)
    var = default_var() if os.environ.get("ONTACT_VAR") else open_halls_var() or default_var()
    state = State(var)
    environment = {**keys.read_lines(state.facts), **django_environment(state)}
    os.execve(PYTHON, [str(PYTHON), "-m", "django", *(arguments or ["help"])], environment)
