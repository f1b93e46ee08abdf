"""Telling people: queue a notice in the caller's transaction, deliver it afterwards."""

from ontact.commons.notices.actions.delivering import deliver_due, deliver_due_later
from ontact.commons.notices.actions.letters import Attachment
from ontact.commons.notices.actions.retention import erase, forget_addresses, forget_old_addresses
from ontact.commons.notices.actions.sending import Letter, drop, send, send_all

__all__ = [
    "Attachment",
    "Letter",
    "deliver_due",
    "deliver_due_later",
    "drop",
    "erase",
    "forget_addresses",
    "forget_old_addresses",
    "send",
    "send_all",
]
