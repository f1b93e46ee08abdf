"""The document as it is read, free of any file format: headings, paragraphs and tables, in order.

PDF and HWPX are drawn from the same sheet, so that they always say the same.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """level 1: a part of the minutes; 2: an agenda item; 3: something under an item. aside: small, at the right."""

    level: int
    text: str
    aside: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph; line ends inside it are kept. quiet: smaller, for remarks."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Decision:
    """A decision in its wording, set apart from everything else."""

    label: str
    text: str
    aside: str = ""


@dataclass(frozen=True)
class Column:
    """share: of the width, relative to the other columns. align: left, center, right."""

    label: str
    share: float = 1
    align: str = "left"


@dataclass(frozen=True)
class Table:
    """caption: what it shows, for readers who do not see it. Without labels the first column is the head of each row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def has_head(self) -> bool:
        return any(column.label for column in self.columns)


Block = Heading | Text | Decision | Table


@dataclass(frozen=True)
class Sheet:
    """hash_line and page_word stand at the foot of every page."""

    language: str
    kind: str
    title: str
    over: str
    notice: str
    facts: Table
    blocks: tuple[Block, ...]
    closing: tuple[Block, ...]
    hash_line: str
    page_of: str
    written_at_s: int

    def as_dict(self) -> dict[str, Any]:
        """For the typesetter: every block names its kind."""
        facts = dataclasses.asdict(self)
        facts["facts"] = _block(self.facts)
        facts["blocks"] = [_block(block) for block in self.blocks]
        facts["closing"] = [_block(block) for block in self.closing]
        return facts


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **dataclasses.asdict(block)}
