"""Pages of people: my data, the offices and their members, and the first hour."""

from django.urls import path

from ontact.commons.people.views import me, members, organisations, set_up

app_name = "people"
urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/forgetting/", me.forgetting, name="forgetting"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/import/", organisations.office_import, name="import"),
    path("organisations/imported/", organisations.imported_offices, name="imported"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/mandates/", organisations.mandates, name="mandates"),
    path("organisations/<uuid:organisation_id>/members/", members.members, name="members"),
    path("memberships/<uuid:membership_id>/ending/", members.ending, name="ending"),
    path("memberships/<uuid:membership_id>/resumption/", members.resumption, name="resumption"),
    path("setup/", set_up.key, name="setup"),
    path("setup/city/", set_up.city, name="setup_city"),
    path("setup/administrator/", set_up.administrator, name="setup_administrator"),
    path("setup/offices/", set_up.offices, name="setup_offices"),
    path("setup/end/", set_up.end, name="setup_end"),
    path("setup/first-steps/", set_up.first_steps, name="first_steps"),
]
