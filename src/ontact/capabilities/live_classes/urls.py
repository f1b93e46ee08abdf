"""Addresses of live classes; the room of a session lies under its class."""

from django.urls import path

from ontact.capabilities.live_classes.views import desk, materials, room, text, visitor

app_name = "live_classes"

urlpatterns = [
    path("", visitor.classes, name="classes"),
    path("desk/", desk.desk, name="desk"),
    path("new/", desk.new, name="new"),
    path("<uuid:programme_id>/", visitor.live_class, name="class"),
    path("<uuid:programme_id>/desk/", desk.class_desk_page, name="class_desk"),
    path("<uuid:programme_id>/children/", desk.children, name="children"),
    path("<uuid:programme_id>/leaders/", desk.leaders, name="leaders"),
    path("<uuid:programme_id>/leaders/<uuid:leader_id>/removal/", desk.leader_removal, name="leader_removal"),
    path("<uuid:programme_id>/leaders/<uuid:leader_id>/link/", desk.leader_link, name="leader_link"),
    path("<uuid:programme_id>/themes/", desk.themes, name="themes"),
    path("<uuid:programme_id>/materials/", materials.materials, name="materials"),
    path("<uuid:programme_id>/materials/<uuid:material_id>/", visitor.material, name="material"),
    path(
        "<uuid:programme_id>/materials/<uuid:material_id>/removal/",
        materials.material_removal,
        name="material_removal",
    ),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/", room.session, name="session"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/entry/", room.entry, name="entry"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/text/", text.text, name="text"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/text/live/", text.text_live, name="text_live"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/text/chat/", text.text_chat, name="text_chat"),
    path("<uuid:programme_id>/sessions/<uuid:session_id>/text/hand/", text.text_hand, name="text_hand"),
    path(
        "<uuid:programme_id>/sessions/<uuid:session_id>/text/polls/<uuid:poll_id>/",
        text.text_answer,
        name="text_answer",
    ),
]
