"""A notice becomes a letter: text and simple HTML in the reader's language and zone."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.serializers.json import DjangoJSONEncoder
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ontact.commons.notices.models import Notice
from ontact.commons.people.queries import city
from ontact.foundation.sealing import seal, unseal
from ontact.foundation.worded import Worded

PURPOSE = "notices"


@dataclass(frozen=True)
class Attachment:
    """A text file that travels with the mail; mime may carry parameters ("text/calendar; method=REQUEST")."""

    name: str
    mime: str
    text: str


def pack(facts: Mapping[str, Any], name: str, attachments: Sequence[Attachment]) -> dict[str, Any]:
    """What is stored in Notice.facts: plain JSON, with times and worded texts marked so that they come back
    whole.
    """
    body = {
        "facts": {word: _packed(value) for word, value in facts.items()},
        "name": name,
        "attachments": [[one.name, one.mime, one.text] for one in attachments],
    }
    packed: dict[str, Any] = json.loads(json.dumps(body, cls=DjangoJSONEncoder))
    return packed


def seal_secrets(secrets: Mapping[str, str]) -> bytes:
    return seal(json.dumps(dict(secrets)), purpose=PURPOSE).encode()


def compose(notice: Notice) -> EmailMultiAlternatives:
    """Raises TemplateDoesNotExist, Unreadable (the secret key has changed), or whatever a template raises:
    a letter that cannot be written is not sent.
    """
    with ExitStack() as reader:
        reader.enter_context(translation.override(notice.language))
        reader.enter_context(timezone.override(_zone(notice)))
        context = _context(notice)
        subject = _one_line(render_to_string(f"{notice.template}.txt", {**context, "of_letter": "subject"}))
        text = render_to_string(f"{notice.template}.txt", {**context, "of_letter": "body"}).strip() + "\n"
        page = _html(notice.template, {**context, "subject": subject, "text": text})
    letter = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=_from(context["city_name"]),
        to=[formataddr((_one_line(notice.facts.get("name", "")), notice.address))],
        headers=_headers(notice),
    )
    letter.attach_alternative(page, "text/html")
    for name, mime, content in notice.facts.get("attachments", []):
        letter.attach(_one_line(name), content, mime)
    return letter


def _html(template: str, context: dict[str, Any]) -> str:
    try:
        return render_to_string(f"{template}.html", context)
    except TemplateDoesNotExist as missing:
        if str(missing) != f"{template}.html":
            raise
    return render_to_string("notices/mail/plain.html", context)


def _context(notice: Notice) -> dict[str, Any]:
    here = city()
    return {
        **{word: _unpacked(value) for word, value in notice.facts.get("facts", {}).items()},
        **(json.loads(unseal(bytes(notice.sealed).decode(), purpose=PURPOSE)) if notice.sealed else {}),
        "reader": notice.facts.get("name", ""),
        "base_url": settings.BASE_URL,
        "city": here,
        "city_name": str(here.name) if here else "Ontact",
        "language": notice.language,
    }


def _headers(notice: Notice) -> dict[str, str]:
    # The same notice sent twice (a crash between sending and noting it) is one mail to a mail program.
    host = urlsplit(settings.BASE_URL).hostname
    return {
        "Message-ID": f"<{notice.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }


def _from(city_name: str) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or _one_line(city_name), address))


def _zone(notice: Notice) -> ZoneInfo:
    here = city()
    own = notice.person.time_zone if notice.person else ""
    return ZoneInfo(own or (here.time_zone if here else settings.TIME_ZONE))


def _one_line(words: str) -> str:
    """No control characters: nothing typed by anyone may begin a header of its own."""
    clean = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in words)
    return " ".join(clean.split())


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, Worded):
        return {"$worded": value.as_json()}
    if isinstance(value, Mapping):
        return {str(word): _packed(one) for word, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_packed(one) for one in value]
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$time" in value:
        return datetime.fromisoformat(value["$time"])
    if "$worded" in value:
        return Worded.from_json(value["$worded"])
    return {word: _unpacked(one) for word, one in value.items()}
