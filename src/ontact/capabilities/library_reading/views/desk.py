"""The librarian's pages: begin a reading programme, and keep its list of books."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.library_reading.access import book_door, libraries_for, reading_door
from ontact.capabilities.library_reading.actions import (
    add_book,
    begin_reading,
    change_book,
    choose_readers,
    remove_book,
)
from ontact.capabilities.library_reading.forms import BookForm, NewReadingForm, ReadersForm
from ontact.capabilities.library_reading.models import Readers, ReadingProgramme
from ontact.capabilities.library_reading.queries import books_of
from ontact.commons.media.refusals import FileRefused
from ontact.commons.people.access import signed_in
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A title, the library and the readers; everything else is set on the pages of its making."""
    person = signed_in(request)
    hosts = libraries_for(person)
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    form = NewReadingForm(request.POST or None, hosts=hosts, language=language)
    if form.is_valid():
        reading = begin_reading(
            host=form.cleaned_data["host"],
            title=form.worded_title,
            readers=Readers(form.cleaned_data["readers"]),
            by=person.actor(),
            identity=form.identity,
        )
        return redirect("registrations:making", reading.programme_id)
    context = {"form": form, "has_library": hosts.exists()}
    return render(request, "library_reading/new.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def book_list(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """All books with a form for one more."""
    person = signed_in(request)
    reading = reading_door(person, programme_id, to_edit=True)
    form = BookForm(request.POST or None, request.FILES or None, programme=reading.programme)
    if form.is_valid():
        try:
            book = add_book(reading=reading, noted=form.noted, cover=form.cleaned_data["cover"], by=person)
        except FileRefused as refusal:
            form.add_error("cover", f"{refusal.sentence} {refusal.advice}")
        else:
            messages.success(request, _("Noted: %(book)s") % {"book": book})
            return redirect("library_reading:book_list", programme_id)
    return _list(request, reading, form)


@access(Who.STAFF)
@require_POST
def readers(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    person = signed_in(request)
    reading = reading_door(person, programme_id, to_edit=True)
    form = ReadersForm(request.POST)
    if not form.is_valid():
        return _list(request, reading, BookForm(programme=reading.programme), form)
    choose_readers(reading=reading, readers=Readers(form.cleaned_data["readers"]), by=person.actor())
    messages.success(request, _("Saved."))
    return redirect("library_reading:book_list", programme_id)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, book_id: UUID) -> HttpResponse:
    person = signed_in(request)
    held = book_door(person, book_id)
    programme = held.reading.programme
    form = BookForm(request.POST or None, request.FILES or None, programme=programme, book=held)
    if form.is_valid():
        try:
            change_book(book=held, noted=form.noted, cover=form.cleaned_data["cover"], by=person)
        except FileRefused as refusal:
            form.add_error("cover", f"{refusal.sentence} {refusal.advice}")
        else:
            messages.success(request, _("Saved."))
            return redirect("library_reading:book_list", programme.pk)
    context = {"form": form, "book": held, "programme": programme}
    return render(request, "library_reading/book.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_POST
def book_removal(request: HttpRequest, book_id: UUID) -> HttpResponse:
    person = signed_in(request)
    held = book_door(person, book_id)
    programme_id = held.reading.programme_id
    remove_book(book=held, by=person.actor())
    messages.success(request, _("Taken off the list: %(book)s") % {"book": held})
    return redirect("library_reading:book_list", programme_id)


def _list(
    request: HttpRequest, reading: ReadingProgramme, form: BookForm, readers: ReadersForm | None = None
) -> HttpResponse:
    refused = form.is_bound or (readers is not None)
    context = {
        "programme": reading.programme,
        "reading": reading,
        "books": books_of(reading),
        "form": form,
        "readers": readers or ReadersForm(initial={"readers": reading.readers}),
    }
    return render(request, "library_reading/book_list.html", context, status=422 if refused else 200)
