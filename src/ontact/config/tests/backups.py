"""What tests of backups share: looking into one, and making one that lies."""

import json
import tarfile
from pathlib import Path


def manifest(file: Path) -> dict:
    with tarfile.open(file) as tar:
        return json.loads(tar.extractfile("manifest.json").read())


def with_other_manifest(backup: Path, target: Path, **changes: object) -> Path:
    """The same contents, another claim about them."""
    words = target.with_suffix(".json")
    words.write_text(json.dumps(manifest(backup) | changes))
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            if member.name != "manifest.json":
                new.addfile(member, old.extractfile(member))
        new.add(words, "manifest.json")
    return target
