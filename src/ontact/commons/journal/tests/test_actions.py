"""Signing, sealing, and every way in which someone could tamper with the journal."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ontact.commons.journal.actions import erase_names, rename, seal, sign
from ontact.commons.journal.models import Batch, Entry, Name
from ontact.commons.journal.queries import names_of, spoken, verify_chain
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import moved_to, now
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CLERK = Actor("person", uuid7(), "정유진")


def written(count=3, by=CLERK):
    return [sign(by, "did something", None, place=place) for place in range(count)]


def sealed(count=3):
    entries = written(count)
    with moved_to(now() + timedelta(minutes=2)):
        seal()
    return entries


def sentences():
    return [(one.batch, one.sentence, one.entries) for one in verify_chain().breaks]


def test_a_line_holds_no_name():
    entry = sign(CLERK, "opened the door", None, door=3)

    assert (entry.actor_id, entry.verb, entry.details, entry.batch) == (
        CLERK.id,
        "opened the door",
        {"door": 3},
        None,
    )
    assert names_of([CLERK.id]) == {CLERK.id: "정유진"}


def test_the_system_signs_without_a_name():
    sign(SYSTEM, "woke up")

    assert [line.who for line in spoken(Entry.objects.all())] == ["Ontact"]
    assert not Name.objects.exists()


def test_an_erased_name_is_gone_for_good():
    written(1)

    erase_names([CLERK.id])
    written(1)

    assert [line.who for line in spoken(Entry.objects.all())] == ["", ""]


def test_erasing_names_does_not_break_the_chain():
    sealed()

    erase_names([CLERK.id])

    assert verify_chain().holds


def test_a_new_name_shows_in_old_lines():
    written(1)

    rename(Actor("person", CLERK.id, "정유진 (개명)"))

    assert names_of([CLERK.id]) == {CLERK.id: "정유진 (개명)"}


def test_young_entries_are_left_open():
    written(2)

    assert seal() == 0
    assert (verify_chain().waiting, Batch.objects.count()) == (2, 0)


def test_batches_are_chained():
    sealed(2)
    sealed(3)

    first, second = Batch.objects.all()
    assert (first.number, first.entries, second.number, second.entries) == (1, 2, 2, 3)
    assert second.previous == first.digest
    verdict = verify_chain()
    assert (verdict.holds, verdict.entries, verdict.last_digest) == (True, 5, second.digest)


def test_sealing_twice_is_harmless():
    sealed()

    with moved_to(now() + timedelta(minutes=2)):
        assert seal() == 0


def test_an_empty_journal_holds():
    assert verify_chain().holds


@pytest.mark.parametrize(
    "change",
    [{"verb": "did nothing"}, {"details": {"place": 9}}, {"actor_id": uuid7()}, {"object_label": "x"}],
)
def test_an_altered_line_is_named(change):
    _first, second, _third = sealed()

    Entry.objects.filter(pk=second.pk).update(**change)

    assert sentences() == [(1, "Altered after sealing.", [second.pk])]


def test_a_deleted_line_is_named():
    _first, second, _third = sealed()

    Entry.objects.filter(pk=second.pk).delete()

    assert sentences() == [(1, "Deleted after sealing.", [second.pk])]


def test_a_line_put_into_a_sealed_batch_is_named():
    sealed()

    forged = written(1)[0]
    Entry.objects.filter(pk=forged.pk).update(batch=1)

    assert sentences() == [(1, "Inserted after sealing.", [forged.pk])]


def test_a_line_with_an_earlier_date_is_named():
    old = uuid7()
    with moved_to(now() + timedelta(minutes=10)):
        sealed(1)
    Entry.objects.create(id=old, actor_kind="person", verb="forged")
    Batch.objects.update(sealed_at=now() + timedelta(minutes=5))
    with moved_to(now() + timedelta(minutes=20)):
        seal()

    assert sentences() == [(2, "Inserted with an earlier date.", [old])]


def test_a_deleted_batch_is_noticed():
    sealed(1)
    middle = sealed(1)[0]
    sealed(1)

    Batch.objects.filter(number=2).delete()

    assert sentences() == [
        (3, "A batch before this one has been deleted.", []),
        (4, "These entries' batch has been deleted.", [middle.pk]),
    ]


def test_a_forger_who_also_rewrites_the_list_is_caught():
    entry = sealed(1)[0]
    sealed(1)

    Entry.objects.filter(pk=entry.pk).update(verb="did nothing")
    batch = Batch.objects.get(number=1)
    batch.lines = batch.lines.replace(batch.lines[40:44], "0000")
    batch.save()

    assert "The batch's own list of entries has been altered." in [
        sentence for _batch, sentence, _ids in sentences()
    ]


def test_a_forger_who_rewrites_a_whole_batch_is_caught_by_the_next():
    sealed(1)
    sealed(1)

    Batch.objects.filter(number=1).delete()
    Entry.objects.filter(batch=1).update(batch=None, verb="did nothing")
    last = Batch.objects.get(number=2)
    Batch.objects.filter(number=2).delete()
    with moved_to(now() + timedelta(minutes=2)):
        seal()
    last.save(force_insert=True)

    assert not verify_chain().holds


def test_the_command_says_whether_the_chain_holds():
    entry = sealed(1)[0]
    said = StringIO()
    call_command("verify_journal", stdout=said)
    assert said.getvalue().startswith("The chain holds: 1 batches, 1 entries sealed, 0 waiting")

    Entry.objects.filter(pk=entry.pk).update(verb="did nothing")
    with pytest.raises(CommandError, match="The chain is broken"):
        call_command("verify_journal", stdout=said, stderr=said)
    assert str(entry.pk) in said.getvalue()
