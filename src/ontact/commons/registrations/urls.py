"""Addresses of sign-up, of places, and of what follows them."""

from django.urls import path

from ontact.commons.registrations.views import (
    attendance,
    certificate_desk,
    certificates,
    places,
    press,
    public,
    sign_up,
    survey,
)
from ontact.commons.registrations.views import household as homes

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
]
