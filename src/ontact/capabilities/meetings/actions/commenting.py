"""The draft before the participants: asked by mail, commented until the deadline, each comment answered, then erased."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from ontact.capabilities.meetings.actions.comment_letters import CommentLetters
from ontact.capabilities.meetings.errors import MinutesFrozen
from ontact.capabilities.meetings.errors.comments import (
    CommentAnswered,
    CommentsClosed,
    CommentsRunning,
    CommentsUnanswered,
    DeadlinePast,
    DraftLaidAlready,
    NobodyWasPresent,
    ReasonMissing,
)
from ontact.capabilities.meetings.models import AgendaItem, Comment, Commenter, CommentRound, Minutes
from ontact.capabilities.meetings.models.comments import COMMENTS_KEPT
from ontact.capabilities.meetings.queries.comments import round_of, those_present, waiting_comments
from ontact.commons.journal.actions import sign
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.web.when import moment_words

REMINDED_BEFORE = timedelta(hours=24)
# Whoever was asked within this time has the first letter still on top of the mail box.
FRESHLY_ASKED = timedelta(hours=20)
AT_ONCE = 50


@transaction.atomic
def lay_before_participants(minutes: Minutes, *, due_at: datetime, by: Actor) -> CommentRound:
    """Everyone who was present gets a mail with a personal way to this version of the draft. Asking twice is one round.

    Raises:
        MinutesFrozen, DraftLaidAlready, DeadlinePast, NobodyWasPresent.
    """
    minutes = Minutes.objects.locked(minutes.pk)
    if minutes.is_frozen:
        raise MinutesFrozen
    running = round_of(minutes)
    if running is not None and running.is_open:
        return running
    if minutes.state != Minutes.State.DRAFT:
        raise DraftLaidAlready
    if due_at <= now():
        raise DeadlinePast
    present = those_present(minutes.meeting)
    if not present:
        raise NobodyWasPresent
    laid = minutes.rounds.create(version=minutes.version, due_at=due_at, asked_count=len(present))
    letters = CommentLetters(laid, by=by)
    for participant, sitting in present:
        letters.post(
            laid.commenters.create(participant=participant, sitting=sitting, name=sitting.name),
            "minutes_draft",
        )
    sign(by, "laid the draft before the participants", minutes, version=laid.version, asked=len(present))
    return laid


@transaction.atomic
def comment(
    commenter: Commenter, *, text: str, item: AgendaItem | None = None, passage: str = "", by: Actor
) -> Comment:
    """A remark on an item, or on words of it. The same words twice are one comment.

    Raises:
        CommentsClosed.
    """
    commenter = _held_open(commenter)
    same: Comment | None = commenter.comments.filter(item=item, passage=passage, text=text).first()
    if same is not None:
        return same
    made: Comment = commenter.comments.create(item=item, passage=passage, text=text)
    sign(by, "commented on the draft", commenter.round)
    return made


@transaction.atomic
def withdraw_comment(one: Comment, *, by: Actor) -> None:
    """Until it has been answered. Harmless when repeated.

    Raises:
        CommentsClosed, CommentAnswered.
    """
    _held_open(one.commenter)
    found = Comment.objects.filter(pk=one.pk).first()
    if found is None:
        return
    if found.is_answered:
        raise CommentAnswered
    found.delete()
    sign(by, "withdrew a comment on the draft", one.commenter.round)


@transaction.atomic
def be_content(commenter: Commenter, *, by: Actor) -> None:
    """Nothing to remark: no reminder follows. Harmless when repeated.

    Raises:
        CommentsClosed.
    """
    commenter = _held_open(commenter)
    if commenter.content_at is None:
        commenter.content_at = now()
        commenter.save(update_fields=["content_at"])
        sign(by, "had nothing to remark on the draft", commenter.round)


@transaction.atomic
def answer_comment(one: Comment, *, state: str, answer: str, by: Actor) -> Comment:
    """Taken up or not, with a sentence; whoever commented gets it by mail. The same answer again changes nothing.

    Raises:
        ReasonMissing.
    """
    if not answer.strip():
        raise ReasonMissing
    found: Comment = Comment.objects.locked(one.pk)
    if (found.state, found.answer) == (state, answer):
        return found
    found.state, found.answer, found.answered_at = state, answer, now()
    found.save(update_fields=["state", "answer", "answered_at"])
    laid = found.commenter.round
    sign(by, "answered a comment on the draft", laid, state=state)
    CommentLetters(laid, by=by).post_answer(found)
    return found


@transaction.atomic
def end_comments(laid: CommentRound, *, reason: str, by: Actor) -> CommentRound:
    """Before the deadline, with a reason that those who were asked read on their page. Harmless when repeated.

    Raises:
        ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    laid = CommentRound.objects.locked(laid.pk)
    if laid.is_open:
        laid.ended_at, laid.reason = now(), reason
        laid.save(update_fields=["ended_at", "reason"])
        sign(by, "ended the time for comments", laid.minutes, reason=reason)
    return laid


def check_comments(minutes: Minutes) -> None:
    """Before the draft goes on to those who approve it.

    Raises:
        CommentsRunning, CommentsUnanswered.
    """
    laid = round_of(minutes)
    if laid is None:
        return
    if laid.is_open:
        raise CommentsRunning(until=moment_words(laid.due_at))
    if waiting_comments(minutes):
        raise CommentsUnanswered


def follow_comments(moment: datetime) -> None:
    """Harmless when repeated: the reminder is a mark on the round, made with the letters."""
    soon = CommentRound.objects.open_at(moment).filter(
        reminded_at__isnull=True,
        due_at__lte=moment + REMINDED_BEFORE,
        created_at__lte=moment - FRESHLY_ASKED,
    )
    for laid in soon[:AT_ONCE]:
        _remind(laid, moment)
    for laid in CommentRound.objects.filter(erased_at__isnull=True, due_at__lt=moment - COMMENTS_KEPT)[
        :AT_ONCE
    ]:
        _erase(laid, moment)


@transaction.atomic
def _remind(laid: CommentRound, moment: datetime) -> None:
    """Once, the day before, to those who have said nothing yet."""
    laid = CommentRound.objects.locked(laid.pk)
    if laid.reminded_at is not None:
        return
    laid.reminded_at = moment
    laid.save(update_fields=["reminded_at"])
    silent = laid.commenters.filter(content_at__isnull=True).annotate(said=Count("comments")).filter(said=0)
    letters = CommentLetters(laid, by=SYSTEM)
    for commenter in silent.select_related(
        "participant__seat__room", "participant__person", "sitting__person"
    ):
        letters.post(commenter, "minutes_draft_reminder")
    sign(SYSTEM, "reminded of the draft", laid.minutes, version=laid.version)


@transaction.atomic
def _erase(laid: CommentRound, moment: datetime) -> None:
    """A year later: how many were asked and how many comments came stays, and when they were erased."""
    laid = CommentRound.objects.locked(laid.pk)
    if laid.erased_at is not None:
        return
    laid.comment_count = Comment.objects.filter(commenter__round=laid).count()
    laid.erased_at = moment
    laid.save(update_fields=["comment_count", "erased_at"])
    laid.commenters.all().delete()
    sign(SYSTEM, "erased the comments on a draft", laid.minutes, count=laid.comment_count)


def _held_open(commenter: Commenter) -> Commenter:
    """The round is held, so that no comment slips in behind its end."""
    laid = CommentRound.objects.locked(commenter.round_id)
    if not laid.is_open:
        raise CommentsClosed
    found: Commenter = Commenter.objects.select_related("round").get(pk=commenter.pk)
    return found
