"""A Chromium for the journeys: the machine's own, else Debian's package, else Playwright's."""

import os
import shutil
import subprocess
from pathlib import Path

from ontact.config.launch.places import CACHE, PYTHON, TOOLS
from ontact.config.launch.steps import Say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NOTE = TOOLS / "chromium"


def chromium(say: Say) -> Path | None:
    """Find or install one; None when it cannot be had. Its path is written to var/tools/chromium."""
    ready = _on_path() or _from_debian(say) or _from_playwright(say)
    if ready:
        TOOLS.mkdir(parents=True, exist_ok=True)
        NOTE.write_text(f"{ready}\n")
        _look_for_korean(say)
    return ready


def known() -> Path | None:
    """The one that was found before, without looking further."""
    path = Path(NOTE.read_text().strip()) if NOTE.exists() else _on_path()
    return path if path and path.exists() else _on_path()


def install_from_debian(say: Say, *packages: str) -> bool:
    """apt-get, where there is one and we are root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {', '.join(packages)} …")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode and command[0] == "install":
            say(f"Debian's packages could not be installed: {(done.stderr or done.stdout).strip()[-200:]}")
            return False
    return True


def _on_path() -> Path | None:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return Path(path)
    return None


def _from_debian(say: Say) -> Path | None:
    return _on_path() if install_from_debian(say, "chromium", "fonts-nanum") else None


def _from_playwright(say: Say) -> Path | None:
    """Playwright downloads its own build; an office network may refuse that."""
    say("Asking Playwright for its Chromium …")
    environment = dict(os.environ, PLAYWRIGHT_BROWSERS_PATH=str(CACHE / "playwright"))
    command = [str(PYTHON), "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, env=environment, capture_output=True, check=False).returncode:
        return None
    found = sorted((CACHE / "playwright").glob("chromium-*/chrome-*/chrome"))
    return found[-1] if found else None


def _look_for_korean(say: Say) -> None:
    """Without a Korean font Hangul is drawn 5 px wide, and no page looks as it will."""
    if not shutil.which("fc-list"):
        return
    said = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, check=False).stdout
    if not said.strip() and not install_from_debian(say, "fonts-nanum"):
        say("This machine has no Korean font; pictures of pages will not show Hangul as citizens see it.")
