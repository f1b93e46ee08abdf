"""Addresses of sign-up, of places and what follows them, and of the desk of places."""

from django.urls import path

from ontact.commons.registrations.views import (
    attendance,
    certificate_desk,
    certificates,
    desk,
    desk_acts,
    desk_import,
    desk_lists,
    desk_messages,
    desk_register,
    feed,
    making,
    making_announced,
    making_publication,
    making_questions,
    making_replay,
    making_rules,
    making_sessions,
    making_terms,
    places,
    press,
    public,
    replays,
    sign_up,
    statistics,
    survey,
    waiting,
)
from ontact.commons.registrations.views import (
    household as homes,
)

app_name = "registrations"

MAKING = "programmes/<uuid:programme_id>/making/"
SESSION, POOL = f"{MAKING}sessions/<uuid:session_id>/", f"{MAKING}places/<uuid:pool_id>/"
QUESTION, RULES = f"{MAKING}questions/<uuid:question_id>/", "desk/rules/<uuid:organisation_id>/"
SURVEY = f"{MAKING}survey/<int:number>/"

urlpatterns = [
    path("certificates/<slug:code>/", certificates.certificate, name="certificate"),
    path("certificates/<slug:code>/certificate.json", certificates.certificate_json, name="certificate_json"),
    path(
        "certificates/<slug:code>/certificate.pdf", certificates.certificate_paper, name="certificate_paper"
    ),
    path("certificates/<slug:code>/desk/", certificate_desk.certificate_desk, name="certificate_desk"),
    path("certificates/<slug:code>/name/", certificate_desk.certificate_name, name="certificate_name"),
    path(
        "certificates/<slug:code>/revocation/",
        certificate_desk.certificate_revocation,
        name="certificate_revocation",
    ),
    path("sessions/<uuid:session_id>/replay/", replays.replay, name="replay"),
    path("sessions/<uuid:session_id>/replay/watched/", replays.replay_watched, name="replay_watched"),
    path("places/<uuid:registration_id>/account/", certificates.account, name="account"),
    path("programmes/<uuid:programme_id>/survey/", survey.survey, name="survey"),
    path("programmes/<uuid:programme_id>/survey/results/", survey.results, name="survey_results"),
    path("programmes/<uuid:programme_id>/attendance/", attendance.sheet, name="attendance"),
    path("sessions/<uuid:session_id>/roll/", attendance.roll, name="roll"),
    path(
        "places/<uuid:registration_id>/attendance/<uuid:session_id>/",
        attendance.correction,
        name="correction",
    ),
    path("no-shows/<uuid:no_show_id>/", attendance.no_show, name="no_show"),
    path("no-shows/<uuid:no_show_id>/answer/", attendance.no_show_answer, name="no_show_answer"),
    # The personal calendar: its secret stands in the path, and the redactor knows it.
    path("calendar/<str:calendar_secret>.ics", feed.feed, name="feed"),
    path("my-calendar/", feed.feed_page, name="feed_page"),
    path("my-calendar/revocation/", feed.feed_revocation, name="feed_revocation"),
]

# The desk of places.
urlpatterns += [
    path("programmes/<uuid:programme_id>/desk/", desk.desk, name="desk"),
    path("programmes/<uuid:programme_id>/desk/choice/", desk_acts.choice, name="desk_choice"),
    path("programmes/<uuid:programme_id>/desk/pools/", desk_acts.pools, name="desk_pools"),
    path("programmes/<uuid:programme_id>/desk/release/", desk_acts.release_kept, name="desk_release"),
    path("programmes/<uuid:programme_id>/desk/draw/", desk_acts.draw, name="desk_draw"),
    path("programmes/<uuid:programme_id>/desk/register/", desk_register.register, name="desk_register"),
    path("programmes/<uuid:programme_id>/desk/import/", desk_import.participants, name="desk_import"),
    path("programmes/<uuid:programme_id>/desk/imported/", desk_import.imported, name="desk_imported"),
    path(
        "programmes/<uuid:programme_id>/desk/import/participants.xlsx",
        desk_import.empty_sheet,
        name="desk_import_sheet",
    ),
    path("programmes/<uuid:programme_id>/desk/list/", desk_lists.people_list, name="desk_list"),
    path("programmes/<uuid:programme_id>/desk/messages/", desk_messages.compose, name="desk_messages"),
    path("programmes/<uuid:programme_id>/desk/messages/sent/", desk_messages.sent, name="desk_messages_sent"),
    path("places/<uuid:registration_id>/desk/", desk.place, name="desk_place"),
    path("places/<uuid:registration_id>/desk/contact/", desk.contact, name="desk_contact"),
    path("places/<uuid:registration_id>/desk/consent/", desk.consent, name="desk_consent"),
    path(
        "places/<uuid:registration_id>/desk/certificate/",
        certificate_desk.desk_certificate,
        name="desk_certificate",
    ),
    path("places/<uuid:registration_id>/desk/withdrawal/", desk_acts.withdrawal, name="desk_withdrawal"),
    path("places/<uuid:registration_id>/desk/answer/", desk_acts.offer_answer, name="desk_answer"),
    path("desk/statistics/", statistics.houses, name="desk_statistics_all"),
    path("desk/statistics/<uuid:organisation_id>/", statistics.house, name="desk_statistics"),
    path(
        "desk/statistics/<uuid:organisation_id>/season.xlsx",
        statistics.house_sheet,
        name="desk_statistics_sheet",
    ),
]

