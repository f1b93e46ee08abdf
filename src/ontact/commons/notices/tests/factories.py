"""A letter that exists only for tests, and a mail server that can be taken away."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend

from ontact.commons.notices.actions import send

LETTER = "notices/mail/trial"


def queued(to="guest@example.org", key="k", **facts):
    """Queue the trial letter."""
    options = {
        name: facts.pop(name)
        for name in ("about", "secrets", "language", "attachments", "name")
        if name in facts
    }
    return send(to, LETTER, facts, key=key, **options)


class MailServer(EmailBackend):
    """Keeps the promises of a real one: refuses to open, breaks off, turns addresses away."""

    is_away = False
    breaks_off_at = ""
    turns_away: dict[str, int] = {}
    slow_down = False

    def open(self):
        if type(self).is_away:
            raise ConnectionRefusedError("no mail server here")
        return super().open()

    def send_messages(self, letters):
        for letter in letters:
            for address in letter.to:
                plain = address.rsplit("<", 1)[-1].rstrip(">")
                if plain == type(self).breaks_off_at:
                    raise SMTPServerDisconnected("gone")
                if plain in type(self).turns_away:
                    code = type(self).turns_away[plain]
                    raise SMTPRecipientsRefused({plain: (code, b"no")})
                if type(self).slow_down:
                    raise SMTPDataError(451, b"later")
        return super().send_messages(letters)
