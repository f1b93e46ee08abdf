"""Programmes by the thousand with sessions, places and listings, straight into the tables: as the actions leave them."""

import random
from datetime import datetime, timedelta
from itertools import count

from ontact.commons.listings.models import Listing
from ontact.commons.listings.words import initial_lines, lines
from ontact.commons.people.models import Organisation
from ontact.commons.people.queries import city
from ontact.commons.people.tests.factories import CityFactory
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.models import Pool, Terms
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

HOUSES = ("선경", "광교푸른숲", "북수원", "한림", "창룡", "중앙", "서수원", "영통", "버드내", "대추골")
SUBJECTS = (
    *("책 놀이터", "독서교실", "작가와의 만남", "수원화성 이야기", "인문학 산책", "한지 공예", "정조의 책상"),
    *("철학 첫걸음", "그림책 읽는 밤", "기후와 시민", "사진 교실", "되살리는 옷", "동네 역사", "글쓰기 모임"),
)
TURNS = ("봄학기", "주말", "저녁", "아침", "온라인", "가족", "어린이", "청소년", "어르신", "직장인")
AGES = ((2, 5), (7, 12), (13, 18), (19, None), (65, None), (None, None))
AT_ONCE = 1_000
DAYS_AHEAD, SESSIONS = 200, 4
LENGTH = timedelta(days=7 * (SESSIONS - 1), hours=1)

_number = count(1)


def announce(rows: int, chance: random.Random, *, every_wish: bool = False) -> None:
    """So many more, each with four weekly sessions, in the course of the coming half year.

    `every_wish`: each of them fits whatever a page of the bench looks for, so that a small catalogue is a full page too.
    """
    houses = _houses()
    programmes = [_programme(houses, chance) for _ in range(rows)]
    if every_wish:
        for programme in programmes:
            _fit(programme)
    sessions = [one for programme in programmes for one in _sessions(programme)]
    Programme.objects.bulk_create(programmes, batch_size=AT_ONCE)
    Session.objects.bulk_create(sessions, batch_size=AT_ONCE)
    Listing.objects.bulk_create([_listing(one) for one in programmes], batch_size=AT_ONCE)
    Terms.objects.bulk_create([Terms(programme=one) for one in programmes], batch_size=AT_ONCE)
    taken = [0 if every_wish else chance.randrange(21) for _ in programmes]
    pools = [
        Pool(programme=one, capacity=20, taken=gone) for one, gone in zip(programmes, taken, strict=True)
    ]
    Pool.objects.bulk_create(pools, batch_size=AT_ONCE)


def _houses() -> list[Organisation]:
    """Ten, however many programmes: the filter's length is the city's, not the catalogue's."""
    home = city() or CityFactory()
    known = list(Organisation.objects.filter(kind=Organisation.Kind.LIBRARY).order_by("rank"))
    if known:
        return known
    return Organisation.objects.bulk_create(
        Organisation(
            kind=Organisation.Kind.LIBRARY,
            name=Worded.of("ko", ko=f"{name}도서관", en=f"Library {rank}"),
            parent=home,
            rank=rank,
        )
        for rank, name in enumerate(HOUSES, start=1)
    )


def _programme(houses: list[Organisation], chance: random.Random) -> Programme:
    number, moment = next(_number), now()
    begins_at = moment + timedelta(days=chance.randrange(1, DAYS_AHEAD), minutes=chance.randrange(600))
    youngest, oldest = chance.choice(AGES)
    subject, turn = chance.choice(SUBJECTS), chance.choice(TURNS)
    opens_at = moment - timedelta(days=chance.randrange(-5, 20))
    closes_at = max(begins_at - timedelta(days=1), opens_at + timedelta(hours=1))
    return Programme(
        host=chance.choice(houses),
        title=Worded.of("ko", ko=f"{turn} {subject} {number}기", en=f"Programme {number}"),
        summary=Worded.of("ko", ko=f"{subject}을(를) 함께합니다."),
        manner=chance.choice(list(Manner)),
        age_from=youngest,
        age_to=oldest,
        page=f"/reading/{number}/",
        opens_at=opens_at,
        closes_at=closes_at if chance.random() < 0.9 else None,
        publishes_at=moment - timedelta(days=30),
        begins_at=begins_at,
        ends_at=begins_at + LENGTH,
    )


def _fit(programme: Programme) -> None:
    """For everybody, on Saturdays at ten, in the house and by video, with sign-up open now."""
    local = (now() + timedelta(days=3)).astimezone(programme.zone).replace(hour=10, minute=0)
    begins_at = local + timedelta(days=(5 - local.weekday()) % 7)
    programme.title = Worded.of("ko", ko=f"주말 독서교실 {programme.title.texts['ko'].split()[-1]}")
    programme.age_from = programme.age_to = None
    programme.manner = Manner.BOTH
    programme.opens_at, programme.closes_at = now() - timedelta(days=2), None
    programme.begins_at, programme.ends_at = begins_at, begins_at + LENGTH


def _sessions(programme: Programme) -> list[Session]:
    made = []
    for number in range(SESSIONS):
        begins_at: datetime = programme.begins_at + timedelta(days=7 * number)
        session = Session(programme=programme, number=number + 1)
        session.stand_at(begins_at, begins_at + timedelta(hours=1), zone=programme.zone)
        made.append(session)
    return made


def _listing(programme: Programme) -> Listing:
    texts = [*programme.title.texts.values(), *programme.host.name.texts.values()]
    texts += programme.summary.texts.values()
    return Listing(
        app="programmes",
        object_id=str(programme.pk),
        title=programme.title,
        summary=programme.summary,
        host=programme.host,
        page=programme.page,
        begins_at=programme.begins_at,
        ends_at=programme.begins_at + timedelta(hours=1),
        search_text=lines(texts),
        initials=initial_lines(texts),
        visible_from=programme.publishes_at,
    )
