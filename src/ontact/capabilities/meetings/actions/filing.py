"""Approved minutes as files: PDF and HWPX in every language of the house, and the record that keeps them."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.models import Edition, MinutesFile
from ontact.capabilities.meetings.queries.editions import body_of
from ontact.commons.media.actions import destroy, store_own
from ontact.commons.records.actions import keep
from ontact.commons.records.models import Record
from ontact.foundation.actor import SYSTEM
from ontact.foundation.later import later

CONTENT_TYPES = {
    MinutesFile.Format.PDF: "application/pdf",
    MinutesFile.Format.HWPX: "application/hwp+zip",
}


@later
def make_files_later(edition_id: str) -> None:
    make_files(Edition.objects.select_related("minutes__meeting__room").get(pk=edition_id))


def make_files(edition: Edition) -> None:
    """Write what is missing. Harmless when repeated; the rounds call it again where a worker died in between."""
    body = body_of(edition)
    for language, _name in settings.LANGUAGES:
        for file_format in MinutesFile.Format:
            if not edition.files.filter(language=language, format=file_format).exists():
                _make(edition, body, language, file_format)
    _keep(edition)


def _make(edition: Edition, body: MinutesBody, language: str, file_format: MinutesFile.Format) -> None:
    content = _written(body, edition.sha256, language, file_format)
    name = f"{edition.minutes.meeting.title.text(language)}.{file_format}"
    asset = store_own(content=content, name=name, content_type=CONTENT_TYPES[file_format], by=SYSTEM)
    with transaction.atomic():
        _file, made = MinutesFile.objects.get_or_create(
            edition=edition, language=language, format=file_format, defaults={"asset": asset}
        )
    if not made:
        destroy(asset=asset, by=SYSTEM)


def _written(body: MinutesBody, sha256: str, language: str, file_format: MinutesFile.Format) -> bytes:
    if file_format == MinutesFile.Format.PDF:
        from ontact.capabilities.meetings.documents.pdf import to_pdf  # slow: loads the typesetter

        return to_pdf(body, sha256, language)
    from ontact.capabilities.meetings.documents.hwpx import to_hwpx  # slow: loads the document library

    return to_hwpx(body, sha256, language)


def _keep(edition: Edition) -> None:
    """Minutes are kept for ever; who may see them follows the meeting."""
    pdf = (
        edition.files.filter(format=MinutesFile.Format.PDF, language=settings.LANGUAGE_CODE)
        .select_related("asset")
        .first()
    )
    if pdf is None:
        return
    meeting = edition.minutes.meeting
    where = [meeting.pk, edition.number]
    public = edition.published_at is not None and meeting.is_public
    keep(
        kind=Record.Kind.MINUTES,
        title=meeting.title,
        asset=pdf.asset,
        room=meeting.room,
        disclosure=Record.Disclosure.PUBLIC if public else Record.Disclosure.ON_REQUEST,
        sha256=edition.sha256,
        page=reverse("meetings:minutes_edition", args=where),
        proof=reverse("meetings:minutes_edition_json", args=where),
        approved_by=edition.approved_by,
        approved_at=edition.approved_at,
        by=SYSTEM,
    )
