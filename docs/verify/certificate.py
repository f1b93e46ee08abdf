"""Checks a certificate's facts against its hash and its rule; needs nothing but Python 3.

python3 certificate.py certificate.json [the SHA-256 that is printed on the paper]
"""
import hashlib, json, sys

def check(said, printed):
    facts = said["facts"]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found = hashlib.sha256(text.encode()).hexdigest()
    lectures = facts["lectures"]
    def long_enough(one): return one["minutes"] > 0 and one["minutes"] * 6000 >= one["length_s"] * facts["percent"]
    return {
        "the hash is that of the facts": found == said["sha256"],
        "the hash is that of the paper": printed in ("", found),
        "each session was attended long enough": all(long_enough(one) for one in lectures),
        "no session is counted twice": len({one["number"] for one in lectures}) == len(lectures),
        "replays count only where the rule says so": facts["replay_counts"] or all(one["by"] != "replay" for one in lectures),
        "enough sessions were attended": 0 < facts["needed"] <= len(lectures) <= facts["held"],
        "it is neither revoked nor replaced": said["state"] == "valid",
    }

with open(sys.argv[1], encoding="utf-8") as file:
    certificate = json.load(file)
results = check(certificate, sys.argv[2].strip().lower() if len(sys.argv) > 2 else "")
print(certificate["facts"]["number"], certificate["facts"]["name"], certificate["facts"]["programme"])
for sentence, holds in results.items():
    print("yes" if holds else "NO ", sentence)
sys.exit(0 if all(results.values()) else 1)
