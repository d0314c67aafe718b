"""Replies as Telegram messages, one kind after the other."""

from collections.abc import Iterator, Sequence

from briefbot.dialogue.replies import (
    Advice,
    Answered,
    Context,
    Digested,
    Followed,
    Following,
    Languages,
    Opened,
    Origin,
    People,
    Planned,
    Publishers,
    Reading,
    Reply,
    Settings,
    Statistics,
    Stopped,
    Withdrawn,
)
from briefbot.dialogue.zones import Zoned
from briefbot.model import Answer, Document, Gap, Missing, Person, Publisher
from briefbot.reading.corrections import Case
from briefbot.rendering import bot_phrases, phrases, zone_phrases
from briefbot.rendering.explanation import sentences
from briefbot.telegram.views import digest, links, settings
from briefbot.telegram.views.citations import ADDRESS, NAME, TITLE, address_of, provenance, quotation, words_in_context
from briefbot.telegram.views.messages import Block, Run, cut, lines, notice, parts
from briefbot.wording.locale import ENGLISH, ReaderLocale


def render(reply: Reply, manner: ReaderLocale = ENGLISH) -> list[str]:
    """The parts of a reply, each the HTML of one message."""
    return parts(blocks(reply, manner), manner)


def blocks(reply: Reply, manner: ReaderLocale = ENGLISH) -> list[Block]:
    """The paragraphs of a reply."""
    match reply:
        case Answered(answer, first_number):
            return list(_answer(answer, first_number, manner))
        case Context():
            return [_context(reply, manner)]
        case Origin():
            return [_origin(reply, manner)]
        case People():
            return list(_people(reply, manner))
        case Publishers(publishers):
            return [lines(_publisher(publisher, manner) for publisher in publishers)] if publishers else []
        case Digested() | Followed() | Following() | Stopped() | Planned() | Opened() | Withdrawn() | Settings():
            return _drawn(reply, manner)
        case Reading() | Statistics() | Languages() | Zoned() | Advice():
            return [notice(_told(reply, manner))]


def _drawn(
    reply: Digested | Followed | Following | Stopped | Planned | Opened | Withdrawn | Settings, manner: ReaderLocale
) -> list[Block]:
    match reply:
        case Opened() | Withdrawn():
            return list(links.blocks(reply, manner))
        case Settings():
            return [settings.drawn(reply, manner)]
        case _:
            return digest.blocks(reply, manner)


def _told(reply: Reading | Statistics | Languages | Zoned | Advice, manner: ReaderLocale) -> str:
    match reply:
        case Reading(query, answer):
            return "\n".join(sentences(query, answer, manner))
        case Statistics(catalogue):
            return phrases.statistics(catalogue, manner)
        case Languages():
            return bot_phrases.language(reply, manner)
        case Zoned():
            return zone_phrases.told(reply, manner)
        case Advice(hint, about):
            return phrases.advice(hint, about, manner) or bot_phrases.help_text(manner)


def latest(documents: Sequence[Document], manner: ReaderLocale) -> list[str]:
    """The newest documents."""
    if not documents:
        return parts([notice(phrases.sentence(phrases.gap(Gap(Missing.EMPTY_ARCHIVE), manner)))], manner)
    title = (Run(manner.say(bot_phrases.LATEST), bold=True),)
    return parts([title, lines(tuple(provenance(one, manner)) for one in documents)], manner)


def report(case: Case, waiting: int = 0, manner: ReaderLocale = ENGLISH) -> list[str]:
    """Words whose speaker readers call wrong, for those who can correct it; of a list, how many are `waiting`."""
    title = bot_phrases.waiting(waiting, manner) if waiting else manner.say(bot_phrases.REPORT)
    facts = "\n".join(bot_phrases.reported(case, manner))
    advice = notice(manner.say(bot_phrases.REPORT_ADVICE))
    return parts([(Run(title, bold=True),), quotation(case.citation, None, manner), notice(facts), advice], manner)


def _answer(answer: Answer, first_number: int, manner: ReaderLocale) -> Iterator[Block]:
    if answer.gap:
        yield notice(phrases.sentence(phrases.gap(answer.gap, manner)))
    if answer.near:
        yield notice(phrases.near(answer, manner))
    for number, citation in enumerate(answer.citations or answer.near, start=first_number):
        yield quotation(citation, number, manner)
    if answer.choices:
        yield notice(bot_phrases.choices(answer.choices, manner))


def _context(reply: Context, manner: ReaderLocale) -> Block:
    head = [Run(f"{reply.number}. ", bold=True), Run(manner.say(bot_phrases.CONTEXT)), Run("\n")]
    return (*head, *words_in_context(reply), Run("\n"), *provenance(reply.citation.document, manner))


def _origin(reply: Origin, manner: ReaderLocale) -> Block:
    document = reply.citation.document
    told = "".join(f"\n{name}: {cut(value, ADDRESS)}" for name, value in phrases.facts(reply, manner))
    title = cut(document.title or document.id, TITLE)
    return (Run(f"{reply.number}. {title}", bold=True, link=address_of(document.url)), Run(told))


def _people(reply: People, manner: ReaderLocale) -> Iterator[Block]:
    if not reply.people:
        yield notice(phrases.nobody_called(reply.about, manner))
        return
    yield lines(_person(person, manner) for person in reply.people)
    if reply.of > len(reply.people):
        yield notice(bot_phrases.some_of(len(reply.people), reply.of, manner))


def _person(person: Person, manner: ReaderLocale) -> Block:
    return (Run(cut(manner.name(person.name), NAME), bold=True), Run(f" · {phrases.passages_in(person, manner)}"))


def _publisher(publisher: Publisher, manner: ReaderLocale) -> Block:
    dates = f" · {phrases.day(publisher.first, manner)} – {phrases.day(publisher.last, manner)}" if publisher.first else ""
    name = cut(publisher.name, NAME) if publisher.name else manner.say(phrases.UNNAMED_PUBLISHER)
    return (Run(name, bold=True), Run(f" · {phrases.documents(publisher.documents, manner)}{dates}"))
