"""Certificates are given to whoever has earned one, corrected by a new one that replaces the old, and revoked in sight."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.notices.actions import send_all
from ontact.commons.people.names import in_one_line
from ontact.commons.registrations.actions.posting import Post, readers_of
from ontact.commons.registrations.engine.certifying import Facts, sha256_of
from ontact.commons.registrations.models import Certificate, Registration, RegistrationState
from ontact.commons.registrations.queries.attendance import row_of
from ontact.commons.registrations.queries.certificates import facts_for, newest_certificate
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

LONGEST_NAME = 100


class NotEarned(RuleBroken):
    code = "certificate-not-earned"
    text = _("There is no certificate yet: %(done)d of %(needed)d sessions are attended.")
    way_out = _("The page lists each session, and what can still count.")


class CertificateRevoked(RuleBroken):
    code = "certificate-revoked"
    text = _("The certificate was revoked: %(because)s")
    way_out = _("If that is a mistake, call the office that gave it.")


class AlreadyReplaced(RuleBroken):
    code = "certificate-replaced"
    text = _("This certificate has been replaced by %(number)s.")
    way_out = _("Correct or revoke that one.")


class WhyMissing(RuleBroken):
    code = "why-missing"
    status = 422
    text = _("A certificate is revoked with a reason.")
    way_out = _("Write one sentence: it stands on the public page.")


class NameMissing(RuleBroken):
    code = "name-missing"
    status = 422
    text = _("A certificate needs a name.")
    way_out = _("Write the name as it shall be printed.")


@transaction.atomic
def give_certificate(registration: Registration, *, by: Actor) -> Certificate:
    """Asked again it is the same one; after a revocation only the desk gives another (`give_again`).

    Raises:
        NotEarned, CertificateRevoked.
    """
    registration = _first_place(registration)
    before = newest_certificate(registration.programme, registration.person)
    if before is None:
        return _give(registration, by)
    if before.revoked_at is not None:
        raise CertificateRevoked(because=before.revoked_because)
    return before


@transaction.atomic
def give_again(registration: Registration, *, by: Actor) -> Certificate:
    """By the desk: for whoever does not come to the page, and anew after the former was revoked. The person is told.

    Raises:
        NotEarned.
    """
    registration = _first_place(registration)
    before = newest_certificate(registration.programme, registration.person)
    if before is not None and before.revoked_at is None:
        return before
    given = _give(registration, by)
    _tell(given, "given")
    return given


@transaction.atomic
def correct_certificate(certificate: Certificate, *, name: str, by: Actor) -> Certificate:
    """A new row with the attendance as it is noted now; the old one stays and points to it. The person is told. Corrected
    twice in the same way it is corrected once.

    Raises:
        AlreadyReplaced, CertificateRevoked, NotEarned, NameMissing.
    """
    name = in_one_line(name)[:LONGEST_NAME]
    if not name:
        raise NameMissing
    done: Certificate | None = Certificate.objects.filter(replaces=certificate, name=name).first()
    if done is not None:
        return done
    certificate = _standing(certificate)
    facts = replace(_earned(certificate.registration, replaces=certificate.number), name=name)
    corrected = _keep(certificate.registration, facts, replaces=certificate)
    sign(by, "corrected a certificate", corrected, replaces=certificate.number, sha256=corrected.sha256)
    _tell(corrected, "corrected", old=certificate.number)
    return corrected


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, because: str, by: Actor) -> Certificate:
    """It stays under its address and says so. The person is told, with the reason.

    Raises:
        WhyMissing, AlreadyReplaced.
    """
    because = because.strip()
    if not because:
        raise WhyMissing
    locked: Certificate = Certificate.objects.locked(certificate.pk)
    if locked.revoked_at is not None:
        return locked
    certificate = _standing(certificate)
    certificate.revoked_at, certificate.revoked_because = now(), because[:300]
    certificate.save(update_fields=["revoked_at", "revoked_because"])
    sign(by, "revoked a certificate", certificate, number=certificate.number)
    _tell(certificate, "revoked", reason=certificate.revoked_because)
    return certificate


def _first_place(registration: Registration) -> Registration:
    """Locked. Whoever has places in several single sessions gets one certificate, on the first of them."""
    mine = Registration.objects.filter(
        programme=registration.programme_id,
        person__in=registration.person.selves().values("pk"),
        state=RegistrationState.PLACED,
    )
    first = mine.order_by("pk").values_list("pk", flat=True).first()
    locked: Registration = Registration.objects.locked(first or registration.pk)
    return locked


def _give(registration: Registration, by: Actor) -> Certificate:
    certificate = _keep(registration, _earned(registration))
    sign(by, "gave a certificate", certificate, number=certificate.number, sha256=certificate.sha256)
    return certificate


def _earned(registration: Registration, replaces: str = "") -> Facts:
    moment = now()
    row = row_of(registration.programme, registration.person, moment)
    if row is None or not row.account.is_earned:
        done, needed = (row.account.done, row.account.needed) if row else (0, 0)
        raise NotEarned(done=done, needed=needed)
    number = _number(moment)
    return facts_for(row, registration.programme, number=number, moment=moment, replaces=replaces)


def _keep(registration: Registration, facts: Facts, replaces: Certificate | None = None) -> Certificate:
    body = facts.as_dict()
    certificate: Certificate = Certificate.objects.create(
        registration=registration,
        number=facts.number,
        code=secrets.token_hex(16),
        name=body["name"],
        facts=body,
        sha256=sha256_of(body),
        replaces=replaces,
    )
    return certificate


def _tell(certificate: Certificate, deed: str, **facts: Any) -> None:
    """What the desk has done with it is never done in silence."""
    registration = certificate.registration
    link = settings.BASE_URL + reverse("registrations:certificate", args=[certificate.code])
    post = Post(registration.programme)
    send_all(
        post.letter(
            reader,
            "certificate_desk",
            key=f"certificate_{deed}:{certificate.pk}",
            number=certificate.number,
            deed=deed,
            link=link,
            **facts,
        )
        for reader in readers_of([registration])
    )


def _standing(certificate: Certificate) -> Certificate:
    locked: Certificate = Certificate.objects.locked(certificate.pk)
    later = Certificate.objects.filter(replaces=locked).first()
    if later is not None:
        raise AlreadyReplaced(number=later.number)
    if locked.revoked_at is not None:
        raise CertificateRevoked(because=locked.revoked_because)
    return locked


def _number(moment: datetime) -> str:
    """2026-4821-0937: drawn, so that no number tells how many there are and no lock is needed to count them."""
    year = moment.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    drawn = f"{secrets.randbelow(10**8):08d}"
    return f"{year}-{drawn[:4]}-{drawn[4:]}"
