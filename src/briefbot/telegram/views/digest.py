"""Digests and follows in Telegram: the messages of a digest, and the buttons under them."""

from collections.abc import Sequence
from dataclasses import replace

from briefbot.dialogue.buttons import EndFollow, OnAnswer, data_of
from briefbot.dialogue.commands.questions import More
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.dialogue.replies import Digested, Followed, Following, Reply
from briefbot.digests.model import Contents
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

# What was drawn of digests.
Drawn = dict[tuple[ReaderLocale, replies.Run], tuple[Piece, ...]]


def packed_digest(
    contents: Contents, head: Sequence[str], locale: ReaderLocale, known: Drawn | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """A digest as HTML messages, each with the fingerprints of what it is the first to show whole; `head` stands above it.

    What is `known` is not drawn again, and what is drawn is put there.
    """
    known = {} if known is None else known
    drawn: list[Sequence[Piece]] = [_drawn([replies.digest_title(head, locale)], locale)]
    shown: list[tuple[str, ...]] = [()]
    for run in replies.numbered(contents):
        if (locale, run) not in known:
            known[locale, run] = _drawn(replies.told(run, locale), locale)
        drawn.append(known[locale, run])
        shown.append(tuple(news.fingerprint for statement in run.statements for news in statement.members))
    return [
        (html, tuple(dict.fromkeys(fingerprint for number in numbers for fingerprint in shown[number])))
        for html, numbers in packed(drawn)
    ]


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
