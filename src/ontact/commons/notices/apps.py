"""Mail out, in the reader's language."""

from ontact.foundation.capability import Capability


class Notices(Capability):
    name = "ontact.commons.notices"
    label = "notices"
    url_prefix = "notices/"
