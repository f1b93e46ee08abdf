"""Addresses of what follows a place."""

from django.urls import path

from ontact.commons.registrations.views import attendance, certificate_desk, certificates, survey, waiting

app_name = "registrations"

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
    # The waiting room of a rush.
    path("programmes/<uuid:programme_id>/waiting/", waiting.waiting, name="waiting"),
    path("programmes/<uuid:programme_id>/waiting/turn.json", waiting.waiting_turn, name="waiting_turn"),
    path("programmes/<uuid:programme_id>/waiting/order.json", waiting.waiting_order, name="waiting_order"),
]
