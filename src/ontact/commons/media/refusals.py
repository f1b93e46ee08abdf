"""Why a file is not accepted: each reason with its sentence and its way out, at the door and after the check."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ontact.commons.media.engine.kinds import ACCEPTED
from ontact.foundation.errors import RuleBroken

SAVE_AGAIN = _("Open it on your computer, save it again and upload the new copy.")


class FileRefused(RuleBroken):
    """Base of all reasons; `name` is always among the facts."""

    status = 422


class TooLarge(FileRefused):
    code = "too-large"
    status = 413
    text = _("%(name)s has %(megabytes)s MB; up to %(limit)d MB are accepted.")
    way_out = _("Save it with smaller pictures, or split it into parts.")


class Empty(FileRefused):
    code = "empty"
    text = _("%(name)s is empty.")
    way_out = _("Please choose the file again; the copy on your device may not have been finished.")


class Incomplete(FileRefused):
    code = "incomplete"
    text = _("%(name)s did not arrive whole.")
    way_out = _("Please upload it again.")


class NoFile(FileRefused):
    code = "no-file"
    text = _("No file arrived.")
    way_out = _("Please choose a file and upload it again.")


class UnknownKind(FileRefused):
    code = "unknown-kind"
    text = _("%(name)s is not of a kind that can be accepted.")
    way_out = _(
        "PDF, pictures (PNG, JPEG, WebP) and office files (docx, pptx, xlsx, odt, hwp, hwpx) are accepted."
    )


class OtherKind(FileRefused):
    code = "other-kind"
    text = _("%(name)s ends in .%(ending)s, but its content is %(found)s.")
    way_out = _("Correct the ending of its name, or save it again as what it should be.")


class OldOffice(FileRefused):
    code = "old-office"
    text = _("%(name)s comes from an office program of before 2007.")
    way_out = _("Save it as docx, xlsx, pptx or PDF and upload that.")


class HasMacros(FileRefused):
    code = "has-macros"
    text = _("%(name)s contains macros, which could do harm on other people's computers.")
    way_out = _("Save it without macros (docx, xlsx, pptx) or as PDF.")


class Locked(FileRefused):
    code = "locked"
    text = _("%(name)s is locked with a password.")
    way_out = _("Save it without a password and upload that copy.")


class Damaged(FileRefused):
    code = "damaged"
    text = _("%(name)s is damaged and cannot be opened.")
    way_out = SAVE_AGAIN


class Inflates(FileRefused):
    code = "inflates"
    text = _("%(name)s is small, but would become far too large when opened.")
    way_out = SAVE_AGAIN


class TooManyPages(FileRefused):
    code = "too-many-pages"
    text = _("%(name)s has %(pages)d pages; up to %(limit)d are accepted.")
    way_out = _("Split it into parts and upload them one by one.")


class TooManyPixels(FileRefused):
    code = "too-many-pixels"
    text = _("%(name)s has %(millions)d million pixels; up to %(limit)d million are accepted.")
    way_out = _("Save the picture at a smaller size and upload that.")


class TooHard(FileRefused):
    code = "too-hard"
    text = _("%(name)s could not be opened within the time and memory that a file may take.")
    way_out = _("Save it as a simple PDF, for example by printing it to PDF, and upload that.")


class GivenUp(FileRefused):
    code = "given-up"
    text = _("The check of %(name)s was interrupted three times.")
    way_out = _("Please upload it again; if it happens again, please tell the office.")


class NoRoom(FileRefused):
    code = "no-room"
    status = 507
    text = _("There is no space left to keep %(name)s.")
    way_out = _("Please tell the office; everything else you entered has been kept.")


class NoVideo(FileRefused):
    code = "no-video"
    text = _("%(name)s is not a video that can be accepted.")
    way_out = _("Videos as MP4, MOV, WebM or MKV are accepted.")


class VideoTooLarge(FileRefused):
    code = "video-too-large"
    status = 413
    text = _("%(name)s has %(megabytes)s MB; up to %(limit)d MB are accepted.")
    way_out = _("Save it with a smaller picture: 720 lines are enough here.")


class TooLong(FileRefused):
    code = "too-long"
    text = _("%(name)s is %(minutes)d minutes long; up to %(limit)d are accepted.")
    way_out = _("Cut it, and upload what matters.")


class NoPicture(FileRefused):
    code = "no-picture"
    text = _("%(name)s has sound, but no moving picture.")
    way_out = _("Upload the recording with its picture.")


class Unplayable(FileRefused):
    code = "unplayable"
    text = _("%(name)s could not be made into a video that plays everywhere.")
    way_out = _("Open it in a video program, save it as MP4 (H.264) and upload the new copy.")


class NoFilmProgram(FileRefused):
    code = "no-film-program"
    status = 503
    text = _("This hall cannot take in videos at present.")
    way_out = _("The program that prepares them is missing. Please tell those who run the hall.")


REASONS: dict[str, type[FileRefused]] = {kind.code: kind for kind in FileRefused.__subclasses__()}


def reason(code: str, name: str, facts: dict[str, Any]) -> FileRefused:
    """The refusal with this code, ready to be shown or raised. Facts that are missing read as 0."""
    known = {
        "pages": 0,
        "limit": 0,
        "minutes": 0,
        "millions": 0,
        "megabytes": "0",
        "ending": "",
        "found": "",
        **facts,
    }
    return REASONS.get(code, Damaged)(**{**known, "name": name})


def kinds_in_words() -> str:
    return ", ".join(kind.label for kind in ACCEPTED)
