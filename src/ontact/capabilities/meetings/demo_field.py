"""The demo's field reports: ten neighbourhoods, drawn pictures, one group on an agenda, one answered, some waiting."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from ontact.capabilities.meetings.actions.fielding import (
    Said,
    answer,
    group_reports,
    put_on_agenda,
    send_field_report,
)
from ontact.capabilities.meetings.models import FieldReport, Meeting
from ontact.commons.media.actions import receive
from ontact.commons.media.models import Asset
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

DATA = Path(__file__).parent / "demo_data"
SIZE = (960, 640)
SKY, NIGHT, GROUND, PATH, LINE = "#bcd7ef", "#1d2b45", "#7d9a6b", "#b9b3a6", "#3a3f45"
Story = dict[str, Any]


def make_field_reports(meeting: Meeting) -> None:
    """Sent over the last days to the office that convenes this meeting. Does nothing where there are any."""
    if FieldReport.objects.exists() or not meeting.may_change:
        return
    story: Story = json.loads((DATA / "field.json").read_text(encoding="utf-8"))
    offices = {office.name.texts["ko"]: office for office in Organisation.objects.all()}
    host = offices[story["host"]]
    grouped: dict[int, list[FieldReport]] = {}
    for number, words in enumerate(story["reports"]):
        with moved_to(now() - timedelta(hours=70 - 6 * number)):
            report = _send(offices[words["office"]], host, words)
        if words["group"] is not None:
            grouped.setdefault(words["group"], []).append(report)
    clerk = meeting.convened_by.actor()
    for number, words in enumerate(story["groups"]):
        group = group_reports(grouped[number], host=host, title=words["title"], by=clerk)
        if words["to"] == "agenda":
            put_on_agenda(group, meeting=meeting, by=clerk)
        elif words["to"] == "answer":
            answer(group, text=words["answer"], by=clerk)


def _send(office: Organisation, host: Organisation, words: Story) -> FieldReport:
    person = Person.objects.get(memberships__organisation=office, memberships__role=Membership.Role.HEAD)
    said = Said(words["text"], words["place"], words["urgency"], words["citizens"])
    photos = [(_photograph(words["photo"], person), words["alt"])] if words["photo"] else []
    return send_field_report(office, host=host, said=said, photos=photos, by=person)


def _photograph(scene: str, person: Person) -> Asset:
    image = Image.new("RGB", SIZE, SKY)
    SCENES[scene](ImageDraw.Draw(image))
    content = BytesIO()
    image.save(content, "PNG")
    file = SimpleUploadedFile(f"{scene}.png", content.getvalue(), content_type="image/png")
    return receive(file=file, name=f"{scene}.png", uploaded_by=person, by=SYSTEM)


def _lamp(draw: ImageDraw.ImageDraw) -> None:
    """A path at dusk between two lamps that are out."""
    draw.rectangle((0, 0, 960, 420), fill=NIGHT)
    draw.rectangle((0, 420, 960, 640), fill="#26362a")
    draw.polygon([(400, 420), (560, 420), (860, 640), (120, 640)], fill="#565a60")
    for x, top, width in ((250, 120, 10), (730, 60, 14)):
        draw.rectangle((x, top, x + width, 480), fill=LINE)
        draw.ellipse((x - 26, top - 36, x + width + 26, top + 12), fill="#5a6068", outline="#80868e", width=3)


def _door(draw: ImageDraw.ImageDraw) -> None:
    """A closed door with a notice on it."""
    draw.rectangle((0, 0, 960, 640), fill="#d9cbb5")
    draw.rectangle((0, 560, 960, 640), fill=PATH)
    draw.rectangle((300, 120, 660, 560), fill="#6f4e37", outline=LINE, width=8)
    draw.line((480, 120, 480, 560), fill=LINE, width=6)
    draw.rectangle((380, 220, 580, 340), fill="#ffffff", outline="#c0c4c8", width=3)
    for y in (250, 280, 310):
        draw.line((400, y, 560, y), fill="#8a949e", width=6)


def _drain(draw: ImageDraw.ImageDraw) -> None:
    """A kerb, a drain under leaves, and the water that stands there."""
    draw.rectangle((0, 0, 960, 640), fill="#6b6f75")
    draw.rectangle((0, 0, 960, 200), fill=PATH)
    draw.rectangle((0, 200, 960, 232), fill="#94908a")
    draw.ellipse((60, 250, 900, 620), fill="#7fa0bd")
    draw.rectangle((360, 300, 600, 460), fill=LINE)
    for number in range(36):
        x, y = 340 + (number * 73) % 270, 285 + (number * 47) % 170
        draw.ellipse((x, y, x + 34, y + 18), fill=("#b5651d", "#c98a2b", "#8f5a1e")[number % 3])


def _stop(draw: ImageDraw.ImageDraw) -> None:
    """A bus stop that is only a pole."""
    draw.rectangle((0, 430, 960, 640), fill="#7a7e84")
    draw.rectangle((0, 430, 960, 500), fill=PATH)
    draw.rectangle((60, 180, 330, 430), fill="#a9b4c0")
    draw.rectangle((640, 110, 652, 500), fill=LINE)
    draw.rectangle((590, 80, 702, 170), fill="#256ef4")
    draw.rectangle((610, 105, 682, 140), fill="#ffffff")


SCENES: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "lamp": _lamp,
    "door": _door,
    "drain": _drain,
    "stop": _stop,
}
