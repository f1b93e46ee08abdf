"""Minutes as HWPX, the document format of the Korean public sector: the same sheet as the PDF, open for editing."""

from dataclasses import dataclass
from typing import Any

from hwpx import HwpxDocument

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.sheet import Block, Decision, Heading, Sheet, Table, Text

WIDTH_MM = 166.0
UNITS_PER_MM = 7200 / 25.4
INK, SOFT, BLUE, CALM, RULE = "#1E2124", "#464C53", "#063A74", "#F4F5F6", "#8A949E"
HEADING_PT = {1: 14.0, 2: 11.5, 3: 10.0}
ROOM_BEFORE_PT = {1: 20.0, 2: 14.0, 3: 9.0}


def to_hwpx(body: MinutesBody, sha256: str, language: str) -> bytes:
    """220 people take about three seconds. The library opens what it has written before it hands it over."""
    return _Writer(compose(body, sha256, language)).written()


@dataclass(frozen=True)
class Looks:
    """A paragraph's shape and its letters, as the ids under which the document knows them."""

    paragraph: str
    letters: str


class _Writer:
    """Draws one sheet. Shapes are made once and used by id: making them anew for 2,000 cells would take minutes."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.document = HwpxDocument.new()
        self.shapes: dict[tuple[Any, ...], Looks] = {}

    def written(self) -> bytes:
        self._page()
        self._title()
        self._table(self.sheet.facts)
        for block in (*self.sheet.blocks, *self.sheet.closing):
            self._draw(block)
        self._keep_words_whole()
        content: bytes = self.document.to_bytes()
        return content

    def _keep_words_whole(self) -> None:
        """Korean breaks between words, as on our pages."""
        for part in self.document.parts.headers:
            for setting in part.element.iter():
                if str(setting.tag).endswith("}breakSetting"):
                    setting.set("breakNonLatinWord", "KEEP_WORD")
            part.mark_dirty()

    def _page(self) -> None:
        document = self.document
        margins = {"left": 22.0, "right": 22.0, "top": 20.0, "bottom": 20.0, "header": 10.0, "footer": 10.0}
        document.page.setup(paper_size="A4", margins_mm=margins)
        foot = [
            {
                "align": "LEFT",
                "children": [{"type": "run", "text": self.sheet.hash_line, "size": 8, "color": SOFT}],
            },
            # Drawn here, so that Hancom need not draw it again at a place of its own.
            {"align": "CENTER", "children": [{"page_number": "page/total", "position": "NONE"}]},
        ]
        document.page.set_footer(content=foot)
        document.parts.set_document_metadata(title=self.sheet.title, creator=self.sheet.over)
        document.parts.clear_preview()
        # Our headings carry their numbers; the outline's own would stand beside them.
        for part in document.parts.headers:
            for head in part.element.iter():
                if str(head.tag).endswith("}paraHead"):
                    head.text = ""
            part.mark_dirty()

    def _title(self) -> None:
        self._paragraph(self.sheet.over, size=10, color=SOFT, align="CENTER", after=4)
        self._paragraph(self.sheet.kind, size=24, bold=True, align="CENTER", after=6)
        if self.sheet.notice:
            self._paragraph(self.sheet.notice, size=10, bold=True, color="#8A240F", align="CENTER", after=6)

    def _draw(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Decision):
            self._decision(block)
        else:
            self._text(block)

    def _text(self, block: Text) -> None:
        for line in block.text.split("\n"):
            if line.strip():
                self._paragraph(
                    line, size=9 if block.quiet else 10, color=SOFT if block.quiet else INK, after=3
                )

    def _heading(self, block: Heading) -> None:
        text = f"{block.text}\t{block.aside}" if block.aside else block.text
        paragraph = self.document.add_heading("", level=block.level)
        self._dress(
            paragraph,
            text,
            size=HEADING_PT[block.level],
            bold=True,
            color=BLUE if block.level == 1 else INK,
            before=ROOM_BEFORE_PT[block.level],
            after=5,
            heading=block.level,
        )

    def _decision(self, block: Decision) -> None:
        share = (1.2, 6.0, 1.0) if block.aside else (1.2, 7.0)
        words = (block.label, block.text, block.aside) if block.aside else (block.label, block.text)
        table = self._empty_table(1, share)
        shade = self.document.styles.ensure_border_fill(
            border_color=BLUE, border_width="0.12 mm", fill_color="#EFF5FF"
        )
        for number, (cell, word) in enumerate(zip(table.rows[0].cells, words, strict=True)):
            cell.element.set("borderFillIDRef", shade)
            self._fill(cell, word, bold=number == 0, color=BLUE if number == 0 else INK, align="LEFT")

    def _table(self, block: Table) -> None:
        heads = [tuple(column.label for column in block.columns)] if block.has_head else []
        rows = [*heads, *block.rows]
        table = self._empty_table(len(rows), tuple(column.share for column in block.columns))
        plain = self.document.styles.ensure_border_fill(border_color=RULE, border_width="0.12 mm")
        calm = self.document.styles.ensure_border_fill(
            border_color=RULE, border_width="0.12 mm", fill_color=CALM
        )
        small = len(block.columns) > 6
        for number, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
            is_head = bool(heads) and number == 0
            for column, cell, word in zip(block.columns, row.cells, words, strict=True):
                leads = is_head or (not heads and column is block.columns[0])
                cell.element.set("borderFillIDRef", calm if leads else plain)
                if is_head:
                    cell.element.set("header", "1")
                align = "CENTER" if is_head else column.align.upper()
                self._fill(cell, word, bold=leads, align=align, size=8 if small else 9.5)

    def _empty_table(self, rows: int, shares: tuple[float, ...]) -> Any:
        """Across the whole width; rows may be torn at the foot of a page, heads come again on the next."""
        width = round(WIDTH_MM * UNITS_PER_MM)
        table = self.document.add_table(rows, len(shares), width=width)
        # As one large letter it would be cut off at the paper's edge.
        table.set_treat_as_char(False)
        table.element.set("repeatHeader", "1")
        table.element.set("pageBreak", "CELL")
        table.set_column_widths(shares)
        # The line of the table's anchor stands below the table: a small gap before what follows.
        anchor = table.paragraph
        _wear(
            anchor,
            self._looks(anchor, size=5, bold=False, color=INK, align="LEFT", before=0, after=0, heading=0),
        )
        return table

    def _fill(
        self, cell: Any, words: str, *, align: str, size: float = 9.5, bold: bool = False, color: str = INK
    ) -> None:
        cell.set_text(words, split_paragraphs=True)
        for paragraph in cell.paragraphs:
            looks = self._looks(
                paragraph, size=size, bold=bold, color=color, align=align, before=0, after=0, heading=0
            )
            _wear(paragraph, looks)

    def _paragraph(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        color: str = INK,
        align: str = "JUSTIFY",
        after: float = 0,
    ) -> None:
        paragraph = self.document.add_paragraph("", inherit_style=False)
        self._dress(paragraph, text, size=size, bold=bold, color=color, align=align, after=after)

    def _dress(
        self,
        paragraph: Any,
        text: str,
        *,
        size: float,
        bold: bool = False,
        color: str = INK,
        align: str = "JUSTIFY",
        before: float = 0,
        after: float = 0,
        heading: int = 0,
    ) -> None:
        paragraph.text = text
        looks = self._looks(
            paragraph,
            size=size,
            bold=bold,
            color=color,
            align=align,
            before=before,
            after=after,
            heading=heading,
        )
        _wear(paragraph, looks)

    def _looks(self, paragraph: Any, **wish: Any) -> Looks:
        """The ids for these wishes; the first paragraph that has them is the model for all others."""
        key = tuple(wish.items())
        if key not in self.shapes:
            letters = self.document.styles.ensure_run(
                size=wish["size"], bold=wish["bold"], color=wish["color"]
            )
            stops = [{"pos_mm": WIDTH_MM, "type": "RIGHT"}] if wish["heading"] else None
            self.document.styles.apply_paragraph_format(
                paragraphs=[paragraph],
                alignment="LEFT" if wish["heading"] else wish["align"],
                line_spacing_percent=150,
                spacing_before_pt=wish["before"],
                spacing_after_pt=wish["after"],
                indent_left_mm=0,
                first_line_indent_mm=0,
                keep_with_next=bool(wish["heading"]),
                outline_level=wish["heading"] or None,
                bottom_border=wish["heading"] == 1,
                border_color=BLUE,
                tab_stops=stops,
            )
            self.shapes[key] = Looks(paragraph.element.get("paraPrIDRef"), letters)
        return self.shapes[key]


def _wear(paragraph: Any, looks: Looks) -> None:
    paragraph.element.set("paraPrIDRef", looks.paragraph)
    for run in paragraph.runs:
        run.element.set("charPrIDRef", looks.letters)
