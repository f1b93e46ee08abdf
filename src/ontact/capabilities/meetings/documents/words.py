"""The fixed words of an official document, both languages side by side.

A document's language is its own, not the reader's: it is written once, in Korean and in English, and never changes
afterwards. So its words stand here and not in the interface's catalogues.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WORDS: dict[str, tuple[str, str]] = {
    "minutes": ("회 의 록", "Minutes of the meeting"),
    "draft": ("초안 (승인 전)", "Draft, not yet approved"),
    "version": ("제{n}판", "Version {n}"),
    "meeting": ("회의명", "Meeting"),
    "when": ("일시", "Date and time"),
    "planned": ("예정", "planned"),
    "opened": ("개의", "opened"),
    "closed": ("산회", "closed"),
    "not_held": ("열리지 않음", "not held"),
    "place": ("장소", "Place"),
    "online": ("온라인(화상회의)", "Online (video meeting)"),
    "host": ("주관", "Host"),
    "chair": ("의장", "Chair"),
    "clerk": ("간사", "Clerk"),
    "purpose": ("목적", "Purpose"),
    "present": ("출석", "Present"),
    "present_of": (
        "좌석 {seats}석 중 {present}석, {people}명",
        "{present} of {seats} seats, {people} people",
    ),
    "decisions": ("의결 사항", "Decisions"),
    "no_decisions": ("의결한 사항이 없습니다.", "No decision was taken."),
    "items": ("안건별 회의 내용", "Proceedings"),
    "no_items": ("안건이 없습니다.", "There were no agenda items."),
    "item": ("안건 {n}", "Item {n}"),
    "outside": ("안건 외", "Outside the agenda"),
    "presenter": ("발표", "Presented by"),
    "taken_up": ("논의", "Discussed"),
    "not_reached": ("다루지 않음", "not reached"),
    "papers": ("자료", "Papers"),
    "asks": ("협조 요청", "Asked of others"),
    "ask_by": ("{day}까지", "by {day}"),
    "instructions": ("지시사항", "Instructions"),
    "followed": ("지시사항 처리 상황", "Earlier instructions"),
    "number": ("번호", "Number"),
    "office": ("담당 부서", "Office"),
    "due": ("기한", "Due"),
    "next_meeting": ("다음 회의", "next meeting"),
    "state": ("상태", "State"),
    "given": ("지시", "given"),
    "confirmed_by": ("확인", "confirmed"),
    "in_progress": ("추진 중", "in progress"),
    "reported": ("완료 보고", "reported done"),
    "returned": ("되돌림", "returned"),
    "accepted": ("종결", "closed"),
    "speeches": ("발언 기록", "Speeches"),
    "speaker": ("발언자", "Speaker"),
    "begins": ("시각", "Time"),
    "length": ("발언 시간", "Length"),
    "notes": ("발언 요지", "Summary"),
    "vote": ("표결", "Vote"),
    "open": ("공개 표결", "open vote"),
    "secret": ("비밀 표결", "secret vote"),
    "for": ("찬성", "For"),
    "against": ("반대", "Against"),
    "abstain": ("기권", "Abstained"),
    "entitled": ("재적", "Entitled"),
    "voted": ("투표", "Voted"),
    "carried": ("가결", "carried"),
    "lost": ("부결", "not carried"),
    "result": ("결과", "Result"),
    "named": ("호명 표결", "vote by roll"),
    "named_ballots": ("기명 내역", "How each seat voted"),
    "election": ("선거", "Election"),
    "candidate": ("후보", "Candidate"),
    "votes": ("득표", "Votes"),
    "elected": ("당선", "elected"),
    "paper": ("종이", "on paper"),
    "spoken": ("구두", "spoken"),
    "decision": ("의결 {n}", "Decision {n}"),
    "attendance": ("출석 현황", "Attendance"),
    "absent": ("불참", "Absent"),
    "nobody": ("출석 기록이 없습니다.", "No attendance was recorded."),
    "seat": ("좌석(직위)", "Seat (office)"),
    "name": ("이름", "Name"),
    "organisation": ("소속", "Organisation"),
    "part": ("구분", "Part"),
    "in_out": ("입장–퇴장", "In – out"),
    "stayed": ("참석", "Stayed"),
    "evidence": ("확인 근거", "Evidence"),
    "quorum": ("정족수", "Quorum"),
    "needed_of": ("{total}명 중 {needed}명", "{needed} of {total}"),
    "reached": ("충족", "reached"),
    "not_there": ("미달", "not reached"),
    "roll": ("출석 확인", "Roll call"),
    "quiet": ("접속 기록", "from presence"),
    "aloud": ("호명", "called aloud"),
    "roll_counts": (
        "출석 {present}, 불참 {absent}, 사유 있는 불참 {excused}",
        "{present} present, {absent} absent, {excused} excused",
    ),
    "roll_absent": ("불참", "Absent"),
    "roll_excused": ("사유 있는 불참", "Excused"),
    "comings": ("늦은 입장과 퇴장", "Late arrivals and leavings"),
    "what": ("내용", "What"),
    "who": ("누구", "Who"),
    "late": ("늦게 입장", "came late"),
    "left": ("퇴장", "left"),
    "back": ("다시 입장", "came back"),
    "people_there": ("{n}명 함께", "{n} people"),
    "substitute_for": ("{name} 대리", "in place of {name}"),
    "more": ("외 {n}회", "and {n} more"),
    "opinions": ("서면의견", "Written opinions"),
    "chat": ("채팅 기록", "Chat"),
    "no_chat": ("채팅이 없었습니다.", "Nothing was written in the chat."),
    "signed": (
        "위 회의록은 회의의 경과와 결과를 사실대로 적은 것임을 확인합니다.",
        "These minutes are a true record of the course and the results of the meeting.",
    ),
    "role": ("구분", "Capacity"),
    "title": ("직위", "Title"),
    "confirmed": ("확인", "Confirmed"),
    "approved_at": ("{at} 전자 승인", "approved electronically, {at}"),
    "member": ("위원", "Member"),
    "wrote": ("작성", "wrote the minutes"),
    "awaiting": ("승인 전", "not yet approved"),
    "check": ("원본 확인 방법", "How to check this document"),
    "check_text": (
        "이 문서는 함께 공개된 minutes.json에서 만들어졌습니다. {page} 에서 minutes.json을 내려받아 "
        "sha256sum minutes.json 을 실행한 값이 아래와 같으면 승인된 내용 그대로입니다.",
        "This document was made from minutes.json, published with it. Download minutes.json from {page} and run "
        "sha256sum minutes.json: the same value as below means that nothing has been changed since approval.",
    ),
    "correction": ("정정", "Correction"),
    "replaces": ("이전 판의 SHA-256 {sha256}", "replaces the edition with SHA-256 {sha256}"),
    "closed_parts": ("비공개 사항", "Closed to the public"),
    "closed_law": (
        "공공기관의 정보공개에 관한 법률 제9조 제1항에 따라 비공개한 부분이 있습니다.",
        "Parts are closed under the Official Information Disclosure Act, Article 9 (1).",
    ),
    "ground": ("근거", "Ground"),
    "ground_of": ("제{n}호 {words}", "No. {n}, {words}"),
    "why": ("사유", "Why"),
    "register": ("회의록 대장", "Register of minutes"),
    "all_offices": ("모든 기관", "All offices"),
    "all_years": ("전체", "All"),
    "year": ("연도", "Year"),
    "entries": ("건수", "Entries"),
    "made_at": ("작성 시각", "Made at"),
    "held_on": ("회의일", "Held on"),
    "edition": ("판", "Edition"),
    "disclosure": ("공개 구분", "Disclosure"),
    "hash": ("SHA-256 (앞 16자)", "SHA-256 (first 16)"),
    "no_entries": ("등재된 회의록이 없습니다.", "No minutes have been entered."),
    "this_page": ("회의록 페이지", "the page of the minutes"),
    "zone": ("모든 시각은 {zone}(UTC{offset}) 기준입니다.", "All times are {zone} (UTC{offset})."),
    "page_of": ("{n} / {of}쪽", "Page {n} of {of}"),
}

ROLES: dict[str, tuple[str, str]] = {
    "chair": ("의장", "Chair"),
    "host": ("의장", "Chair"),
    "clerk": ("간사", "Clerk"),
    "member": ("위원", "Member"),
    "presenter": ("발표자", "Presenter"),
    "speaker": ("발표자", "Presenter"),
    "observer": ("참관인", "Observer"),
    "citizen": ("시민", "Citizen"),
    "civic_group": ("시민단체", "Civic group"),
    "interpreter": ("통역사", "Interpreter"),
    "signer": ("수어통역사", "Sign-language interpreter"),
    "stenographer": ("속기사", "Stenographer"),
    "listener": ("참석자", "Participant"),
}

EVIDENCE: dict[str, tuple[str, str]] = {
    "joined": ("회의 서버", "media server"),
    "left": ("회의 서버", "media server"),
    "listed": ("회의실 점검", "room check"),
    "heartbeat": ("기기 응답", "own device"),
}

WEEKDAYS = ("월화수목금토일", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Say:
    """The words, dates and times of one document in one language."""

    def __init__(self, language: str, time_zone: str) -> None:
        self.language = "ko" if language == "ko" else "en"
        self.which = 0 if self.language == "ko" else 1
        self.zone = ZoneInfo(time_zone)

    def __call__(self, word: str, **facts: object) -> str:
        text = WORDS[word][self.which]
        return text.format(**facts) if facts else text

    def role(self, role: str) -> str:
        return ROLES[role][self.which] if role in ROLES else role

    def evidence(self, sources: tuple[str, ...]) -> str:
        known = [EVIDENCE[source][self.which] if source in EVIDENCE else source for source in sources]
        return ", ".join(dict.fromkeys(known))

    def day(self, moment: datetime) -> str:
        """2026. 9. 24.(목), or Thursday 24 September 2026."""
        local = moment.astimezone(self.zone)
        weekday = WEEKDAYS[self.which][local.weekday()]
        if self.language == "ko":
            return f"{local.year}. {local.month}. {local.day}.({weekday})"
        return f"{weekday} {local.day} {MONTHS[local.month - 1]} {local.year}"

    def clock(self, moment: datetime) -> str:
        """24 hours, as official documents write it: 14:05."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def moment(self, moment: datetime) -> str:
        glue = " " if self.language == "ko" else ", "
        return f"{self.day(moment)}{glue}{self.clock(moment)}"

    def span(self, begins: datetime, ends: datetime | None) -> str:
        """14:00–15:30; across midnight with the day of the end."""
        if ends is None:
            return f"{self.clock(begins)}–"
        same_day = begins.astimezone(self.zone).date() == ends.astimezone(self.zone).date()
        return f"{self.clock(begins)}–{self.clock(ends) if same_day else self.moment(ends)}"

    def minutes(self, minutes: int) -> str:
        """1시간 30분, or 1 h 30 min."""
        hours, rest = divmod(minutes, 60)
        parts = [(hours, "시간", "h"), (rest, "분", "min")]
        shown = [(n, ko, en) for n, ko, en in parts if n] or [(0, "분", "min")]
        if self.language == "ko":
            return " ".join(f"{n}{ko}" for n, ko, _en in shown)
        return " ".join(f"{n} {en}" for n, _ko, en in shown)

    def seconds(self, seconds: int) -> str:
        """3분 20초, or 3 min 20 s."""
        minutes, rest = divmod(seconds, 60)
        long = self.minutes(minutes) if minutes else ""
        short = (f"{rest}초" if self.language == "ko" else f"{rest} s") if rest or not minutes else ""
        return " ".join(part for part in (long, short) if part)

    def offset(self, moment: datetime) -> str:
        """+09:00."""
        offset = moment.astimezone(self.zone).utcoffset() or timedelta(0)
        minutes = int(offset.total_seconds()) // 60
        sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
        return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
