"""Sketch: a replay that counts as attendance."""

from ontact.foundation.capability import Capability


class VideoCourses(Capability):
    name = "ontact.capabilities.video_courses"
    label = "video_courses"
