"""The least valid file and page, for tests of whoever uses files. No bytes are stored."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from ontact.commons.media.models import Asset, Page


class AssetFactory(DjangoModelFactory):
    """A PDF that is ready. `AssetFactory(pages=3)` gives it three page images."""

    class Meta:
        model = Asset
        skip_postgeneration_save = True

    kind = Asset.Kind.DOCUMENT
    name = "plan.pdf"
    content_type = "application/pdf"
    size_bytes = 1_000
    sha256 = "0" * 64
    key = factory.Sequence(lambda n: f"assets/{n}/original")
    state = Asset.State.READY

    @factory.post_generation
    def pages(self, create: bool, count: Any, **kwargs: Any) -> None:
        if create and count:
            for number in range(1, count + 1):
                PageFactory(asset=self, number=number)
            self.page_count = count
            self.save(update_fields=["page_count"])


class PageFactory(DjangoModelFactory):
    class Meta:
        model = Page

    asset = factory.SubFactory(AssetFactory)
    number = factory.Sequence(lambda n: n + 1)
    key = factory.LazyAttribute(lambda page: page.asset.key.replace("original", f"pages/{page.number}.webp"))
    width_px = 1600
    height_px = 900
    text = factory.LazyAttribute(lambda page: f"Text of page {page.number}")
