"""Addresses of what follows a place."""

from django.urls import path

from ontact.commons.registrations.views import (
    attendance,
    certificate_desk,
    certificates,
    making,
    making_announced,
    making_publication,
    making_questions,
    making_rules,
    making_sessions,
    making_terms,
    survey,
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
