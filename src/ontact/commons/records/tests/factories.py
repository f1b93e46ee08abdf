"""The least valid record."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from ontact.commons.records.models import Record
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded


class RecordFactory(DjangoModelFactory):
    """Approved minutes without a file, public, kept for ever."""

    class Meta:
        model = Record

    kind = Record.Kind.MINUTES
    title = factory.Sequence(lambda n: Worded.of("ko", ko=f"제{n}차 회의", en=f"Meeting {n}"))
    disclosure = Record.Disclosure.PUBLIC
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    search_text = factory.LazyAttribute(
        lambda record: "\n".join(record.title.texts.values()).lower().replace(" ", "")
    )
    approved_at = factory.LazyFunction(lambda: now() - timedelta(days=1))
