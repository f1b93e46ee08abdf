"""Long lists."""

from django.test import RequestFactory

from ontact.web.paging import leaf


def page(number: str = "", rows: int = 240):
    request = RequestFactory().get("/", {"q": "회의", **({"page": number} if number else {})})
    return leaf(request, list(range(rows)))


def test_the_address_keeps_the_filters():
    assert page("2").next == "?q=%ED%9A%8C%EC%9D%98&page=3"


def test_first_last_and_neighbours_are_named():
    assert [entry["number"] for entry in page("6").numbers()] == [1, None, 5, 6, 7, None, 12]
    assert [entry["number"] for entry in page("1").numbers()] == [1, 2, None, 12]


def test_nonsense_shows_the_first_and_too_far_the_last():
    assert page("abc").number == 1
    assert page("999").number == 12


def test_a_short_list_has_no_pages():
    assert page(rows=20).is_alone
    assert page(rows=0).is_alone
    assert list(page(rows=3)) == [0, 1, 2]
