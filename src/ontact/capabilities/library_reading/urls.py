"""Addresses of the libraries' reading programmes."""

from django.urls import path

from ontact.capabilities.library_reading.views import desk, room, visitor

app_name = "library_reading"

urlpatterns = [
    path("", visitor.front, name="front"),
    path("new/", desk.new, name="new"),
    path("libraries/<uuid:organisation_id>/", visitor.library, name="library"),
    path("books/<uuid:book_id>/", desk.book, name="book"),
    path("books/<uuid:book_id>/removal/", desk.book_removal, name="book_removal"),
    path("<uuid:programme_id>/", visitor.programme, name="programme"),
    path("<uuid:programme_id>/books/", visitor.books, name="books"),
    path("<uuid:programme_id>/desk/", desk.book_list, name="book_list"),
    path("<uuid:programme_id>/readers/", desk.readers, name="readers"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/", room.session, name="session"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/entry/", room.entry, name="entry"),
]
