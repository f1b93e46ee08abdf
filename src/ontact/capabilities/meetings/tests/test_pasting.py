"""Lists of people as offices really send them."""

from hypothesis import given
from hypothesis import strategies as st

from ontact.capabilities.meetings.forms.pasting import BadLine, Guest, read_list
from ontact.capabilities.meetings.models import Part


def test_a_sheet_with_heading_tabs_and_korean_parts():
    text = (
        "이름\t이메일\t소속\t역할\n김민수\tminsu@example.kr\t수원시의회\t위원장\n"
        "이영희\tyoung@example.kr\t수원시민연대\t시민단체\n"
    )
    assert read_list(text).guests == [
        Guest("김민수", "minsu@example.kr", "수원시의회", part=Part.CHAIR),
        Guest("이영희", "young@example.kr", "수원시민연대", part=Part.CIVIC_GROUP),
    ]


def test_commas_quotes_mail_programs_and_spaces():
    text = (
        '"Kim, Minsu",kim@example.org,"City of Suwon, Planning",observer,English\n'
        "Lee Young <LEE@Example.ORG>\n"
        "박지훈 park@example.org 위원\n"
        "최수진; choi@example.org; 발표자\n"
    )
    guests = read_list(text).guests
    assert [(g.name, g.email, g.part) for g in guests] == [
        ("Kim, Minsu", "kim@example.org", Part.OBSERVER),
        ("Lee Young", "lee@example.org", Part.MEMBER),
        ("박지훈", "park@example.org", Part.MEMBER),
        ("최수진", "choi@example.org", Part.PRESENTER),
    ]
    assert (guests[0].on_behalf_of, guests[0].language) == ("City of Suwon, Planning", "en")


def test_full_width_letters_and_unseen_marks_are_put_right():
    assert read_list("\ufeff홍길동\u200b\thong＠example.kr").guests == [Guest("홍길동", "hong@example.kr")]


def test_five_hundred_lines_keep_the_good_and_name_the_bad():
    lines = [f"위원 {n}\tmember{n}@example.org" for n in range(500)]
    lines[17], lines[240], lines[499] = "위원 17\tmember17@", "위원 240", "또 하나\tmember3@example.org"

    pasted = read_list("\n".join(lines))

    assert len(pasted.guests) == 497
    assert [line.number for line in pasted.bad_lines] == [18, 241, 500]
    assert pasted.left_over.splitlines() == [line.text for line in pasted.bad_lines]


def test_who_is_on_the_list_already_is_named_not_added():
    pasted = read_list("김\tkim@example.org", taken=["kim@example.org"])
    assert pasted.guests == []
    assert "kim@example.org" in pasted.bad_lines[0].why


def test_there_is_one_chair():
    text = "김\ta@example.org\t\t의장\n이\tb@example.org\t\t의장"
    pasted = read_list(text)
    assert [guest.part for guest in pasted.guests] == [Part.CHAIR]
    assert len(read_list(text, has_chair=True).guests) == 0
    assert len(pasted.bad_lines) == 1


def test_a_line_without_a_name_is_named():
    assert isinstance(read_list("only@example.org").bad_lines[0], BadLine)


@given(st.text(max_size=400))
def test_no_text_whatever_breaks_the_reading(text):
    """Every line that is not empty becomes a guest, a bad line or a heading; nothing is lost, nothing is doubled."""
    pasted = read_list(text)
    addresses = [guest.email for guest in pasted.guests]
    assert len(set(addresses)) == len(addresses)
    numbers = [line.number for line in pasted.bad_lines]
    assert len(set(numbers)) == len(numbers)
    assert all(line.why for line in pasted.bad_lines)


names = st.text("가나다라마바사ABCxyz ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(names, st.sampled_from(list(Part))), max_size=12), st.sampled_from(["\t", ","]))
def test_what_is_written_cleanly_is_read_exactly(people, mark):
    text = "\n".join(
        mark.join([name, f"p{n}@example.org", "기관", str(part.value)])
        for n, (name, part) in enumerate(people)
    )
    text = text.replace("civic_group", "civic group")
    read = {guest.email: guest for guest in read_list(text).guests}
    chairs = [n for n, (_name, part) in enumerate(people) if part == Part.CHAIR]
    for n, (name, part) in enumerate(people):
        if n in chairs[1:] or name.lower() in ("name", "part"):
            continue
        guest = read[f"p{n}@example.org"]
        assert (guest.name, guest.on_behalf_of, guest.part) == (name, "기관", part)
