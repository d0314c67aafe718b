"""The sentences of links to quotations and of inline mode."""

from typing import TYPE_CHECKING

from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

if TYPE_CHECKING:
    from briefbot.dialogue.replies import Opened, Withdrawn

SHARE = N_("Share")
AS_PICTURE = N_("As a picture")
NO_PICTURE = N_("This quotation cannot be drawn: it is too long, or has letters that the picture’s fonts lack.")
UNKNOWN_LINK = N_("That link leads to no quotation; perhaps not all of it was copied.")

# Under a quotation in another chat, with a link into the private chat.
IN_CONTEXT = N_("Read it in context")
GOES_ON = N_("The quotation goes on; read all of it")

# Above the results of an inline query; a tap leads into the private chat. Telegram shows about 40 characters.
ASK_THERE = N_("Ask in the private chat")
NOTHING = N_("Nothing found; ask in the private chat")
NOT_ALL = N_("Nothing on all of that; ask in the private chat")
PRIVATE = N_("This bot is private")
QUESTION_GONE = N_("That question is forgotten by now. Please type it again.")

# {day} is when the link was made.
_ANOTHER = N_("Corrected: on {day}, when this link was made, the words stood under another name: {who}")
_NO_LONGER_NAMED = N_(
    "Corrected: nobody is named any more. On {day}, when this link was made, the words stood under a name: {who}"
)
_NAMED_NOW = N_("Corrected: on {day}, when this link was made, nobody was named.")
_CHANGED = N_("The quotation behind this link was withdrawn: its document has changed since {day}. This is the document now:")
_GONE = N_("The quotation behind this link of {day} was withdrawn: its document is no longer in the archive.")


def corrected(opened: "Opened", locale: ReaderLocale) -> str:
    """That a quotation stands under another name than when its link was made."""
    day = locale.day(opened.link.made_at.date())
    if opened.link.speaker is None:
        return locale.say(_NAMED_NOW, day=day)
    return locale.say(_ANOTHER if opened.citation.speaker else _NO_LONGER_NAMED, day=day, who=locale.name(opened.link.speaker))


def withdrawn(gone: "Withdrawn", locale: ReaderLocale) -> str:
    """That a quotation is gone."""
    return locale.say(_CHANGED if gone.document else _GONE, day=locale.day(gone.link.made_at.date()))
