"""A second opinion: the table as it follows from the lines of a book. It imports nothing of this program, and
counts plainly.

`recompute(lines)` takes the lines as dictionaries (number, verb, at, facts) and gives wish → (state, rank).
"""

from collections import Counter
from datetime import datetime, timedelta

LIVE = ("held", "placed", "offered", "waiting")


class Oracle:
    def __init__(self):
        self.rows, self.units, self.terms, self.drawn = {}, {}, {}, False
        self.size, self.kept, self.taken, self.closed = {}, {}, Counter(), set()
        self.ranks, self.waiting = 0, {}

    def terms_line(self, facts, at):
        self.terms = facts
        for pool, (capacity, kept) in facts["pools"].items():
            self.size.setdefault(pool, capacity)
            self.kept.setdefault(pool, kept)

    def needs(self, rows):
        needed = Counter(pool for row in rows for pool in row["pools"] if pool not in self.closed)
        return needed.items()

    def fits(self, rows):
        reserved = {} if rows[0]["desk"] else self.kept
        return all(
            self.size[pool] - self.taken[pool] - reserved.get(pool, 0) >= count
            for pool, count in self.needs(rows)
        )

    def turn(self, rows, state, at=None):
        for row in rows:
            had, has = row["state"] in ("placed", "offered"), state in ("placed", "offered")
            for pool, count in self.needs([row]):
                self.taken[pool] += count * (has - had)
                if has and not had and row["desk"]:
                    self.kept[pool] = max(0, self.kept[pool] - count)
            row["state"], row["at"] = state, at
        for row in rows:
            line = self.waiting.setdefault(row["rank"], [])
            if state == "waiting" and row not in line:
                line.append(row)
            if state != "waiting" and row in line:
                line.remove(row)

    def in_state(self, unit, *states):
        return [row for row in self.units.get(unit, []) if row["state"] in states]

    def seat_or_queue(self, rows):
        in_line = sum(len(line) for line in self.waiting.values())
        at_most = self.terms["waiting_at_most"]
        if self.fits(rows):
            self.turn(rows, "placed")
        elif at_most is not None and in_line + len(rows) > at_most:
            self.turn(rows, "refused")
        else:
            self.ranks += 1
            for row in rows:
                row["rank"] = self.ranks
            self.turn(rows, "waiting")

    def sign_up_line(self, facts, at):
        for unit in facts["units"]:
            rows = [
                {**one, "desk": facts["at_desk"], "state": "new", "rank": 0, "at": None}
                for one in unit["wishes"]
            ]
            had = {(r["person"], r["session"]) for r in self.rows.values() if r["state"] in LIVE}
            persons = {person for person, session in had}
            series = {person for person, session in had if not session}
            self.units[unit["unit"]] = rows
            self.rows.update((row["id"], row) for row in rows)
            twice = any(
                (row["person"] in (series if row["session"] else persons))
                or (row["person"], row["session"]) in had
                for row in rows
            )
            self.sign_up(rows, unit["refused"], twice, at)

    def sign_up(self, rows, refused, twice, at):
        opens, closes = (datetime.fromisoformat(self.terms[one]) for one in ("opens_at", "closes_at"))
        desk, method, needs = rows[0]["desk"], self.terms["method"], dict(self.needs(rows))
        over = any(row["pools"] and not self.needs([row]) for row in rows)
        kept = needs and all(
            min(self.kept[pool], self.size[pool] - self.taken[pool]) >= count for pool, count in needs.items()
        )
        if refused or twice or over:
            self.turn(rows, "refused")
        elif desk and kept:
            self.turn(rows, "placed")
        elif at < opens or (at >= closes and not desk):
            self.turn(rows, "refused")
        elif method == "choice" or (method != "first_come" and not self.drawn):
            self.turn(rows, "held")
        else:
            self.seat_or_queue(rows)

    def withdraw_line(self, facts, at):
        self.turn([r for r in map(self.rows.get, facts["wishes"]) if r["state"] in LIVE], "withdrawn")

    def accept_line(self, facts, at):
        offered = self.in_state(facts["unit"], "offered")
        late = bool(offered) and offered[0]["at"] is not None and at > offered[0]["at"]
        self.turn(offered, "lapsed" if late else "placed")

    def decline_line(self, facts, at):
        self.turn(self.in_state(facts["unit"], "offered"), "declined")

    def lapse_line(self, facts, at):
        """What comes free moves the line after each offer, as the offers are gone through."""
        for unit in facts["units"]:
            offered = self.in_state(unit, "offered")
            self.turn([row for row in offered if row["at"] is not None and at > row["at"]], "lapsed")
            self.call(at)

    def draw_line(self, facts, at):
        for unit in facts["order"]:
            if held := self.in_state(unit, "held"):
                self.seat_or_queue(held)
        self.drawn = True

    def choose_line(self, facts, at):
        held = self.in_state(facts["unit"], "held")
        if not facts["chosen"]:
            self.turn(self.in_state(facts["unit"], "held", "waiting"), "refused")
        elif held:
            self.seat_or_queue(held)

    def resize_line(self, facts, at):
        self.size[facts["pool"]] = facts["capacity"]

    def add_line(self, facts, at):
        for row in map(self.rows.get, facts["wishes"]):
            row["pools"] = [*row["pools"], facts["pool"]]
            self.taken[facts["pool"]] += row["state"] in ("placed", "offered")

    def release_line(self, facts, at):
        self.kept = dict.fromkeys(self.kept, 0)

    def cancel_line(self, facts, at):
        self.withdraw_line(facts, at)
        self.closed |= set(facts["pools"])

    def call(self, at):
        """From the front of the line until nobody fits."""
        lasts = timedelta(seconds=self.terms["offers_last_s"])
        for rank in sorted(rank for rank, line in self.waiting.items() if line):
            line = list(self.waiting[rank])
            if self.fits(line):
                self.turn(line, "offered" if lasts else "placed", at + lasts if lasts else None)


def recompute(lines):
    oracle = Oracle()
    for expected, line in enumerate(lines, start=1):
        assert line["number"] == expected, f"line {expected} is missing"
        getattr(oracle, f"{line['verb']}_line")(line["facts"], line["at"])
        if line["verb"] not in ("terms", "sign_up", "draw", "accept") or (
            line["verb"] == "accept" and oracle.in_state(line["facts"]["unit"], "lapsed")
        ):
            oracle.call(line["at"])
    for pool, count in oracle.taken.items():
        assert pool in oracle.closed or 0 <= count <= oracle.size[pool], f"{pool} is oversold"
    return {name: (row["state"], row["rank"]) for name, row in oracle.rows.items()}
