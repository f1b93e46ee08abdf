"""Looks through every file that git keeps for things that look like secrets, and for files too large to keep."""

import re
import subprocess
import sys
from pathlib import Path

from ontact.config.launch.places import ROOT

LARGEST_BYTES = 1_500_000
PATTERNS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a cloud access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "an access token": re.compile(
        r"\b(?:ghp|gho|ghs|github_pat|glpat|xox[abp]|sk_live|npm)_?[-A-Za-z0-9_]{30,}\b"
    ),
    "a signed token": re.compile(r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"),
    "a filled-in secret": re.compile(r"(?m)^ONTACT_(?:SECRET_KEY|LIVEKIT_SECRET)=[\w-]{16,}$"),
    "a password in an address": re.compile(
        r"\b(?:postgres(?:ql)?|smtps?|redis)://[^\s:/@]+:(?!word|secret|\{|<|\$|\*|…)[^\s@/]{6,}@"
    ),
}
ALLOWED = re.compile(r"tests?/|/secrecy\.py$")  # tests hold made-up secrets to see them removed


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    complaints = [c for name in listed.decode().split("\0") if name for c in _look_at(name)]
    print("\n".join(complaints))
    return 1 if complaints else 0


def _look_at(name: str) -> list[str]:
    file = ROOT / name
    if not file.is_file():
        return []
    if file.stat().st_size > LARGEST_BYTES:
        return [f"{name}: {file.stat().st_size:,} bytes; more than {LARGEST_BYTES:,} is not kept in git"]
    if Path(name).name in ("secrets.env", ".env"):
        return [f"{name}: secrets stay outside git"]
    if ALLOWED.search(name):
        return []
    words = file.read_bytes().decode("utf-8", errors="ignore")
    return [f"{name}: holds {what}" for what, pattern in PATTERNS.items() if pattern.search(words)]


if __name__ == "__main__":
    sys.exit(main())
