"""Files: upload, checks, pages, playback."""

from ontact.foundation.capability import Capability


class Media(Capability):
    name = "ontact.commons.media"
    label = "media"
    url_prefix = "media/"
