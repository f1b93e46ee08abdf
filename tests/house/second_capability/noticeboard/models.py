"""A board and what is pinned to it."""

from django.db import models

from ontact.foundation.models import Kept


class Board(Kept):
    room = models.OneToOneField("rooms.Room", on_delete=models.CASCADE, related_name="+")


class Pin(Kept):
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="pins")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
