"""Counts the votes of a meeting again from votes.json; needs nothing but Python 3. See README.md beside this file."""
import hashlib, json, sys
from collections import Counter

def motion(vote, ballots):
    rule, said = vote["rule"], Counter(ballots)
    yes, no, (a, b) = said["for"], said["against"], rule["share"]
    whole = {"sides": yes + no, "voting": len(ballots), "present": vote["entitled"], "members": vote["members"]}[rule["base"]]
    def enough(n, of): return n * b > of * a if rule["strict"] else n > 0 and n * b >= of * a
    grown = whole + (rule["base"] in ("sides", "voting"))
    tied = yes == no > 0 and not enough(yes, whole) and enough(yes + 1, grown)
    carried = vote["casting"] == "for" if tied and rule["tie"] == "chair" else enough(yes, whole)
    return {"for": yes, "against": no, "abstain": said["abstain"], "tied": tied, "carried": carried}

def election(vote, ballots):
    rule, names = vote["rule"], [one["number"] for one in vote["candidates"]]
    got = Counter(int(n) for ballot in ballots if ballot != "abstain" for n in ballot.split(","))
    marked = sum(ballot != "abstain" for ballot in ballots)
    lot = {n: hashlib.sha256(f"{vote['lot_seed']}:{n}".encode()).hexdigest() for n in names}
    order = sorted((n for n in names if got[n]), key=lambda n: (-got[n], lot[n]))
    able = [n for n in order if rule["needs"] == "most" or got[n] * 2 > marked]
    elected, rest = able[: rule["places"]], able[rule["places"] :]
    tied = [n for n in able if got[n] == got[rest[0]] == got[elected[-1]]] if rest else []
    if rule["tie"] == "runoff": elected = [n for n in elected if n not in tied]
    return {"votes": {n: got[n] for n in names}, "elected": sorted(elected), "abstain": len(ballots) - marked}

def check(vote):
    ballots, said = sorted(one["choice"] for one in vote["ballots"]), vote["result"]
    counted = (election if vote["kind"] == "election" else motion)(vote, ballots)
    if "candidates" in said: said = {**said, "votes": {one["number"]: one["votes"] for one in said["candidates"]}}
    keys = ("id", "motion", "kind", "rule", "candidates", "entitled", "members", "casting", "lot_seed", "result")
    facts = {**{key: vote[key] for key in keys}, "choices": ballots}
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    right = all(said[key] == value for key, value in counted.items()) and said["voted"] == len(ballots) <= vote["entitled"]
    sealed = hashlib.sha256(text.encode()).hexdigest() == vote["sha256"]
    print("same " if right and sealed else "DIFFERENT", vote["motion"], counted, vote["sha256"])
    return right and sealed

sys.exit(0 if all([check(vote) for vote in json.load(open(sys.argv[1], encoding="utf-8"))["votes"]]) else 1)
