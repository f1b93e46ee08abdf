"""Identities sort in the order they were made, and say which kind they are."""

import time

from ontact.foundation.ids import uuid7


def test_identities_of_one_millisecond_keep_their_order():
    made = [uuid7() for _ in range(2_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_identity_tells_its_version_and_its_millisecond():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= made.int >> 80 <= after
