"""The demo's papers: small real PDFs with Korean slides, set by the same typesetter as the minutes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ontact.capabilities.meetings.actions.agenda import attach_paper
from ontact.capabilities.meetings.models import AgendaItem
from ontact.commons.media.actions import receive
from ontact.commons.people.models import Person

DATA = Path(__file__).parent / "demo_data"


def attach_demo_paper(item: AgendaItem, key: str, *, by: Person) -> None:
    deck = _decks()[key]
    file = SimpleUploadedFile(deck["name"], typeset(deck), content_type="application/pdf")
    asset = receive(file=file, name=deck["name"], uploaded_by=by, by=by.actor())
    attach_paper(item, asset, by=by.actor())


def typeset(deck: dict[str, Any]) -> bytes:
    import typst  # slow: loads the typesetter, which only the demo and the minutes need

    from ontact.web.paper import fonts  # slow: as above

    content = typst.compile(
        (DATA / "slides.typ").read_bytes(),
        font_paths=fonts(),
        sys_inputs={"deck": json.dumps(deck, ensure_ascii=False)},
    )
    assert isinstance(content, bytes)
    return content


@cache
def _decks() -> dict[str, Any]:
    decks: dict[str, Any] = json.loads((DATA / "papers.json").read_text(encoding="utf-8"))
    return decks
