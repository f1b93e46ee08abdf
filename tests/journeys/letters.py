"""The mails that a hall without a mail server puts into its outbox folder."""

import email
import email.policy
import re
import time
from email.message import EmailMessage

from ontact.config.launch.hall import Hall

# Mail goes out by the worker, which may be busy for a while on a small machine.
PATIENCE_S = 90


def letters(hall: Hall) -> list[EmailMessage]:
    """Every mail that was sent, oldest first."""
    found = []
    for file in sorted((hall.state.var / "outbox").glob("*"), key=lambda path: path.stat().st_mtime):
        for text in re.split(rb"^-{79}\n", file.read_bytes(), flags=re.MULTILINE):
            if text.strip():
                found.append(email.message_from_bytes(text, policy=email.policy.default))
    return found


def letter_to(hall: Hall, address: str, *, after: int = 0, matching: str = "") -> EmailMessage:
    """The newest mail to the address that matches; `after`: how many of them had come before."""
    until = time.monotonic() + PATIENCE_S
    while True:
        mine = [one for one in letters(hall) if address in str(one["To"]) and re.search(matching, words(one))]
        if len(mine) > after:
            return mine[-1]
        if time.monotonic() > until:
            sent = [f"{one['To']}: {one['Subject']}" for one in letters(hall)]
            raise AssertionError(f"No mail to {address} came within {PATIENCE_S} s; there were {sent}.")
        time.sleep(0.2)


def words(letter: EmailMessage) -> str:
    """Subject and plain text."""
    body = letter.get_body(("plain",))
    return f"{letter['Subject']}\n{body.get_content() if body else ''}"


def code_in(letter: EmailMessage) -> str:
    """The six-digit sign-in code."""
    found = re.search(r"\b(\d{6})\b", words(letter))
    assert found, words(letter)
    return found[1]


def personal_link_in(letter: EmailMessage) -> str:
    found = re.search(r"https?://\S+/rooms/pass/[\w-]+/", words(letter))
    assert found, words(letter)
    return found[0]
