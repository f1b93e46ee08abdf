"""Draws the lots of a programme again from draw.json; needs nothing but Python 3. See README.md beside this file."""
import hashlib, hmac, json, sys

def check(draw):
    units, seed = draw["frozen"], bytes.fromhex(draw["seed"])
    text = json.dumps(sorted(units), separators=(",", ":"), ensure_ascii=False).encode()
    order = sorted(units, key=lambda unit: hmac.new(seed, unit.encode(), hashlib.sha256).hexdigest())
    return {
        "the list is the one that was frozen": hashlib.sha256(text).hexdigest() == draw["frozen_sha256"],
        "nobody stands in it twice": len(set(units)) == len(units),
        "the seed is the one that was promised": hashlib.sha256(seed).hexdigest() == draw["commitment"],
        "the order follows from both": order == draw["order"][: len(order)],
        "who came later stands behind": not set(order) & set(draw["order"][len(order) :]),
    }

def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        draw = json.load(file)
    found = check(draw)
    for claim, holds in found.items():
        print("right    " if holds else "DIFFERENT", claim)
    if len(sys.argv) > 2:  # the number of one's lot
        print("place in the draw:", draw["order"].index(sys.argv[2]) + 1, "of", len(draw["order"]))
    return 0 if all(found.values()) else 1

sys.exit(main())
