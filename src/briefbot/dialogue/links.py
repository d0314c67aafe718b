"""Links to quotations: what a link carries, and which words of the present text it means."""

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from briefbot.dialogue.pages import Pages
from briefbot.language.folding import letters
from briefbot.language.names import FAMILY, matches
from briefbot.language.text import nearest
from briefbot.model import Citation, Passage, Span

# What stands behind ?start= of a link to a quotation: at most 64 of the characters that Telegram lets through.
_PAYLOAD = re.compile(r"q(?P<number>[0-9a-z]{1,12})")
# The same for what leads from inline mode into the private chat: to ask there, or with a question that waits there.
ASK = "ask"
_QUESTION = re.compile(r"a-(?P<token>[\w-]{1,62})", re.ASCII)
# What the inline query of a button that shares a quotation says: no question looks like it.
_SHARING = re.compile(r"link:(?P<payload>\w+)")
_DIGITS = string.digits + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Account:
    """The bot's name in Telegram, without the @, and whether it has inline mode; the pages that links lead to, if any."""

    username: str
    inline: bool
    pages: Pages | None = None

    def url(self, payload: str) -> str:
        """The address that opens the private chat with the bot, and says this to it."""
        return f"https://t.me/{self.username}?start={payload}"

    def leading_to(self, number: int, document_id: str) -> str:
        """The address of the link with this number: of the words on the document's page or, without pages, in the chat."""
        carried = payload(number)
        return self.pages.place(document_id, carried) if self.pages else self.url(carried)

    def shared(self, number: int, document_id: str) -> "Shared":
        """How the quotation of this link is passed on."""
        return Shared(self.leading_to(number, document_id), f"link:{payload(number)}" if self.inline else "")


@dataclass(frozen=True, slots=True)
class Shared:
    """The address of a quotation's link, and the inline query that brings the quotation; empty without inline mode."""

    url: str
    inline: str = ""

    @property
    def forwarding(self) -> str:
        """The address at which Telegram asks into which chat the link shall go."""
        return f"https://t.me/share/url?url={quote(self.url, safe='')}"


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation as it was when its link was made: words at a place of a document, and under whose name they stood."""

    number: int
    document_id: str
    span: Span
    text: str
    speaker: str | None
    made_at: datetime

    def means(self, citation: Citation) -> bool:
        """Whether this is the link of a citation of its document: the same words, there or moved there."""
        return nearest(self.text, citation.document.text, self.span.start) == citation.span


def payload(number: int) -> str:
    """What a link carries, for its number."""
    return f"q{base36(number)}"


def number_in(carried: str) -> int | None:
    """The number of the link that carries this, None where it is no such link."""
    match = _PAYLOAD.fullmatch(carried)
    return int(match["number"], 36) if match else None


def question_payload(token: str) -> str:
    """What leads into the private chat with the question that is kept under this token."""
    return f"a-{token}"


def question_in(carried: str) -> str | None:
    """The token of the question that this leads to, None where it leads to none."""
    match = _QUESTION.fullmatch(carried)
    return match["token"] if match else None


def carried_by(typed: str) -> str:
    """What the link carries that somebody typed or pasted: its whole address, or only the end of it."""
    return re.split(r"start=|link:|#", typed.strip())[-1]


def shared_in(query: str) -> str | None:
    """What the link carries that an inline query names, None where it names none."""
    match = _SHARING.fullmatch(query.strip())
    return match["payload"] if match else None


def present(link: Link, text: str, passages: Sequence[Passage]) -> int | None:
    """Which passage of a document's present text is the quotation of a link, None where it is gone.

    It is the one that has the very words or is shown in them, or is mostly these words; or else one that differs in nothing
    but case, accents, spaces and marks. Of several, it is the one nearest to where the words stood.
    """
    places = [(at, place) for at, passage in enumerate(passages) for place in {passage.shown, passage.span}]
    same = [one for one in places if one[1].of(text) == link.text]
    there = None if same else nearest(link.text, text, link.span.start)
    recut = [one for one in places if there and _is_mostly(one[1], there)]
    wanted = "" if same or recut else letters(link.text)
    alike = [one for one in places if wanted and letters(one[1].of(text)) == wanted]
    found = min(same or recut or alike, key=lambda one: abs(one[1].start - link.span.start), default=None)
    return None if found is None else found[0]


def is_another(before: str | None, now: str | None) -> bool:
    """Whether words stand under another's name than before; a fuller name of one person ("Lavrov", "Sergei Lavrov") is not."""
    if before is None or now is None:
        return before is not now
    return max(matches(before, now), matches(now, before)) < FAMILY


def _is_mostly(one: Span, other: Span) -> bool:
    """Whether each has at least half of its characters in the other: the words may be cut a little otherwise."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(len(one), len(other))


def base36(number: int) -> str:
    """A number from 0 in digits and letters."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
