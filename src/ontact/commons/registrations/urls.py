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
    places,
    press,
    public,
    sign_up,
    statistics,
    survey,
    waiting,
)
from ontact.commons.registrations.views import (
    household as homes,
)

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