# Sign-up, from the preparation to the one press, and what becomes of it.
urlpatterns += [
    path("programmes/<uuid:programme_id>/sign-up/", sign_up.sign_up, name="sign_up"),
    path("programmes/<uuid:programme_id>/sign-up/answers/", sign_up.answers, name="answers"),
    path("programmes/<uuid:programme_id>/sign-up/consents/<uuid:child_id>/", sign_up.consent, name="consent"),
    path(
        "programmes/<uuid:programme_id>/sign-up/consents/<uuid:child_id>/withdrawal/",
        sign_up.consent_withdrawal,
        name="consent_withdrawal",
    ),
    path("programmes/<uuid:programme_id>/sign-up/ready/", press.ready, name="ready"),
    path("programmes/<uuid:programme_id>/sign-up/press/", press.press_button, name="press"),
    path("programmes/<uuid:programme_id>/draw/", public.draw, name="draw"),
    path("programmes/<uuid:programme_id>/draw/draw.json", public.draw_json, name="draw_json"),
    path("rules/<uuid:organisation_id>/", public.rules, name="rules"),
    path("household/", homes.household, name="household"),
    path("household/<uuid:child_id>/", homes.child, name="child"),
    path("household/<uuid:child_id>/removal/", homes.child_removal, name="child_removal"),
    path("places/", places.places, name="places"),
    path("places/<uuid:registration_id>/", places.place, name="place"),
    path("places/<uuid:registration_id>/story/", places.story, name="story"),
    path("places/<uuid:registration_id>/withdrawal/", places.withdrawal, name="withdrawal"),
    path("places/<uuid:registration_id>/acceptance/", places.acceptance, name="acceptance"),
    path("places/<uuid:registration_id>/declining/", places.declining, name="declining"),
    # The waiting room of a rush.
    path("programmes/<uuid:programme_id>/waiting/", waiting.waiting, name="waiting"),
    path("programmes/<uuid:programme_id>/waiting/turn.json", waiting.waiting_turn, name="waiting_turn"),
    path("programmes/<uuid:programme_id>/waiting/order.json", waiting.waiting_order, name="waiting_order"),
]

# Making and changing a programme.
urlpatterns += [
    path("making/", making.making_list, name="making_list"),
    path(MAKING, making.making, name="making"),
    path(f"{MAKING}words/", making.words, name="making_words"),
    path(f"{MAKING}window/", making.window, name="making_window"),
    path(f"{MAKING}preview/", making.preview, name="making_preview"),
    path(f"{MAKING}sessions/", making_sessions.sessions, name="making_sessions"),
    path(f"{MAKING}sessions/new/", making_sessions.session_new, name="making_session_new"),
    path(f"{MAKING}sessions/weekly/", making_sessions.sessions_weekly, name="making_sessions_weekly"),
    path(f"{MAKING}sessions/order/", making_sessions.order, name="making_order"),
    path(SESSION, making_sessions.session, name="making_session"),
    path(f"{SESSION}replay/", making_replay.making_replay, name="making_replay"),
    path(f"{SESSION}replay/days/", making_replay.making_replay_days, name="making_replay_days"),
    path(f"{SESSION}replay/removal/", making_replay.making_replay_removal, name="making_replay_removal"),
    path(f"{SESSION}removal/", making_sessions.removal, name="making_removal"),
    path(f"{SESSION}move/", making_announced.move, name="making_move"),
    path(f"{SESSION}postponement/", making_announced.postponement, name="making_postponement"),
    path(
        f"{SESSION}cancellation/", making_announced.session_cancellation, name="making_session_cancellation"
    ),
    path(f"{MAKING}cancellation/", making_announced.cancellation, name="making_cancellation"),
    path(f"{MAKING}terms/", making_terms.terms, name="making_terms"),
    path(f"{MAKING}places/", making_terms.pools, name="making_pools"),
    path(f"{MAKING}places/new/", making_terms.pool_new, name="making_pool_new"),
    path(POOL, making_terms.pool, name="making_pool"),
    path(f"{POOL}removal/", making_terms.pool_removal, name="making_pool_removal"),
    path(f"{MAKING}questions/", making_questions.questions, name="making_questions"),
    path(QUESTION, making_questions.question, name="making_question"),
    path(f"{QUESTION}place/", making_questions.question_place, name="making_question_place"),
    path(f"{QUESTION}removal/", making_questions.question_removal, name="making_question_removal"),
    path(f"{MAKING}survey/", making_questions.survey_questions, name="survey_questions"),
    path(f"{SURVEY}place/", making_questions.survey_question_place, name="survey_question_place"),
    path(f"{SURVEY}removal/", making_questions.survey_question_removal, name="survey_question_removal"),
    path(f"{MAKING}publication/", making_publication.publication, name="making_publication"),
    path(f"{MAKING}held-back/", making_publication.held_back, name="making_held_back"),
    path(f"{MAKING}discard/", making_publication.discarding, name="making_discard"),
    path(f"{MAKING}copy/", making_publication.copying, name="making_copy"),
    path(f"{MAKING}template/", making_publication.template, name="making_template"),
    path(RULES, making_rules.house_rules, name="house_rules"),
    path(f"{RULES}new/", making_rules.house_rule_new, name="house_rule_new"),
    path(f"{RULES}<uuid:house_rule_id>/end/", making_rules.house_rule_end, name="house_rule_end"),
]
