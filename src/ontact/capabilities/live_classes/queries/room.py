"""The class's part of the room's state: what session this is, and the materials; the same for everyone inside."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from ontact.capabilities.live_classes.models import LiveClass, Material
from ontact.commons.programmes.models import Session


def class_ext(live_class: LiveClass, session: Session) -> dict[str, Any]:
    """Everything the capability adds to the state. Two queries."""
    theme = getattr(getattr(session, "themed", None), "theme", None)
    return {
        "session": str(session.pk),
        "number": session.number,
        # Events go to readers of every language at once: the original, and all there are beside it.
        "title": session.name.text(session.name.source),
        "titles": dict(session.name.texts),
        "lecturer": session.lecturer,
        "theme": dict(theme.title.texts) if theme else None,
        **materials_slice(live_class, session),
    }


def materials_slice(live_class: LiveClass, session: Session) -> dict[str, Any]:
    return {"materials": [_material(one) for one in materials_of(live_class, session)]}


def materials_of(live_class: LiveClass, session: Session | None = None) -> list[Material]:
    """Of the whole class and of this session; without a session all there are. One query."""
    found = Material.objects.filter(live_class__programme=live_class.programme).select_related(
        "asset", "live_class", "session"
    )
    if session is not None:
        found = found.filter(Q(session=None) | Q(session=session))
    return list(found)


def _material(material: Material) -> dict[str, Any]:
    asset = material.asset
    return {
        "id": str(material.pk),
        "asset": str(asset.pk),
        "name": asset.name,
        "pages": asset.page_count,
        "state": asset.state,
        "url": reverse("live_classes:material", args=[material.live_class.programme_id, material.pk]),
    }
