"""Digests and follows, drawn as lines for the console."""

from collections.abc import Iterator

from briefbot.dialogue.replies import Digested, Followed, Following, Planned, Stopped
from briefbot.digests.model import Statement
from briefbot.rendering import digest_phrases
from briefbot.rendering.lines import BLANK, Line, Style, citation, more, notice
from briefbot.telegram.views.digest import DigestReply, sources
from briefbot.wording.locale import ReaderLocale


def lines(reply: DigestReply, manner: ReaderLocale) -> Iterator[Line]:
    """The lines of a reply on follows and digests."""
    match reply:
        case Digested():
            yield from _digested(reply, manner)
        case Followed():
            yield from _followed(reply, manner)
        case Following(follows):
            for number, follow in enumerate(follows, start=1):
                yield Line(((f"{number}. ", Style.NUMBER), (follow.text, Style.NAME)))
            yield from map(notice, digest_phrases.following(reply, manner))
        case Stopped():
            yield notice(digest_phrases.stopped(reply, manner))
        case Planned():
            yield from map(notice, digest_phrases.planned(reply, manner))


def _digested(reply: Digested, manner: ReaderLocale) -> Iterator[Line]:
    yield notice(manner.say(digest_phrases.TITLE))
    yield from map(notice, digest_phrases.digested(reply, manner))
    number = reply.skip
    for section in reply.contents.sections:
        if section.title:
            yield BLANK
            yield Line((("▪ ", Style.NUMBER), (section.title, Style.NOTICE)))
        for statement in section.statements:
            number += 1
            yield BLANK
            yield from _statement(statement, number, manner)
    if number < reply.contents.of:
        yield BLANK
        yield more(manner)


def _statement(statement: Statement, number: int, manner: ReaderLocale) -> Iterator[Line]:
    yield from citation(statement.lead.citation, number, manner)
    others = sources(statement, manner)
    if others:
        yield Line(((digest_phrases.also_in(others, manner), Style.PROVENANCE),), indent=3)


def _followed(reply: Followed, manner: ReaderLocale) -> Iterator[Line]:
    read, brought, *rest = digest_phrases.followed(reply, manner)
    yield notice(read)
    yield notice(brought)
    for number, shown in enumerate(reply.sample, start=1):
        yield BLANK
        yield from citation(shown, number, manner)
    if reply.sample and rest:
        yield BLANK
    yield from map(notice, rest)
