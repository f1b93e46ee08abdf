"""Files over the API: staff hand files in and watch the check. Capabilities offer uploads of their own to their guests."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from ontact.commons.media.access import uploader_door
from ontact.commons.media.actions import receive
from ontact.commons.media.models import Asset
from ontact.commons.media.queries import progress_of
from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Person
from ontact.foundation.access import Who, access

router = Router(tags=["media"])


class AssetOut(Schema):
    """`percent` runs to 100; `sentence` and `way_out` are filled when the file was refused, in the reader's language."""

    id: UUID
    name: str
    size_bytes: int
    sha256: str
    state: str
    word: str
    percent: int
    pages: int
    sentence: str
    way_out: str
    watch: str


@router.post("/assets", response={201: AssetOut})
@access(Who.STAFF)
def upload(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Hand in one file (multipart, field `file`, up to 50 MB)."""
    person = _signed_in(request)
    return Status(201, told(receive(file=file, name=file.name or "", uploaded_by=person, by=person.actor())))


@router.get("/assets/{asset_id}", response=AssetOut)
@access(Who.STAFF)
def asset(request: HttpRequest, asset_id: UUID) -> Any:
    """How far the check of a file that you handed in has come."""
    return told(uploader_door(_signed_in(request), asset_id))


def told(asset: Asset) -> dict[str, Any]:
    """What the uploader's page needs to show; capabilities answer their own uploads with the same."""
    progress = progress_of(asset)
    return {
        "id": asset.pk,
        "name": asset.name,
        "size_bytes": asset.size_bytes,
        "sha256": asset.sha256,
        "watch": f"/api/media/assets/{asset.pk}",
        **vars(progress),
    }


def _signed_in(request: HttpRequest) -> Person:
    """The fence has let in members of staff only; here the type follows."""
    person = request.user
    if not is_signed_in(person):
        raise Http404
    return person
