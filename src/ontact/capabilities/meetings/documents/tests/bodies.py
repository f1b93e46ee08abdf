"""Minutes to try documents on: an ordinary meeting, a huge one, an empty one."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ontact.capabilities.meetings.documents.body import (
    Approval,
    Attendance,
    ChatLine,
    Decision,
    Item,
    MinutesBody,
    NamedBallot,
    Officer,
    Opinion,
    PaperRef,
    Span,
    Speech,
    Vote,
)
from ontact.capabilities.meetings.documents.presence import (
    Coming,
    Quorum,
    QuorumChange,
    Roll,
    RollAnswer,
)

SEOUL = ZoneInfo("Asia/Seoul")
BEGINS = datetime(2026, 9, 24, 14, 0, tzinfo=SEOUL)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelche"


def at(minutes: float) -> datetime:
    return BEGINS + timedelta(minutes=minutes)


def span(begins: float, ends: float) -> Span:
    return Span(begins_at=at(begins), ends_at=at(ends))


def empty_body() -> MinutesBody:
    """Nothing but what must be there: convened, never opened, not approved."""
    return MinutesBody(
        meeting_id="0199a000-0000-7000-8000-000000000000",
        city={"ko": "수원시", "en": "Suwon"},
        title={"ko": "열리지 않은 회의"},
        host={"ko": "정책기획과", "en": "Policy Planning Division"},
        planned=span(0, 60),
        chair=Officer(name="강은주"),
    )


def small_body() -> MinutesBody:
    """A public-private meeting of an hour and a half."""
    chair = Officer(name="강은주", title="정책기획과장")
    return replace(
        empty_body(),
        page="https://hall.example/meetings/0199a000-0000-7000-8000-000000000000/minutes/",
        title={
            "ko": "민간위탁사무 제도 개선 중간보고회",
            "en": "Interim report: reforming services run by private contractors",
        },
        purpose={
            "ko": "민간위탁사무의 관리 기준과 성과 평가 방법을 개선하기 위한 연구의 중간 결과를 보고받고 의견을 듣는다.",
            "en": "To hear the interim results of the study on how contracted services are supervised and evaluated.",
        },
        planned=span(0, 90),
        held=span(3, 92),
        chair=chair,
        clerk=Officer(name="정유진", title="정책기획과 주무관"),
        attendance=ATTENDANCE,
        quorum=QUORUM,
        rolls=(Roll(manner="aloud", opened_at=at(4), closed_at=at(8), answers=ROLL),),
        comings=COMINGS,
        items=ITEMS,
        opinions=(
            Opinion(
                seat="시민",
                name="이서연",
                at=at(70),
                item=2,
                text="수탁기관 종사자의 고용 승계 기준을 조례에 분명히 적어 주시기 바랍니다.\n"
                "평가에 이용자 만족도를 30% 이상 반영해 주십시오.",
            ),
        ),
        chat=(
            ChatLine(name="박도현", at=at(12), text="자료 14쪽의 표에 오타가 있습니다."),
            ChatLine(name="김하늘", at=at(13.5), text="확인했습니다. 회의 뒤에 고쳐 다시 올리겠습니다."),
        ),
        approval=Approval(by=chair, at=at(60 * 20 + 12)),
    )


ATTENDANCE = (
    Attendance(
        seat="정책기획과장", name="강은주", organisation="정책기획과", role="chair", spans=(span(-6, 92),), minutes=98,
        evidence=("joined", "heartbeat"),
    ),
    Attendance(
        seat="정책기획과 주무관", name="정유진", organisation="정책기획과", role="clerk", spans=(span(-20, 95),),
        minutes=115, evidence=("joined", "listed"),
    ),
    Attendance(
        seat="책임연구원", name="최민석", organisation="한빛정책연구소", role="presenter",
        spans=(span(1, 40), span(43.5, 92)), minutes=88, evidence=("joined", "left", "listed"),
    ),
    Attendance(
        seat="정자1동장", name="윤미경", organisation="정자1동 행정복지센터", role="member", spans=(span(0, 92),),
        minutes=92, evidence=("heartbeat",), substitute_for="오세훈", people=2,
    ),
    Attendance(seat="시민", name="이서연", role="citizen", spans=(span(5, 92),), minutes=87, evidence=("joined",)),
    Attendance(seat="예산재정과장", name="장석훈", organisation="예산재정과", role="member"),
)  # fmt: skip

QUORUM = Quorum(
    rule={"ko": "의결권자의 과반수", "en": "More than half of those who may vote"},
    needed=3,
    total=5,
    changes=(
        QuorumChange(at=at(3), present=4, reached=True),
        QuorumChange(at=at(41), present=2, reached=False),
        QuorumChange(at=at(44), present=3, reached=True),
    ),
)

COMINGS = (
    Coming(at=at(5), kind="late", seat="시민", name="이서연"),
    Coming(at=at(40.2), kind="left", seat="책임연구원", name="최민석"),
    Coming(at=at(43.5), kind="back", seat="책임연구원", name="최민석"),
)

ROLL = (
    RollAnswer(seat="정책기획과장", name="강은주", answer="present"),
    RollAnswer(seat="정자1동장", name="윤미경", answer="present", source="clerk"),
    RollAnswer(seat="예산재정과장", name="장석훈", answer="excused", source="clerk", reason="국회 출장"),
    RollAnswer(seat="시민", name="이서연", answer="absent", source="clerk"),
)

ITEMS = (
    Item(
        number=1,
        title={"ko": "연구 중간 결과 보고", "en": "Report on the interim results of the study"},
        presenter="최민석 (한빛정책연구소 책임연구원)",
        spans=(span(4, 38),),
        papers=(PaperRef(name="중간보고서.pdf", sha256=HASH),),
        speeches=(
            Speech(seat="책임연구원", name="최민석", begins_at=at(5), seconds=1260),
            Speech(seat="정자1동장", name="윤미경", begins_at=at(28), seconds=185),
            Speech(seat="시민", name="이서연", begins_at=at(33), seconds=60),
        ),
        notes="연구진은 최근 5년간 민간위탁사무 214건의 관리 현황을 설명하였다.\n"
        "위원들은 동별 편차의 원인을 물었고, 연구진은 인력 기준의 차이를 주된 원인으로 들었다.",
    ),
    Item(
        number=2,
        title={"ko": "성과 평가 지표 개선안", "en": "Better indicators for evaluation"},
        presenter="강은주",
        spans=(span(38, 60), span(66, 80)),
        votes=(
            Vote(
                motion="성과 평가 지표를 12개에서 8개로 줄이는 개선안", opened_at=at(74), closed_at=at(76), entitled=4,
                in_favour=3, against=0, abstain=1, carried=True,
                ballots=(
                    NamedBallot(seat="정책기획과장", name="강은주", choice="for"),
                    NamedBallot(seat="정자1동장", name="윤미경", choice="for"),
                    NamedBallot(seat="시민", name="이서연", choice="for"),
                    NamedBallot(seat="책임연구원", name="최민석", choice="abstain"),
                ),
            ),
            Vote(
                motion="차기 보고회 공개 여부", manner="secret", opened_at=at(77), closed_at=at(79), entitled=4,
                in_favour=2, against=2, abstain=0, carried=False,
            ),
        ),
        decisions=(
            Decision(number=1, text="성과 평가 지표를 8개로 줄이고, 2027년 1월 1일부터 모든 민간위탁사무에 적용한다."),
            Decision(number=2, text="이용자 만족도 조사는 연 2회 실시한다."),
        ),
    ),
    Item(number=3, title={"ko": "향후 일정", "en": "Next steps"}, presenter="정유진"),
)  # fmt: skip


def large_body() -> MinutesBody:
    """220 seats, names of 40 letters, decisions of 1,000, lines that flapped, signs that no font has."""
    ballots = tuple(NamedBallot(seat=f"제{n}동장", name=f"위원{n}", choice="for") for n in range(220))
    vote = Vote(
        motion="긴 안건 " * 60,
        opened_at=at(5),
        closed_at=at(6),
        entitled=220,
        in_favour=220,
        against=0,
        abstain=0,
        carried=True,
        ballots=ballots,
    )
    items = tuple(
        Item(
            number=n,
            title={"ko": "아주 긴 제목의 안건입니다 " * 8},
            spans=(span(n, n + 1),),
            notes="가" * 3000 if n == 1 else "여러 문단\n\n" * 20,
            votes=(vote,) if n == 1 else (),
            decisions=(Decision(number=n, text="긴 의결 문장입니다. " * 90),),
            speeches=tuple(
                Speech(seat=LONG_NAME, name=LONG_NAME, begins_at=at(n), seconds=s) for s in range(0, 600, 37)
            ),
        )
        for n in range(1, 6)
    )
    return replace(small_body(), attendance=_seats(), items=items)


def _seats() -> tuple[Attendance, ...]:
    return tuple(
        Attendance(
            seat=f"제{n}동 행정복지센터 주민자치위원회 위원장" if n % 3 else LONG_NAME,
            name=LONG_NAME if n % 5 == 0 else f"위원{n} 😀",
            organisation=f"제{n}동 행정복지센터 주민자치위원회",
            role="member",
            spans=tuple(span(m, m + 0.5) for m in range(n % 12 + 1)) if n % 11 else (),
            minutes=n % 90,
            evidence=("joined", "listed", "heartbeat"),
        )
        for n in range(1, 221)
    )
