"""The desk's side of a replay: handed in, refused, offered for some days, taken back; and who may send so large a file."""

from datetime import timedelta

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.media import uploads
from ontact.commons.media.actions import check
from ontact.commons.media.models import Asset
from ontact.commons.media.tests import films
from ontact.commons.media.tests.conftest import store_folder  # noqa: F401 (a store of its own)
from ontact.commons.media.tests.files import uploaded
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.attendance import NotYetOver
from ontact.commons.registrations.actions.replays import VIDEO_KEPT, attach_replay, take_old_replays_back
from ontact.commons.registrations.errors import HasReplay
from ontact.commons.registrations.tests.afterwards import a_programme, first_session
from ontact.commons.registrations.tests.making import officer_of, page
from ontact.commons.registrations.tests.replaying import a_session, address, with_replay
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return a_session()


class TestTheDesk:
    @pytest.fixture
    def held(self):
        return first_session(a_programme(replay_counts=True))

    def test_from_upload_to_ready(self, client, held, store_folder):  # noqa: F811
        client.force_login(officer_of(held.programme))
        there = page("making_replay", held.programme, held)
        assert client.get(there).status_code == 200
        told = client.post(
            there, {"file": uploaded(films.film(), "lecture.mp4")}, headers={"X-Requested-With": "upload"}
        )
        assert (told.status_code, told.json()["state"]) == (201, "arrived")
        held.refresh_from_db()
        assert "5 %" in client.get(there).content.decode()
        check(str(held.replay_id))
        shown = client.get(there).content.decode()
        assert "<video" in shown
        assert (
            client.post(
                page("making_replay_days", held.programme, held), {"last_day": "2031-05-01"}
            ).status_code
            == 302
        )
        held.refresh_from_db()
        last = held.replay_until.astimezone(held.programme.zone)
        assert f"{last:%Y-%m-%d %H:%M}" == "2031-05-02 00:00", "the last day belongs to it"
        watching = client.get(address(held)).content.decode()
        assert "1 May" in watching
        assert "2 May" not in watching

    def test_days_the_wrong_way_round_are_said_at_their_field(self, client, session):
        client.force_login(officer_of(session.programme))
        typed = {"first_day": "2031-05-02", "last_day": "2031-05-01"}
        answer = client.post(page("making_replay_days", session.programme, session), typed)
        assert answer.status_code == 422
        assert "must not lie before the first" in answer.content.decode()
        assert "2031-05-02" in answer.content.decode()

    def test_a_refused_film_is_a_sentence_and_another_can_be_handed_in(self, client, held, store_folder):  # noqa: F811
        officer = officer_of(held.programme)
        client.force_login(officer)
        bad = attach_replay(session=held, file=uploaded(films.playlist(), "a.mp4"), by=officer)
        check(str(bad.pk))
        held.refresh_from_db()
        shown = client.get(page("making_replay", held.programme, held)).content.decode()
        assert "could not be made into a video" in shown
        assert 'type="file"' in shown
        good = attach_replay(session=held, file=uploaded(films.film(), "a.mp4"), by=officer)
        held.refresh_from_db()
        bad.refresh_from_db()
        assert (held.replay, bad.state) == (good, Asset.State.DESTROYED)

    def test_a_session_has_one_replay_and_only_when_it_was_held(self, session):
        officer = officer_of(session.programme)
        with pytest.raises(HasReplay):
            attach_replay(session=session, file=uploaded(films.film()), by=officer)
        ahead = first_session(a_programme(days_ago=-3))
        with pytest.raises(NotYetOver):
            attach_replay(session=ahead, file=uploaded(films.film()), by=officer)
        assert Asset.objects.count() == 1

    def test_another_office_does_not_find_the_page(self, client, session):
        client.force_login(officer_of(a_programme()))
        assert client.get(page("making_replay", session.programme, session)).status_code in (403, 404)

    def test_taking_it_back_is_asked_first_and_erases_the_video(self, client, session):
        client.force_login(officer_of(session.programme))
        there = page("making_replay_removal", session.programme, session)
        assert "erased for good" in client.get(there).content.decode()
        assert Asset.objects.get().state == Asset.State.READY
        for _press in range(2):
            assert client.post(there).status_code == 302
        session.refresh_from_db()
        assert (session.replay, Asset.objects.get().state) == (None, Asset.State.DESTROYED)

    def test_a_month_after_its_last_day_it_goes_by_itself(self, session):
        with_replay(session, ends_at=now() + timedelta(days=1))
        assert take_old_replays_back(now() + VIDEO_KEPT) == 0
        assert take_old_replays_back(now() + VIDEO_KEPT + timedelta(days=2)) == 1
        session.refresh_from_db()
        assert session.replay is None
        assert Entry.objects.filter(verb="took a replay back").count() == 1


class TestLargeFiles:
    """Only the city's staff, and only on the page for films, may send more than a paper has."""

    @pytest.fixture(autouse=True)
    def small(self, monkeypatch):
        monkeypatch.setattr(uploads, "LIMIT_BYTES", 1_000)
        monkeypatch.setattr(uploads, "REQUEST_BYTES", 2_000)

    @pytest.mark.parametrize(("is_officer", "kept"), [(True, 150_000), (False, 0)])
    def test_who_may_send_a_film(self, client, session, monkeypatch, is_officer, kept):
        sizes = []
        real = uploads.BoundedUpload.file_complete
        monkeypatch.setattr(
            uploads.BoundedUpload,
            "file_complete",
            lambda handler, size: sizes.append(handler.kept_bytes) or real(handler, size),
        )
        person = officer_of(session.programme) if is_officer else PersonFactory()
        client.force_login(person)
        client.post(page("making_replay", session.programme, session), {"file": uploaded(b"x" * 150_000)})
        assert sizes in ([kept], []) if not is_officer else sizes == [kept]

    def test_a_disk_that_fills_up_keeps_the_rest_out(self, client, session, monkeypatch):
        monkeypatch.setattr(uploads, "FREE_BYTES_AT_LEAST", 10**18)
        kept = []
        real = uploads.BoundedUpload.file_complete
        monkeypatch.setattr(
            uploads.BoundedUpload,
            "file_complete",
            lambda handler, size: kept.append(handler.kept_bytes) or real(handler, size),
        )
        client.force_login(officer_of(session.programme))
        client.post(page("making_replay", session.programme, session), {"file": uploaded(b"x" * 150_000)})
        assert kept[0] < 150_000
