"""What a seat's device check found: the way in, the line, microphone and camera."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Seat
from ontact.foundation.clock import now
from ontact.foundation.models import Kept

# Opus hides a lost packet in fifty; at one in twenty words begin to break.
LOSS_IS_HEARD_FROM = 5.0
# Beyond this two people begin to talk at once (ITU-T G.114 counts 400 ms there and back as the limit for planning).
SLOW_FROM_MS = 400


class DeviceCheck(Kept):
    """The newest check of a seat counts, so there is one row for each; no address is kept."""

    class Way(models.TextChoices):
        UDP = "udp", _("directly (UDP)")
        TCP = "tcp", _("over TCP")
        RELAY = "relay", _("through the relay (TURN)")
        RELAY_443 = "relay_443", _("through the relay over port 443 (TURN/TLS)")
        NONE = "none", _("no way found")

    class Device(models.TextChoices):
        OK = "ok", _("works")
        SILENT = "silent", _("nothing was heard")
        OFF = "off", _("not tried")
        REFUSED = "refused", _("the browser may not use it")
        MISSING = "missing", _("none was found")
        BUSY = "busy", _("another program is using it")
        SHUT = "shut", _("this browser cannot use it")
        UNKNOWN = "unknown", _("it does not start")

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="device_check")
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    loss_percent = models.FloatField(_("lost packets (%)"), null=True, blank=True)
    trip_ms = models.PositiveIntegerField(_("there and back (ms)"), null=True, blank=True)
    microphone = models.CharField(_("microphone"), max_length=10, choices=Device.choices)
    # 0 … 100 over the 50 dB in which voices lie: the loudest moment.
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    camera = models.CharField(_("camera"), max_length=10, choices=Device.choices)
    browser = models.CharField(_("browser"), max_length=20, blank=True)
    at = models.DateTimeField(_("at"), default=now)

    @property
    def troubles(self) -> list[str]:
        """In a few words each, the gravest first; empty when the person can be heard and hears."""
        found = []
        if self.way == self.Way.NONE:
            found.append(gettext("no way for sound"))
        if self.loss_percent is not None and self.loss_percent >= LOSS_IS_HEARD_FROM:
            found.append(gettext("sound breaks up"))
        if self.trip_ms is not None and self.trip_ms >= SLOW_FROM_MS:
            found.append(gettext("slow line"))
        if self.microphone == self.Device.SILENT:
            found.append(gettext("microphone silent"))
        elif self.microphone != self.Device.OK:
            found.append(gettext("no microphone"))
        return found
