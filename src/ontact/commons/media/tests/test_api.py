"""Handing in and watching over the API, tried with the cast."""

import pytest
from django.core.files.uploadhandler import StopUpload
from django.urls import reverse

from ontact.commons.media import uploads
from ontact.commons.media.models import Asset
from ontact.commons.media.tests import files
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import cast_of, enter_as

pytestmark = pytest.mark.django_db
UPLOAD = "/api/media/assets"


@pytest.fixture
def cast():
    return cast_of()


@pytest.mark.parametrize(
    ("who", "status"),
    [("insider", 201), ("colleague", 201), ("administrator", 201), ("stranger", 404), ("nobody", 401)],
)
def test_who_may_hand_in_a_file(client, cast, who, status):
    enter_as(client, cast[who])

    assert client.post(UPLOAD, {"file": files.uploaded(files.pdf(), "plan.pdf")}).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("insider", 200), ("colleague", 404), ("stranger", 404), ("nobody", 401)]
)
def test_who_may_watch_the_check(client, cast, who, status):
    asset = AssetFactory(uploaded_by=cast.insider)
    enter_as(client, cast[who])

    assert client.get(f"{UPLOAD}/{asset.pk}").status_code == status


def test_from_handing_in_to_ready(client, cast, django_capture_on_commit_callbacks):
    enter_as(client, cast.insider)

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(UPLOAD, {"file": files.uploaded(files.pdf(), "계획.pdf")}).json()
    then = client.get(first["watch"]).json()

    assert (first["state"], first["name"]) == ("arrived", "계획.pdf")
    assert (then["state"], then["percent"], then["pages"], then["sentence"]) == ("ready", 100, 1, "")


def test_a_refusal_tells_the_sentence_in_the_readers_language(client, cast):
    enter_as(client, cast.insider)

    answer = client.post(
        UPLOAD, {"file": files.uploaded(b"<html>", "a.pdf")}, headers={"Accept-Language": "en"}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-kind")
    assert "a.pdf" in answer.json()["text"]


def test_a_refusal_after_the_check_is_told_when_watching(client, cast):
    enter_as(client, cast.insider)
    facts = {"pages": 900, "limit": 500}
    asset = AssetFactory(
        uploaded_by=cast.insider, state=Asset.State.REFUSED, refusal="too-many-pages", refusal_facts=facts
    )

    told = client.get(f"{UPLOAD}/{asset.pk}").json()

    assert told["state"] == "refused"
    assert "900" in told["sentence"]
    assert told["way_out"]


def test_what_comes_over_the_limit_is_counted_but_not_kept(client, cast, monkeypatch):
    enter_as(client, cast.insider)
    monkeypatch.setattr(uploads, "LIMIT_BYTES", 1_000)
    monkeypatch.setattr("ontact.commons.media.actions.receiving.LIMIT_BYTES", 1_000)
    kept = []
    real = uploads.BoundedUpload.file_complete

    def watched(self, file_size):
        kept.append(self.file.seek(0, 2))
        return real(self, file_size)

    monkeypatch.setattr(uploads.BoundedUpload, "file_complete", watched)
    answer = client.post(UPLOAD, {"file": files.uploaded(files.pdf() + b" " * 200_000, "plan.pdf")})

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert kept == [0]


def test_an_upload_that_breaks_off_leaves_no_temporary_file(tmp_path, settings, rf):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    handler = uploads.BoundedUpload(rf.post("/"))
    handler.new_file("file", "plan.pdf", "application/pdf", 100, None, {})
    handler.receive_data_chunk(b"abc", 0)
    assert len(list(tmp_path.iterdir())) == 1

    handler.upload_interrupted()

    assert list(tmp_path.iterdir()) == []
    assert StopUpload


def test_the_city_forgets_who_handed_it_in(cast):
    from django.apps import apps

    asset = AssetFactory(uploaded_by=cast.insider, name="plan.pdf")
    media = apps.get_app_config("media")

    assert [row for part in media.personal_data(cast.insider) for row in part.rows][0][0] == "plan.pdf"
    media.forget(cast.insider)

    asset.refresh_from_db()
    assert asset.uploaded_by is None
    assert list(media.personal_data(cast.insider)) == []
    assert reverse("media:frame")
