"""A certificate as an accessible PDF (PDF/UA-1), with a QR code that leads to its public page."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.registrations.models import Attendance, Certificate
from ontact.web import paper

TEMPLATE = Path(__file__).with_name("certificate.typ")


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the paper, in one language. `notice`: said on top where it does not stand any more."""

    language: str
    kind: str
    title: str
    over: str
    notice: str
    number: str
    name: str
    statement: str
    columns: list[str]
    lectures: list[list[str]]
    caption: str
    rule: str
    issued: str
    host: str
    check: str
    address: str
    qr_alt: str
    sha256: str


def certificate_pdf(certificate: Certificate, *, address: str, city: str, language: str) -> bytes:
    """The same bytes each time. `address`: the public page, whole.

    Raises:
        KoreanFontMissing: the machine lacks a font; the certificate itself is fine.
    """
    with translation.override(language):
        sheet = compose(certificate, address=address, city=city, language=language)
    return paper.typeset(
        TEMPLATE,
        vars(sheet),
        written_at_s=int(certificate.created_at.timestamp()),
        drawings={"qr": qr_code(address)},
    )


def compose(certificate: Certificate, *, address: str, city: str, language: str) -> Sheet:
    """In the language that is active. Facts come from the certificate alone: what was hashed is what is printed."""
    facts, kind = certificate.facts, _("Certificate")
    return Sheet(
        language=language[:2],
        kind=kind,
        title=f"{kind} {facts['number']}",
        over=city,
        notice=notice_of(certificate),
        number=_("No. %(number)s") % facts,
        name=facts["name"],
        statement=_statement(facts),
        columns=[_("Session"), _("Title"), _("Day"), _("Minutes attended"), _("Noted")],
        lectures=[_lecture(one) for one in facts["lectures"]],
        caption=_("Sessions attended"),
        rule=rule_in_words(facts),
        issued=_("Given on %(issued_on)s") % facts,
        host=facts["host"],
        check=_("Whether this certificate stands can be read by anyone at this address:"),
        address=address,
        qr_alt=_("QR code with the address of this certificate's public page"),
        sha256=certificate.sha256,
    )


def notice_of(certificate: Certificate) -> str:
    """Empty while it stands."""
    if certificate.revoked_at is not None:
        day = timezone.localtime(certificate.revoked_at).date().isoformat()
        return _("Revoked on %(day)s") % {"day": day}
    later = getattr(certificate, "replaced_by", None)
    return _("Replaced by no. %(number)s") % {"number": later.number} if later is not None else ""


def rule_in_words(facts: dict[str, Any]) -> str:
    words = _(
        "Rule %(rule_version)d: a session counts from %(percent)d %% of its length; begun minutes are whole."
    )
    replay = _("A replay counts like a session.") if facts["replay_counts"] else _("Replays do not count.")
    return f"{words % facts} {replay}"


def qr_code(address: str) -> str:
    """As SVG. Level M: it can still be read when a seventh of it is stained."""
    content = io.BytesIO()
    segno.make(address, error="m", micro=False).save(content, kind="svg", border=0, scale=4)
    return content.getvalue().decode()


def _statement(facts: dict[str, Any]) -> str:
    counted = {"done": len(facts["lectures"]), **facts}
    return (
        ngettext(
            "attended %(done)d of %(held)d session of “%(programme)s”; the certificate needs %(needed)d.",
            "attended %(done)d of %(held)d sessions of “%(programme)s”; the certificate needs %(needed)d.",
            counted["held"],
        )
        % counted
    )


def _lecture(one: dict[str, Any]) -> list[str]:
    noted = Attendance.Source(one["by"]).label if one["by"] in Attendance.Source.values else one["by"]
    return [str(one["number"]), one["title"], one["held_on"], str(one["minutes"]), str(noted)]
