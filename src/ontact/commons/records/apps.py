"""What must be kept, how long, and who may see it."""

from ontact.foundation.capability import Capability


class Records(Capability):
    name = "ontact.commons.records"
    label = "records"
    url_prefix = "records/"
