"""Addresses of meetings; nouns, never verbs."""

from django.urls import path

from ontact.capabilities.meetings.views import (
    agenda,
    decisions,
    desk,
    guests,
    instructions,
    minutes,
    preparing,
    room,
    sending,
    text_desk,
    visitor,
    votes,
)

app_name = "meetings"

urlpatterns = [
    path("", visitor.meetings, name="meetings"),
    path("desk/", desk.desk, name="desk"),
    path("new/", preparing.new, name="new"),
    path("instructions/", instructions.instructions, name="instructions"),
    path("instructions/<uuid:instruction_id>/", instructions.instruction, name="instruction"),
    path(
        "instructions/<uuid:instruction_id>/confirmation/",
        instructions.confirmation,
        name="instruction_confirmation",
    ),
    path("instructions/<uuid:instruction_id>/progress/", instructions.progress, name="instruction_progress"),
    path("instructions/<uuid:instruction_id>/review/", instructions.review, name="instruction_review"),
    path("instructions/evidence/<uuid:evidence_id>/", instructions.evidence, name="evidence"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("decisions/<uuid:entry_id>/", decisions.decision, name="decision"),
    path("decisions/<uuid:entry_id>/status/", decisions.status, name="decision_status"),
    path("<uuid:meeting_id>/", visitor.meeting, name="meeting"),
    path("<uuid:meeting_id>/calendar.ics", visitor.calendar, name="calendar"),
    path("<uuid:meeting_id>/papers/<uuid:paper_id>/", visitor.paper, name="paper"),
    path("<uuid:meeting_id>/papers/<uuid:paper_id>/reading/", visitor.paper_view, name="paper_view"),
    path("<uuid:meeting_id>/opinions/", visitor.opinions, name="opinions"),
    path("<uuid:meeting_id>/room/", room.room, name="room"),
    path("<uuid:meeting_id>/text/", room.text, name="text"),
    path("<uuid:meeting_id>/text/live/", room.text_live, name="text_live"),
    path("<uuid:meeting_id>/text/chat/", room.text_chat, name="text_chat"),
    path("<uuid:meeting_id>/text/hand/", room.text_hand, name="text_hand"),
    path("<uuid:meeting_id>/text/opinions/", room.text_opinion, name="text_opinion"),
    path("<uuid:meeting_id>/text/votes/<uuid:vote_id>/ballot/", room.text_ballot, name="text_ballot"),
    path("<uuid:meeting_id>/votes.json", votes.votes_json, name="votes_json"),
    path("<uuid:meeting_id>/text/desk/", text_desk.text_desk, name="text_desk"),
    path("<uuid:meeting_id>/edit/", preparing.edit, name="edit"),
    path("<uuid:meeting_id>/edit/what/", preparing.what, name="what"),
    path("<uuid:meeting_id>/edit/preview/", preparing.preview, name="preview"),
    path("<uuid:meeting_id>/edit/discard/", preparing.discard, name="discard"),
    path("<uuid:meeting_id>/edit/items/", agenda.items, name="items"),
    path("<uuid:meeting_id>/edit/items/<uuid:item_id>/", agenda.item, name="item"),
    path("<uuid:meeting_id>/edit/items/<uuid:item_id>/place/", agenda.place, name="item_place"),
    path("<uuid:meeting_id>/edit/items/<uuid:item_id>/removal/", agenda.removal, name="item_removal"),
    path("<uuid:meeting_id>/edit/items/<uuid:item_id>/papers/", agenda.papers, name="item_papers"),
    path(
        "<uuid:meeting_id>/edit/papers/<uuid:paper_id>/removal/", agenda.paper_removal, name="paper_removal"
    ),
    path("<uuid:meeting_id>/edit/people/", guests.people, name="people"),
    path("<uuid:meeting_id>/edit/people/earlier/", guests.earlier, name="people_earlier"),
    path("<uuid:meeting_id>/edit/people/<uuid:participant_id>/", guests.person, name="person"),
    path(
        "<uuid:meeting_id>/edit/people/<uuid:participant_id>/removal/", guests.removal, name="person_removal"
    ),
    path(
        "<uuid:meeting_id>/edit/people/<uuid:participant_id>/return/",
        guests.putting_back,
        name="person_return",
    ),
    path("<uuid:meeting_id>/edit/people/<uuid:participant_id>/link/", guests.link, name="person_link"),
    path(
        "<uuid:meeting_id>/edit/people/<uuid:participant_id>/revocation/",
        guests.revocation,
        name="person_revocation",
    ),
    path("<uuid:meeting_id>/sending/", sending.sending, name="sending"),
    path("<uuid:meeting_id>/cancellation/", sending.cancellation, name="cancellation"),
    path("<uuid:meeting_id>/minutes/", minutes.minutes, name="minutes"),
    path("<uuid:meeting_id>/minutes.json", minutes.canonical, name="minutes_json"),
    path("<uuid:meeting_id>/minutes.<str:file_format>", minutes.document, name="minutes_file"),
    path("<uuid:meeting_id>/minutes/edit/", minutes.edit, name="minutes_edit"),
    path("<uuid:meeting_id>/minutes/submission/", minutes.submission, name="minutes_submission"),
    path("<uuid:meeting_id>/minutes/approval/", minutes.approval, name="minutes_approval"),
    path("<uuid:meeting_id>/minutes/return/", minutes.returning, name="minutes_return"),
    path("<uuid:meeting_id>/minutes/publication/", minutes.publication, name="minutes_publication"),
]
