"""The rules of a book said plainly, for tests: rows, and everything counted from them again at each step."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from ontact.commons.registrations.engine.book import Method

OPENS = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
LIVE = ("held", "placed", "offered", "waiting")

sizes = st.integers(0, 4)
people = st.integers(0, 9)
numbers = st.integers(0, 30)
sign_ups = st.tuples(
    st.just("sign_up"),
    st.lists(people, min_size=1, max_size=3, unique=True),
    st.sampled_from(["", "one", "two"]),
    st.booleans(),
    st.sampled_from([False, False, False, True]),
)
acts = st.one_of(
    sign_ups,
    sign_ups,
    st.tuples(st.just("withdraw"), numbers),
    st.tuples(st.just("accept"), numbers),
    st.tuples(st.just("decline"), numbers),
    st.tuples(st.just("lapse"), numbers),
    st.tuples(st.just("choose"), numbers, st.booleans()),
    st.tuples(st.just("resize"), st.sampled_from(["one", "two"]), sizes),
    st.tuples(st.just("release")),
    st.tuples(st.just("draw")),
    st.tuples(st.just("cancel"), st.sampled_from(["one", "two"])),
    st.tuples(st.just("pass"), st.sampled_from([1, 20, 50])),
)
books = st.builds(
    lambda method, one, two, kept, at_most: (method, one, two, kept, at_most),
    st.sampled_from(list(Method)),
    sizes,
    sizes,
    st.integers(0, 2),
    st.sampled_from([None, 2, 5]),
)


class Plain:
    """What the rules say, said plainly: rows, and everything counted from them."""

    def __init__(self, method, one, two, kept, at_most):
        self.method, self.at_most, self.is_drawn = method, at_most, False
        self.places, self.kept, self.closed = {"one": one, "two": two}, {"one": kept, "two": kept}, set()
        self.rows, self.ranks = [], 0

    def pools(self, row):
        return [row["session"]] if row["session"] else ["one", "two"]

    def free(self, name, at_desk):
        taken = sum(name in self.pools(r) for r in self.rows if r["state"] in ("placed", "offered"))
        return self.places[name] - taken - (0 if at_desk else self.kept[name])

    def need(self, rows):
        needed = Counter(name for row in rows for name in self.pools(row))
        return {name: count for name, count in needed.items() if name not in self.closed}

    def fits(self, rows):
        return all(self.free(name, rows[0]["desk"]) >= n for name, n in self.need(rows).items())

    def give(self, rows, state, until=None):
        for row in rows:
            row.update(state=state, until=until)
            for name in self.need([row]):
                self.kept[name] = max(0, self.kept[name] - row["desk"])

    def seat_or_queue(self, rows):
        waiting = sum(row["state"] == "waiting" for row in self.rows)
        if self.fits(rows):
            self.give(rows, "placed")
        elif self.at_most is not None and waiting + len(rows) > self.at_most:
            self.turn(rows, "refused")
        else:
            self.ranks += 1
            self.turn(rows, "waiting", rank=self.ranks)

    def turn(self, rows, state, **facts):
        for row in rows:
            row.update(state=state, until=None, **facts)

    def unit(self, unit, state):
        return [row for row in self.rows if row["unit"] == unit and row["state"] == state]

    def settle(self, at):
        """Ask the whole line from the front until nobody fits."""
        moved = True
        while moved:
            moved = False
            line = sorted({(r["rank"], r["unit"]) for r in self.rows if r["state"] == "waiting"})
            for _rank, unit in line:
                if self.fits(self.unit(unit, "waiting")):
                    self.give(self.unit(unit, "waiting"), "offered", at + timedelta(hours=48))
                    moved = True
                    break

    def sign_up(self, rows, at):
        had = [(r["person"], r["session"]) for r in self.rows if r["state"] in LIVE]
        self.rows += rows
        need, desk = self.need(rows), rows[0]["desk"]
        kept = need and all(min(self.kept[n], self.free(n, True)) >= count for n, count in need.items())
        twice = any(
            p == r["person"] and (not s or not r["session"] or s == r["session"])
            for r in rows
            for p, s in had
        )
        if twice or not need:
            self.turn(rows, "refused")
        elif desk and kept:
            self.give(rows, "placed")
        elif at < OPENS or (at >= CLOSES and not desk):
            self.turn(rows, "refused")
        elif self.method == "choice" or (self.method != "first_come" and not self.is_drawn):
            self.turn(rows, "held")
        else:
            self.seat_or_queue(rows)


def facts_of(act, plain, ids):
    """The line that this act writes; None where it would say nothing."""
    units = list(dict.fromkeys(row["unit"] for row in plain.rows))
    match act[0]:
        case "sign_up":
            _verb, persons, session, together, desk = act
            groups = [persons] if together else [[one] for one in persons]
            return {"at_desk": desk, "units": [unit_of(group, session, ids) for group in groups]}
        case "withdraw":
            return {"wishes": [plain.rows[act[1] % len(plain.rows)]["id"]]} if plain.rows else None
        case "accept" | "decline":
            return {"unit": units[act[1] % len(units)]} if units else None
        case "lapse":
            return {"units": [units[act[1] % len(units)]]} if units else None
        case "choose":
            return {"unit": units[act[1] % len(units)], "chosen": act[2]} if units else None
        case "resize":
            return {"pool": act[1], "capacity": act[2]}
        case "release":
            return {}
        case "draw":
            return {"order": sorted(units, key=lambda unit: (int(unit) * 7) % 11)}
        case "cancel":
            over = [row["id"] for row in plain.rows if row["session"] == act[1]]
            return {"pools": [act[1]], "wishes": over}


def unit_of(persons, session, ids):
    unit = str(next(ids))
    pools = [session] if session else ["one", "two"]
    return {
        "unit": unit,
        "refused": "",
        "wishes": [
            {"id": f"{unit}-{person}", "person": str(person), "session": session, "pools": pools}
            for person in persons
        ],
    }


def follow(plain, verb, facts, at):  # one branch for each verb
    if verb == "sign_up":
        for unit in facts["units"]:
            rows = [
                {"id": w["id"], "unit": unit["unit"], "person": w["person"], "session": w["session"],
                 "desk": facts["at_desk"], "state": "new", "rank": 0, "until": None}
                for w in unit["wishes"]
            ]  # fmt: skip
            plain.sign_up(rows, at)
    elif verb in ("withdraw", "cancel"):
        over = [row for row in plain.rows if row["id"] in facts["wishes"] and row["state"] in LIVE]
        plain.turn(over, "withdrawn")
        plain.closed |= set(facts.get("pools", ()))
    elif verb in ("accept", "decline", "lapse"):
        for unit in facts.get("units", [facts.get("unit")]):
            offered = plain.unit(unit, "offered")
            late = bool(offered) and at > offered[0]["until"]
            then = {"accept": "placed", "decline": "declined", "lapse": "offered"}[verb]
            if late and verb != "decline":
                plain.turn(offered, "lapsed")
            elif verb != "lapse":
                plain.turn(offered, then)
    elif verb == "choose":
        held, waiting = plain.unit(facts["unit"], "held"), plain.unit(facts["unit"], "waiting")
        if not facts["chosen"]:
            plain.turn([*held, *waiting], "refused")
        elif held:
            plain.seat_or_queue(held)
    elif verb == "draw":
        for unit in facts["order"]:
            if held := plain.unit(unit, "held"):
                plain.seat_or_queue(held)
        plain.is_drawn = True
    elif verb == "release":
        plain.kept = dict.fromkeys(plain.kept, 0)
    elif plain.places[facts["pool"]] - plain.free(facts["pool"], True) <= facts["capacity"]:
        plain.places[facts["pool"]] = facts["capacity"]
    plain.settle(at)
