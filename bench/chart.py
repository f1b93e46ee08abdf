"""A line chart as SVG, drawn by hand: readable in light and dark, in colour and without."""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 56, 110, 48, 44
STYLES = (("#256ef4", ""), ("#c95c00", "6 4"))
STEPS = (0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10)
LINES_AT_MOST = 6


@dataclass
class Line:
    name: str
    points: list[tuple[float, float]]


def line_chart(title: str, lines: list[Line]) -> str:
    """Values from zero; each line named at its end."""
    most_x = max(x for line in lines for x, _y in line.points)
    most_y = max(y for line in lines for _x, y in line.points)
    step = next((one for one in STEPS if most_y / one < LINES_AT_MOST), STEPS[-1])
    top_y = step * (int(most_y / step) + 1)

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + x / most_x * (WIDTH - LEFT - RIGHT)
        return round(across, 1), round(HEIGHT - BOTTOM - y / top_y * (HEIGHT - TOP - BOTTOM), 1)

    parts = [_text(LEFT, 24, title, weight="bold")]
    for number in range(round(top_y / step) + 1):
        _x, y = place(0, number * step)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#8a949e" stroke-width="0.5"/>'
        )
        parts.append(_text(LEFT - 8, y + 4, f"{number * step:g}", anchor="end"))
    for x in sorted({x for line in lines for x, _y in line.points}):
        parts.append(_text(place(x, 0)[0], HEIGHT - BOTTOM + 20, f"{x:g}", anchor="middle"))
    for line, (colour, dashes) in zip(lines, STYLES, strict=False):
        places = [place(x, y) for x, y in line.points]
        road = " ".join(f"{x},{y}" for x, y in places)
        parts.append(
            f'<polyline points="{road}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>'
        )
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in places]
        parts.append(_text(places[-1][0] + 10, places[-1][1] + 4, line.name))
    said = escape(
        "; ".join(f"{line.name}: {', '.join(f'{y:.2f} at {x:g}' for x, y in line.points)}" for line in lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>{escape(title)}</title><desc>{said}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="#1e2124">{escape(words)}</text>'
