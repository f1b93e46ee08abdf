"""The draft before the participants: their page with its comments, and the clerk's with all of them and the answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import (
    comment_door,
    commenter_door,
    may_keep_minutes,
    minutes_door,
    own_comment_door,
    strangers_sign_in,
)
from ontact.capabilities.meetings.actions import commenting as acts
from ontact.capabilities.meetings.documents.closing import in_language
from ontact.capabilities.meetings.forms.closing import grounds_words
from ontact.capabilities.meetings.forms.comments import AnswerForm, CommentForm, EndForm, RoundForm
from ontact.capabilities.meetings.models import Comment, Commenter, Meeting, Minutes
from ontact.capabilities.meetings.queries.comments import laid_body, round_of, rounds_of, waiting_comments
from ontact.capabilities.meetings.queries.minutes import page_of
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access

KINDS = {
    Comment.State.WAITING: "warning",
    Comment.State.TAKEN_UP: "success",
    Comment.State.NOT_TAKEN_UP: "neutral",
}


@access(Who.SEATED)
@require_http_methods(["GET", "POST"])
@strangers_sign_in
def comments(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The draft and one's own comments; after the deadline only these, with their answers."""
    meeting, commenter, seat = commenter_door(request, meeting_id)
    if request.method == "GET" and not commenter.round.is_open:
        return render(request, "meetings/comments_over.html", _own(meeting, commenter))
    body = in_language(laid_body(commenter.round), (get_language() or "ko")[:2])
    form = CommentForm(request.POST or None, meeting=meeting, body=body, number=request.GET.get("item", ""))
    if form.is_valid():
        acts.comment(commenter, by=seat.actor(), **form.cleaned_data)
        messages.success(request, _("Your comment has reached the clerk, who answers it."))
        return redirect("meetings:minutes_comments", meeting.pk)
    context = {
        **_own(meeting, commenter),
        "form": form,
        "body": body,
        "page": page_of(body),
        "grounds": [(one, grounds_words(one.ground)) for one in body.closed],
    }
    return render(request, "meetings/comments.html", context, status=422 if form.is_bound else 200)


@access(Who.SEATED)
@require_POST
@strangers_sign_in
def withdrawal(request: HttpRequest, meeting_id: UUID, comment_id: UUID) -> HttpResponse:
    meeting, commenter, seat = commenter_door(request, meeting_id)
    acts.withdraw_comment(own_comment_door(commenter, comment_id), by=seat.actor())
    messages.success(request, _("Your comment is withdrawn."))
    return redirect("meetings:minutes_comments", meeting.pk)


@access(Who.SEATED)
@require_POST
@strangers_sign_in
def content(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting, commenter, seat = commenter_door(request, meeting_id)
    acts.be_content(commenter, by=seat.actor())
    messages.success(request, _("Thank you. You can still comment until the deadline."))
    return redirect("meetings:minutes_comments", meeting.pk)


@access(Who.SIGNED_IN)
@require_safe
def desk(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """All rounds with all comments: for who keeps the minutes and who approves them."""
    meeting = minutes_door(request, meeting_id, to_work=True)
    return render(request, "meetings/comments_desk.html", _desk(request, meeting))


@access(Who.SIGNED_IN)
@require_POST
def laying(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Before the participants, until the deadline."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    form = RoundForm(request.POST)
    if not form.is_valid():
        context = {**_desk(request, meeting), "form": form}
        return render(request, "meetings/comments_desk.html", context, status=422)
    acts.lay_before_participants(meeting.minutes, by=signed_in(request).actor(), **form.cleaned_data)
    messages.success(request, _("Everyone who was present gets a mail with a personal link to the draft."))
    return redirect("meetings:minutes_comments_desk", meeting.pk)


@access(Who.SIGNED_IN)
@require_POST
def ending(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Before the deadline, with a reason."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    form = EndForm(request.POST)
    if not form.is_valid():
        context = {**_desk(request, meeting), "end_form": form}
        return render(request, "meetings/comments_desk.html", context, status=422)
    laid = round_of(meeting.minutes)
    if laid is not None:
        acts.end_comments(laid, by=signed_in(request).actor(), **form.cleaned_data)
        messages.success(request, _("The time for comments has ended."))
    return redirect("meetings:minutes_comments_desk", meeting.pk)


@access(Who.SIGNED_IN)
@require_POST
def answer(request: HttpRequest, meeting_id: UUID, comment_id: UUID) -> HttpResponse:
    meeting, one = comment_door(request, meeting_id, comment_id)
    form = AnswerForm(request.POST, one=one)
    if not form.is_valid():
        context = _desk(request, meeting, bound=form, about=one)
        return render(request, "meetings/comments_desk.html", context, status=422)
    acts.answer_comment(one, by=signed_in(request).actor(), **form.cleaned_data)
    messages.success(request, _("The answer goes to whoever commented."))
    return redirect("meetings:minutes_comments_desk", meeting.pk)


def _own(meeting: Meeting, commenter: Commenter) -> dict[str, Any]:
    rows = commenter.comments.select_related("item")
    return {
        "meeting": meeting,
        "commenter": commenter,
        "laid": commenter.round,
        "mine": [{"comment": one, "kind": KINDS[Comment.State(one.state)]} for one in rows],
    }


def _desk(
    request: HttpRequest, meeting: Meeting, *, bound: AnswerForm | None = None, about: Comment | None = None
) -> dict[str, Any]:
    found: Minutes = meeting.minutes
    laid = round_of(found)
    may_answer = may_keep_minutes(visitor_of(request), meeting)
    may_lay = may_answer and found.state == Minutes.State.DRAFT and (laid is None or not laid.is_open)
    return {
        "meeting": meeting,
        "minutes": found,
        "laid": laid,
        "rounds": [
            {
                "view": view,
                "comments": [
                    {
                        "comment": one,
                        "kind": KINDS[Comment.State(one.state)],
                        "form": _answer_form(one, bound, about) if may_answer else None,
                    }
                    for one in view.comments
                ],
            }
            for view in rounds_of(found)
        ],
        "waiting": waiting_comments(found),
        "form": RoundForm() if may_lay else None,
        "end_form": EndForm() if may_answer and laid is not None and laid.is_open else None,
    }


def _answer_form(one: Comment, bound: AnswerForm | None, about: Comment | None) -> AnswerForm | None:
    """Open for what waits, or for what was just sent with a fault; what is answered stands."""
    if about is not None and bound is not None and one.pk == about.pk:
        return bound
    return None if one.is_answered else AnswerForm(one=one)
