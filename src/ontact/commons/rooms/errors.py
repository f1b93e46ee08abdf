"""What a room says when it says no: one sentence, one way out each."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import MachineAway, RuleBroken


class RoomNotOpen(RuleBroken):
    code = "room-not-open"
    text = _("The room is not open yet.")
    way_out = _("Stay on this page: it opens by itself when the doors open.")


class RoomIsOver(RuleBroken):
    code = "room-over"
    text = _("This meeting is over.")
    way_out = _("What was decided will be published on the meeting's page.")


class RoomFull(RuleBroken):
    code = "room-full"
    text = _("All %(capacity)d places in the room are taken.")
    way_out = _("Try again in a few minutes, or call the number on your invitation.")


class RoomLocked(RuleBroken):
    code = "room-locked"
    text = _("The chair has locked the room: nobody new is let in at the moment.")
    way_out = _("Call the number on your invitation if you are expected inside.")


class SeatTakenBack(RuleBroken):
    code = "seat-taken-back"
    status = 403
    text = _("This invitation has been withdrawn.")
    way_out = _("If you think this is a mistake, call the number on your invitation.")


class Banned(RuleBroken):
    code = "banned"
    status = 403
    text = _("The chair has removed you from this room.")
    way_out = _("If you think this is a mistake, call the number on your invitation.")


class Refused(RuleBroken):
    code = "refused"
    status = 403
    text = _("The desk did not let you in.")
    way_out = _("You can ask again, or call the number on your invitation.")


class NotAdmitted(RuleBroken):
    code = "not-admitted"
    text = _("You have not been let in yet.")
    way_out = _("Please wait in the lobby: the page goes on by itself.")


class SideRoomsStand(RuleBroken):
    code = "side-rooms-stand"
    text = _("Side rooms are open already.")
    way_out = _("Call everybody back first, then open new ones.")


class NoSideRoom(RuleBroken):
    code = "no-side-room"
    text = _("This side room is not open to you.")
    way_out = _("Ask the clerk to send you there, or stay in the meeting.")


class OpenedElsewhere(RuleBroken):
    code = "opened-elsewhere"
    text = _("You are in this room on another device.")
    way_out = _("You can go on listening here, or open your link again to speak from this device.")


class LeftTheRoom(RuleBroken):
    code = "left"
    text = _("You have left the room.")
    way_out = _("Go back in through the door; your seat is kept.")


class ListensOnly(RuleBroken):
    code = "listens-only"
    status = 403
    text = _("This device only listens.")
    way_out = _("Use the device on which you opened the room last.")


class DeskOnly(RuleBroken):
    code = "desk-only"
    status = 403
    text = _("This is for the chair and the clerk.")
    way_out = _("Raise your hand to speak, or write in the chat.")


class NobodyWaits(RuleBroken):
    code = "nobody-waits"
    text = _("Nobody in the queue is in the room.")
    way_out = _("Give the floor to someone from the list of people.")


class NotByHand(RuleBroken):
    code = "not-by-hand"
    status = 422
    text = _("A rejoinder is given by the desk; a hand cannot ask for it.")
    way_out = _("Raise your hand for a statement, a question or a point of order.")


class NoFloorToChange(RuleBroken):
    code = "no-floor"
    text = _("Nobody has the floor at the moment.")
    way_out = _("Give the floor first.")


class NotInTheRoom(RuleBroken):
    code = "not-in-the-room"
    text = _("%(title)s cannot be given the floor: this seat is not let in.")
    way_out = _("Let them in from the lobby first.")


class StageUnclear(RuleBroken):
    code = "stage-unclear"
    status = 422
    text = _("“%(layout)s” takes %(least)d to %(most)d people; you named %(count)d.")
    way_out = _("Name more or fewer people, or choose another arrangement.")


class NotForTheStage(StageUnclear):
    code = "not-for-the-stage"
    text = _("Somebody you named for the stage has not been let into this room.")
    way_out = _("Let them in from the lobby first, or name somebody else.")


class ChairStays(RuleBroken):
    code = "chair-stays"
    text = _("The chair cannot be removed, and nobody can remove themselves.")
    way_out = _("To go, press Leave.")


class NoSuchPage(RuleBroken):
    code = "no-such-page"
    status = 422
    text = _("This paper has %(pages)d pages.")
    way_out = _("Choose a page between 1 and %(pages)d.")


class PaperNotReady(RuleBroken):
    code = "paper-not-ready"
    text = _("This paper cannot be shown on the stage yet.")
    way_out = _("Its pages are still being prepared, or it is not a document with pages.")


class NothingSaid(RuleBroken):
    code = "nothing-said"
    status = 422
    text = _("The message is empty.")
    way_out = _("Write at least one word.")


class TooLong(RuleBroken):
    code = "too-long"
    status = 422
    text = _("The message has %(length)d characters; the chat takes up to %(most)d.")
    way_out = _("Send it in two parts.")


class TooFast(RuleBroken):
    code = "too-fast"
    status = 429
    text = _("That was very quick: at most %(most)d messages in %(seconds)d seconds.")
    way_out = _("Wait a few seconds and send it again; your text is kept.")


class NoBooth(RuleBroken):
    code = "no-booth"
    status = 403
    text = _("This seat does not interpret into that language.")
    way_out = _("The clerk sets the two languages of an interpreter on the list of people.")


class NoChannelHere(RuleBroken):
    code = "no-channel-here"
    text = _("A side room has no channels: here you interpret aloud.")
    way_out = _("Go back to the meeting to speak on your channel.")


class StillOnAir(RuleBroken):
    code = "still-on-air"
    text = _("%(title)s is still on air.")
    way_out = _("Ask your partner to hand over; then press “Take over”.")


class VoiceTaken(RuleBroken):
    code = "voice-taken"
    text = _("%(title)s of another booth speaks into this language already.")
    way_out = _("Wait until they have finished, or turn your direction.")


class NotServing(RuleBroken):
    code = "not-serving"
    status = 403
    text = _("Only interpreters and the stenographer can ask for slower speech.")
    way_out = _("Raise your hand, or write in the chat.")


class NotStenographer(RuleBroken):
    code = "not-stenographer"
    status = 403
    text = _("This seat does not type captions.")
    way_out = _("The clerk names the stenographer on the list of people.")


class CaptionTooLong(RuleBroken):
    code = "caption-too-long"
    status = 422
    text = _("The line has %(length)d characters; a caption has at most %(most)d.")
    way_out = _("Press Enter earlier: short lines are easier to read.")


class NobodyOfTheDesk(RuleBroken):
    code = "nobody-of-the-desk"
    status = 403
    text = _("Nobody who leads this room is here at the moment, so everything rests.")
    way_out = _("Wait a moment: everything goes on by itself when somebody is back.")


class NoSideRoomsForChildren(RuleBroken):
    code = "no-side-rooms-for-children"
    text = _("In a room for children there are no side rooms: nobody would look after them there.")
    way_out = _("Let everybody stay in the room.")


class PollUnclear(RuleBroken):
    code = "poll-unclear"
    status = 422
    text = _("A question needs words and %(least)d to %(most)d different answers to choose from.")
    way_out = _("Write the question and the answers, then open it again.")


class PollStands(RuleBroken):
    code = "poll-stands"
    text = _("Another question is still open.")
    way_out = _("Close it first.")


class PollIsClosed(RuleBroken):
    code = "poll-closed"
    text = _("This question has been closed.")
    way_out = _("Your last answer until then counts.")


class NoSuchChoice(RuleBroken):
    code = "no-such-choice"
    status = 422
    text = _("This answer is not among the choices.")
    way_out = _("Load the page again and choose one that is shown.")


class TimeTurnedRound(RuleBroken):
    code = "time-turned-round"
    status = 422
    text = _("The end must lie after the beginning.")
    way_out = _("Choose a later end.")


class MediaServerAway(MachineAway):
    """LiveKit did not answer. Trying again is safe."""

    code = "media-server-away"
    text = _(
        "Picture and sound are not available at the moment. Everything else goes on; we try again by ourselves."
    )


class MediaServerPreparing(MachineAway):
    """LiveKit is still being built on this machine."""

    code = "media-server-preparing"
    retry_after_s = 10
    text = _("Picture and sound are being prepared. They begin by themselves in a few minutes.")
