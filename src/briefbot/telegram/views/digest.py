"""Digests and follows in Telegram: the messages of a digest, and the buttons under them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefbot.dialogue.buttons import EndFollow, OnAnswer, data_of
from briefbot.dialogue.commands.questions import More
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.dialogue.replies import Digested, Followed, Following, Reply
from briefbot.digests.model import Contents
from briefbot.digests.queued import BEGINNING, Position, Step
from briefbot.model import Citation
from briefbot.rendering import digest_phrases, replies
from briefbot.rendering.blocks import Block
from briefbot.rendering.phrases import cut
from briefbot.telegram.views import keyboards
from briefbot.telegram.views.html import Piece, packed, pieces
from briefbot.telegram.views.messages import paragraphs
from briefbot.wording.locale import ReaderLocale

_FOLLOW = 40
_BUTTONS = 20


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """One message of a digest as HTML, and the step that it is: what it is the first to show whole, and what follows it."""

    html: str
    step: Step


def next_message(
    contents: Contents, head: Sequence[str], locale: ReaderLocale, at: Position = BEGINNING
) -> DigestMessage | None:
    """The message of a digest that begins at a position, None where nothing is left; `head` stands above the first."""
    drawn: list[Sequence[Piece]] = [_drawn([replies.digest_title(head, locale)], locale)]
    shown: list[tuple[str, ...]] = [()]
    for run in replies.numbered(contents):
        drawn.append(_drawn(replies.told(run, locale), locale))
        shown.append(tuple(news.fingerprint for statement in run.statements for news in statement.members))
    left = {
        Position(number, n): piece
        for number, paragraph in enumerate(drawn)
        for n, piece in enumerate(paragraph)
        if (number, n) >= at
    }
    if not left:
        return None
    html, taken = packed((piece,) for piece in left.values())[0]
    positions = list(left)
    whole = (number for number, n in positions[: len(taken)] if n == len(drawn[number]) - 1)
    fingerprints = tuple(dict.fromkeys(fingerprint for number in whole for fingerprint in shown[number]))
    then = positions[len(taken)] if len(taken) < len(positions) else None
    return DigestMessage(html, Step(fingerprints, then))


def _drawn(blocks: Sequence[Block], locale: ReaderLocale) -> tuple[Piece, ...]:
    """Blocks that make one paragraph."""
    (paragraph,) = paragraphs(blocks)
    return pieces(paragraph, locale)


def cited(reply: Digested | Followed) -> tuple[Citation, ...]:
    """What a reply shows, in the order of its numbers."""
    if isinstance(reply, Followed):
        return reply.sample
    return tuple(statement.lead.citation for statement in reply.contents.statements)


def under(reply: Reply, locale: ReaderLocale, answer_id: int = 0) -> Keyboard:
    """The buttons of a reply on follows and digests; of others none."""
    match reply:
        case Digested(contents, skip=skip):
            shown = skip + contents.shown
            return keyboard(answer_id, contents, locale, first_number=skip + 1, left=contents.of - shown)
        case Followed(sample=sample) if sample:
            return keyboards.under_answer(answer_id, sample, locale=locale)
        case Following(follows):
            return tuple(
                (Button(f"✕ {number}. {cut(follow.text, _FOLLOW)}", data_of(EndFollow(follow.id))),)
                for number, follow in enumerate(follows[:_BUTTONS], start=1)
            )
        case _:
            return ()


def keyboard(answer_id: int, contents: Contents, locale: ReaderLocale, *, first_number: int = 1, left: int = 0) -> Keyboard:
    """A number for each statement, and a button for what is `left`."""
    shown = [statement.lead.citation for statement in contents.statements]
    rows = keyboards.under_answer(answer_id, shown, first_number, locale=locale) if shown else ()
    button = Button(digest_phrases.rest(left, locale), data_of(OnAnswer(answer_id, More())))
    return (*rows, (button,)) if left > 0 else rows


def without(reply: Following, number: int) -> Following:
    """The list of what is followed, without the one of this number."""
    return replace(reply, follows=tuple(follow for follow in reply.follows if follow.id != number))
