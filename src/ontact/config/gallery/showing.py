"""The gallery's own page: pictures by address, faults on top. Opened from the disk, with its own style."""

from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string

from ontact.config.gallery.walking import Picture


def write_index(folder: Path, pictures: list[Picture], missing: list[str]) -> Path:
    ordered = sorted(pictures, key=lambda picture: (picture.route, picture.walker, picture.path))
    groups = [(route, list(shown)) for route, shown in groupby(ordered, key=lambda picture: picture.route)]
    faulty = [picture for picture in ordered if picture.faults]
    context = {"groups": groups, "missing": missing, "faulty": faulty, "count": len(pictures)}
    index = folder / "index.html"
    index.write_text(render_to_string("web/gallery/index.html", context), encoding="utf-8")
    return index
