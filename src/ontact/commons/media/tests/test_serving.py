"""What leaves the store: stamped addresses, parts of files, and headers that let nothing run."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from ontact.commons.media.access import LIFETIME, stamp_for
from ontact.commons.media.models import Asset
from ontact.commons.media.queries import page_url, url_of, view_url
from ontact.commons.media.tests.factories import AssetFactory
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4


@pytest.fixture
def asset():
    asset = AssetFactory(name="계획 (초안).pdf", pages=3, size_bytes=len(CONTENT))
    default_storage.save(asset.key, ContentFile(CONTENT))
    for page in asset.pages.all():
        default_storage.save(page.key, ContentFile(b"RIFF....WEBP"))
    return asset


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_arrives_as_a_download_that_can_do_nothing(client, asset):
    answer = client.get(url_of(asset))

    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert unquote(answer["Content-Disposition"]).endswith("계획 (초안).pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert answer["Content-Length"] == str(len(CONTENT))
    assert "Set-Cookie" not in answer


def test_a_picture_is_shown_in_place_unless_one_wants_it_as_a_file(client):
    picture = AssetFactory(kind=Asset.Kind.IMAGE, name="map.png", content_type="image/png", size_bytes=4)
    default_storage.save(picture.key, ContentFile(b"\x89PNG"))

    shown, downloaded = client.get(url_of(picture)), client.get(url_of(picture, download=True))

    assert shown["Content-Disposition"].startswith("inline")
    assert downloaded["Content-Disposition"].startswith("attachment")
    assert (body(shown), body(downloaded)) == (b"\x89PNG", b"\x89PNG")


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-99", 206, 0, 99),
        ("bytes=1000-", 206, 1000, 1023),
        ("bytes=-10", 206, 1014, 1023),
        ("bytes=1000-9999", 206, 1000, 1023),
        ("bytes=-99999", 206, 0, 1023),
        ("bytes=5-2", 200, 0, 1023),
        ("bytes=-", 200, 0, 1023),
        ("bytes=0-1,5-6", 200, 0, 1023),
        ("lines=1-2", 200, 0, 1023),
    ],
)
def test_parts_of_a_file(client, asset, asked, status, first, last):
    answer = client.get(url_of(asset), headers={"Range": asked})

    assert (answer.status_code, body(answer)) == (status, CONTENT[first : last + 1])
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{last}/1024"


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=-0"])
def test_a_part_behind_the_end(client, asset, asked):
    answer = client.get(url_of(asset), headers={"Range": asked})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1024")


def test_a_part_of_another_version_is_the_whole(client, asset):
    answer = client.get(url_of(asset), headers={"Range": "bytes=0-1", "If-Range": '"other"'})

    assert (answer.status_code, len(body(answer))) == (200, 1024)


def test_what_the_reader_has_is_not_sent_again(client, asset):
    for address in (url_of(asset), page_url(asset.pages.first())):
        first = client.get(address)
        body(first)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again["ETag"]) == (304, first["ETag"])


def test_a_head_request_opens_no_content(client, asset):
    answer = client.head(url_of(asset), headers={"Range": "bytes=0-9"})

    assert (answer.status_code, body(answer), answer["Content-Length"]) == (206, b"", "10")


def test_a_page_is_a_picture_in_place(client, asset):
    answer = client.get(page_url(asset.pages.first()))

    assert (answer.status_code, answer["Content-Type"], body(answer)) == (200, "image/webp", b"RIFF....WEBP")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_everyone_gets_the_same_address_for_an_hour(asset):
    moment = now().replace(minute=10, second=0, microsecond=0)
    with moved_to(moment):
        first = url_of(asset)
    with moved_to(moment + timedelta(minutes=40)):
        assert url_of(asset) == first
    with moved_to(moment + timedelta(minutes=60)):
        assert url_of(asset) != first


def test_an_address_ends_after_its_hours_and_says_so(client, asset):
    address = url_of(asset)

    with moved_to(now() + LIFETIME - timedelta(minutes=1)):
        assert body(client.get(address)) == CONTENT
    with moved_to(now() + LIFETIME + timedelta(hours=1, minutes=1)):
        assert client.get(address).status_code == 410


@pytest.mark.parametrize("bend", ["0", "zzzz", "-1", "", "1" * 30])
def test_nobody_prolongs_an_address(client, asset, bend):
    stamp = stamp_for(asset.pk, now())
    bent = f"{bend}.{stamp.partition('.')[2]}"

    assert client.get(reverse("media:file", args=[bent, asset.pk, "plan.pdf"])).status_code == 404


def test_a_stamp_opens_one_file_only(client, asset):
    other = AssetFactory()

    assert (
        client.get(reverse("media:file", args=[stamp_for(other.pk, now()), asset.pk, "x.pdf"])).status_code
        == 404
    )


@pytest.mark.parametrize("state", [s for s in Asset.State if s != Asset.State.READY])
def test_only_what_is_ready_leaves(client, asset, state):
    Asset.objects.filter(pk=asset.pk).update(state=state)

    for address in (url_of(asset), view_url(asset), page_url(asset.pages.first())):
        assert client.get(address).status_code == 404


def test_bytes_that_are_gone_are_a_404_not_a_crash(client):
    assert client.get(url_of(AssetFactory())).status_code == 404


def test_reading_page_by_page(client, asset):
    first, third = client.get(view_url(asset)), client.get(f"{view_url(asset)}?page=3")

    assert "Text of page 1" in first.content.decode()
    assert "?page=2" in first.content.decode()
    assert "Text of page 3" in third.content.decode()
    assert 'rel="next" data-turn="after" hidden' in third.content.decode()
    assert "계획 (초안).pdf" in first.content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"), [("0", 1), ("99", 3), ("x", 1), ("", 1), ("2", 2), ("9" * 40, 3)]
)
def test_a_page_that_does_not_exist_becomes_the_nearest(client, asset, asked, shown):
    assert f"Text of page {shown}" in client.get(f"{view_url(asset)}?page={asked}").content.decode()


def test_the_reader_without_the_citys_frame_for_a_panel(client, asset):
    page = client.get(f"{view_url(asset)}?in=panel").content.decode()

    assert "site-foot" not in page
    assert "in=panel" in page


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [(Asset.Kind.OFFICE, "application/x-hwp"), (Asset.Kind.DOCUMENT, "application/hwp+zip")],
)
def test_an_office_file_is_not_read_here(client, kind, content_type):
    sheet = AssetFactory(kind=kind, content_type=content_type, name="a.hwp")

    assert view_url(sheet) == ""
    assert client.get(reverse("media:view", args=[stamp_for(sheet.pk, now()), sheet.pk])).status_code == 404


@pytest.mark.parametrize("pages", [1, 30])
def test_reading_costs_the_same_for_a_long_document(client, django_assert_max_num_queries, pages):
    asset = AssetFactory(pages=pages)
    with django_assert_max_num_queries(6):
        assert client.get(view_url(asset)).status_code == 200


def test_the_closed_frame_is_closed(client):
    policy = client.get(reverse("media:frame"))["Content-Security-Policy"]

    assert policy.endswith("sandbox allow-scripts")
    assert "default-src 'none'" in policy
    assert "allow-same-origin" not in policy
