"""Who comes near what guardians are asked: a guardian by the link alone, and the clerk of the meeting."""

from ontact.capabilities.meetings.errors.consents import ConsentLinkOver, ConsentLinkUnknown
from ontact.capabilities.meetings.models import ConsentRequest
from ontact.foundation.ids import digest


def consent_door(secret: str) -> ConsentRequest:
    """One query by digest, so nothing can be guessed from time.

    Raises:
        ConsentLinkUnknown, ConsentLinkOver.
    """
    rows = ConsentRequest.objects.filter(digest=digest(secret))
    found: ConsentRequest | None = rows.select_related(
        "meeting__room", "meeting__host", "standing_list__host", "child", "guardian"
    ).first()
    if found is None:
        raise ConsentLinkUnknown
    if not found.is_valid():
        raise ConsentLinkOver
    return found
