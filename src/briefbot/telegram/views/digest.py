"""Digests and follows, drawn as Telegram's blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefbot.dialogue.outgoing import Act, Button, Keyboard, Press
from briefbot.dialogue.replies import Digested, Followed, Following, Planned, Reply, Stopped
from briefbot.digests.model import Contents, Statement
from briefbot.model import Citation
from briefbot.rendering import digest_phrases, phrases
from briefbot.telegram.views import keyboards
from briefbot.telegram.views.citations import quotation
from briefbot.telegram.views.messages import Block, Piece, Run, cut, drawn, notice, packed
from briefbot.wording.locale import ReaderLocale

# As many sources as anybody reads stand under one statement.
_SOURCES = 12
_FOLLOW = 40
# So that the longest list is one message, which its buttons can change.
_LISTED = 60
_BUTTONS = 20

# What was drawn of digests: of a statement under its number and, where it is the first for a follow, below that.
Drawn = dict[tuple[ReaderLocale, str | None, Statement, int], tuple[Piece, ...]]
DigestReply = Digested | Followed | Following | Stopped | Planned


def packed_digest(
    contents: Contents, head: Sequence[str], manner: ReaderLocale, known: Drawn | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """A digest as HTML messages, each with the fingerprints of what it is the first to show whole; `head` stands above it.

    What is `known` is not drawn again, and what is drawn is put there.
    """
    known = {} if known is None else known
    pieces: list[Sequence[Piece]] = [drawn(_title(head, manner), manner)]
    told: list[tuple[str, ...]] = [()]
    for title, statement, number in _numbered(contents):
        key = manner, title, statement, number
        if key not in known:
            known[key] = drawn((*_heading(title), *_statement(statement, number, manner)), manner)
        pieces.append(known[key])
        told.append(tuple(news.fingerprint for news in statement.members))
    return [
        (html, tuple(dict.fromkeys(fingerprint for number in numbers for fingerprint in told[number])))
        for html, numbers in packed(pieces)
    ]


def blocks(reply: DigestReply, manner: ReaderLocale) -> list[Block]:
    """The paragraphs of a reply on follows and digests."""
    match reply:
        case Digested():
            head = digest_phrases.digested(reply, manner)
            told = _numbered(reply.contents, reply.skip + 1)
            return [
                _title(head, manner),
                *((*_heading(title), *_statement(statement, number, manner)) for title, statement, number in told),
            ]
        case Followed():
            said = [notice(line) for line in digest_phrases.followed(reply, manner)]
            sample = [quotation(citation, number, manner) for number, citation in enumerate(reply.sample, start=1)]
            return [*said[:2], *sample, *said[2:]]
        case Following():
            under = [notice(line) for line in digest_phrases.following(reply, manner)]
            return [*([_listed(reply)] if reply.follows else []), *under]
        case Stopped():
            return [notice(digest_phrases.stopped(reply, manner))]
        case Planned():
            return [notice(line) for line in digest_phrases.planned(reply, manner)]


def cited(reply: Digested | Followed) -> tuple[Citation, ...]:
    """What a reply shows, in the order of its numbers."""
    if isinstance(reply, Followed):
        return reply.sample
    return tuple(statement.lead.citation for statement in reply.contents.statements)


def under(reply: Reply, manner: ReaderLocale, answer_id: int = 0) -> Keyboard:
    """The buttons of a reply on follows and digests; of others none."""
    match reply:
        case Digested(contents, skip=skip):
            shown = skip + contents.shown
            return keyboard(answer_id, contents, manner, first_number=skip + 1, left=contents.of - shown)
        case Followed(sample=sample) if sample:
            return keyboards.under_answer(answer_id, sample, manner=manner)
        case Following(follows):
            return tuple(
                (Button(f"✕ {number}. {cut(follow.text, _FOLLOW)}", Press(Act.UNFOLLOW, follow.id).data),)
                for number, follow in enumerate(follows[:_BUTTONS], start=1)
            )
        case _:
            return ()


def keyboard(answer_id: int, contents: Contents, manner: ReaderLocale, *, first_number: int = 1, left: int = 0) -> Keyboard:
    """A number for each statement, and a button for what is `left`."""
    shown = [statement.lead.citation for statement in contents.statements]
    rows = keyboards.under_answer(answer_id, shown, first_number, manner=manner) if shown else ()
    button = Button(digest_phrases.rest(left, manner), Press(Act.MORE, answer_id).data)
    return (*rows, (button,)) if left > 0 else rows


def without(reply: Following, number: int) -> Following:
    """The list of what is followed, without the one of this number."""
    return replace(reply, follows=tuple(follow for follow in reply.follows if follow.id != number))


def _listed(reply: Following) -> Block:
    return tuple(
        run
        for number, follow in enumerate(reply.follows, start=1)
        for run in (*((Run("\n"),) if number > 1 else ()), Run(f"{number}. ", bold=True), Run(cut(follow.text, _LISTED)))
    )


def _title(head: Sequence[str], manner: ReaderLocale) -> Block:
    return (Run(manner.say(digest_phrases.TITLE), bold=True), *(Run(f"\n{line}") for line in head))


def _numbered(contents: Contents, number: int = 1) -> Iterator[tuple[str | None, Statement, int]]:
    """Each statement with its number and, where it is the first for a follow, the follow."""
    for section in contents.sections:
        title = section.title
        for statement in section.statements:
            yield title, statement, number
            number, title = number + 1, None


def _heading(title: str | None) -> Block:
    """What stands above the first statement for a follow, in one block with it, so that no message ends with it."""
    return (Run("▪ "), Run(cut(title, 200), bold=True), Run("\n\n")) if title else ()


def _statement(statement: Statement, number: int, manner: ReaderLocale) -> Block:
    others = sources(statement, manner)
    told = (Run(f"\n{digest_phrases.also_in(others, manner)}"),) if others else ()
    return (*quotation(statement.lead.citation, number, manner), *told)


def sources(statement: Statement, manner: ReaderLocale) -> list[str]:
    """Who else tells a statement, each with the day: those under whose name it is shown are not among them."""
    lead = statement.lead.citation.document
    seen: dict[str, None] = {}
    for news in statement.others:
        document = news.citation.document
        if (document.source, document.published) != (lead.source, lead.published) or document.source is None:
            seen.setdefault(f"{cut(document.source or document.id, 100)} ({phrases.day(document.published, manner)})")
    names = list(seen)
    return [*names[:_SOURCES], *(["…"] if len(names) > _SOURCES else [])]
