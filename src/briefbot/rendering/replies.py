"""Replies as blocks: what every kind of reply says, in one place for all channels.

A reply differs by channel only where one has to type what another has a button for. To add a kind: a function here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from briefbot.dialogue.commands import Channel, chat_help, console_help
from briefbot.dialogue.guide import Topic
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.keeping_replies import BroughtIn, FeedShown, Looked, Sources, TakenUp
from briefbot.dialogue.replies import (
    Advice,
    Answered,
    Checked,
    Context,
    Digested,
    Followed,
    Following,
    Guide,
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
from briefbot.digests.model import Contents, Statement
from briefbot.language.facts import fact
from briefbot.model import Document, Gap, Missing, Publisher
from briefbot.reading.corrections import Case
from briefbot.rendering import (
    bot_phrases,
    checking,
    digest_phrases,
    explanation,
    guide_phrases,
    keeping,
    phrases,
    setting_phrases,
    sharing_phrases,
    timeline,
    zone_phrases,
)
from briefbot.rendering.blocks import (
    BREAK,
    Block,
    Byline,
    Choice,
    Cited,
    Commands,
    Entry,
    Facts,
    Heading,
    InContext,
    Listing,
    More,
    Notice,
    Numbered,
    Option,
    Options,
    Title,
    Typed,
)
from briefbot.rendering.citations import byline, cited, listed, place, provenance, sharing, source_of, under_one_source
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_


def blocks(reply: Reply, locale: ReaderLocale = ENGLISH, channel: Channel = Channel.CONSOLE) -> tuple[Block, ...]:
    """What a reply says, to a reader in a channel: in a chat there are buttons, in the console all is typed."""
    return tuple(_drawn(reply, locale, channel))


@singledispatch
def _drawn(reply: Reply, _locale: ReaderLocale, _channel: Channel) -> Iterable[Block]:
    raise TypeError(f"no blocks for {reply!r}")


# Parts of several replies


def _in_context(context: Context, number: int | None, speaker: Byline | None, locale: ReaderLocale) -> InContext:
    text, own = context.citation.document.text, context.paragraph
    before = text[context.before.start : own.start] if context.before else ""
    after = text[own.end : context.after.end] if context.after else ""
    citation = context.citation
    source, at = source_of(citation, locale), place(citation)
    return InContext(before, *context.pieces(), after, source, number, speaker, at, citation.document.language)


def _more(locale: ReaderLocale) -> tuple[Block, ...]:
    return BREAK, More(locale.say("There is more"), locale.say("more"))


def _notices(sentences: Iterable[str]) -> Iterator[Notice]:
    return map(Notice, sentences)


# Answers, and what is told of them


@_drawn.register
def _(reply: Answered, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    answer, in_chat = reply.answer, channel is Channel.CHAT
    if not in_chat and timeline.is_worth_telling(answer.days):  # a chat has a picture
        yield timeline.in_words(answer.days, locale)
        yield BREAK
    if answer.gap:
        yield Notice(phrases.sentence(phrases.gap(answer.gap, locale)))
    if answer.near:
        yield Notice(phrases.near(answer, locale))
    near = () if in_chat and answer.citations else answer.near
    yield from listed(near, reply.first_number if in_chat else None, locale)  # only a button needs the number of a near miss
    for typed, person in answer.taken:
        told = locale.say("Nobody called {typed} speaks in the archive. This is {who}:", typed=typed, who=locale.name(person))
        yield Notice(told)
    for person in answer.silent:
        yield Notice(phrases.sentence(phrases.gap(Gap(Missing.SILENT, who=person), locale)))
    if answer.off:
        yield Notice(locale.say("Further off:"))
    yield from listed(answer.citations, reply.first_number, locale)
    if answer.choices:
        choose = N_("Several people have that name: {names}. Choose one below to hear their words.")
        ask = N_("Several people have that name: {names}. Ask again with the whole name to hear one of them.")
        stranger = answer.gap is not None and answer.gap.why is Missing.STRANGER
        what = N_("Did you mean: {names}?") if stranger else choose if in_chat else ask
        yield BREAK
        yield Notice(locale.say(what, names=", ".join(map(locale.name, answer.choices))))
    if answer.more and not in_chat:
        yield from _more(locale)


_drawn.register(Checked, checking.blocks_of)


@_drawn.register
def _(reply: Context, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    heading = Byline(told=locale.say(bot_phrases.CONTEXT)) if channel is Channel.CHAT else None
    yield _in_context(reply, reply.number, heading, locale)


@_drawn.register
def _(reply: Opened, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    if reply.corrected:
        yield Notice(sharing_phrases.corrected(reply, locale))
    number = None if channel is Channel.CHAT else reply.context.number
    yield _in_context(reply.context, number, byline(reply.citation, locale), locale)


@_drawn.register
def _(reply: Withdrawn, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    yield Notice(sharing_phrases.withdrawn(reply, locale))
    if reply.document is not None:
        yield Listing((provenance(reply.document, locale),))


@_drawn.register
def _(reply: Origin, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    document = reply.citation.document
    yield Facts(reply.number, fact(document.title or document.id), tuple(phrases.facts(reply, locale)), document.url)


@_drawn.register
def _(reply: Reading, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    yield Notice("\n".join(explanation.sentences(reply.query, reply.answer, locale)))


# The archive


@_drawn.register
def _(reply: People, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    if not reply.people:
        yield Notice(phrases.nobody_called(reply.about, locale))
        return
    told = ((person, f" · {phrases.passages_in(person, locale)}") for person in reply.people)
    yield Listing(tuple(Entry(locale.name(person.name), passages, person=person.name) for person, passages in told))
    if reply.of > len(reply.people):
        put = N_("{shown} of {all}; put a few letters of a name after /speakers to see others.")
        enter = N_("{shown} of {all}; type a few letters of a name after /speakers to see others.")
        shown, every = locale.number(len(reply.people)), locale.number(reply.of)
        yield Notice(locale.say(put if channel is Channel.CHAT else enter, shown=shown, all=every))


@_drawn.register
def _(reply: Publishers, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    if reply.publishers:
        yield Listing(tuple(_publisher(one, locale, channel) for one in reply.publishers))


def _publisher(publisher: Publisher, locale: ReaderLocale, channel: Channel) -> Entry:
    name = publisher.name or locale.say(phrases.UNNAMED_PUBLISHER)
    told = f" · {phrases.documents(publisher.documents, locale)}"
    if publisher.first:
        told += f" · {phrases.days(publisher.first, publisher.last, locale, both=channel is Channel.CHAT)}"
    return Entry(name, told, publisher=publisher.name or "")


@_drawn.register
def _(reply: Statistics, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    yield Notice(phrases.statistics(reply.catalogue, locale))


def latest(documents: Sequence[Document], locale: ReaderLocale) -> tuple[Block, ...]:
    """The newest documents."""
    if not documents:
        return (Notice(phrases.sentence(phrases.gap(Gap(Missing.EMPTY_ARCHIVE), locale))),)
    return Title(locale.say(bot_phrases.LATEST)), Listing(tuple(provenance(one, locale) for one in documents))


def report(case: Case, waiting: int, locale: ReaderLocale) -> tuple[Block, ...]:
    """Words whose speaker readers call wrong, for those who can correct it; of a list, how many are `waiting`."""
    title = bot_phrases.waiting(waiting, locale) if waiting else locale.say(bot_phrases.REPORT)
    facts, advice = "\n".join(bot_phrases.reported(case, locale)), locale.say(bot_phrases.REPORT_ADVICE)
    return Title(title), cited(case.citation, None, locale), Notice(facts), Notice(advice)


# Keeping the archive

_drawn.register(BroughtIn, lambda reply, locale, _channel: keeping.brought_in(reply, locale))
_drawn.register(Looked, lambda reply, locale, _channel: keeping.looked(reply, locale))
_drawn.register(TakenUp, lambda reply, locale, _channel: keeping.taken_up(reply, locale))
_drawn.register(Sources, lambda reply, locale, _channel: keeping.sources(reply, locale))
_drawn.register(FeedShown, lambda reply, locale, _channel: keeping.shown(reply, locale))

# Follows and digests


@_drawn.register
def _(reply: Digested, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    yield digest_title(digest_phrases.digested(reply, locale), locale)
    for run in numbered(reply.contents, reply.skip + 1):
        yield from told(run, locale)
    if reply.skip + reply.contents.shown < reply.contents.of and channel is Channel.CONSOLE:
        yield from _more(locale)


def digest_title(head: Sequence[str], locale: ReaderLocale) -> Title:
    """What stands above a digest."""
    return Title(locale.say(digest_phrases.TITLE), tuple(head))


@dataclass(frozen=True, slots=True)
class Run:
    """Statements of a digest that stand under one source line, from this number on; the first for a `follow`, if for any."""

    statements: tuple[Statement, ...]
    number: int
    follow: str | None


def numbered(contents: Contents, number: int = 1) -> Iterator[Run]:
    """All statements of a digest. One that others tell too stands under a line of its own, since they are named below that."""
    for section in contents.sections:
        follow = section.title
        for run in under_one_source(section.statements, lambda one: one.lead.citation, lambda one: bool(one.others)):
            yield Run(run, number, follow)
            number, follow = number + len(run), None


def told(run: Run, locale: ReaderLocale) -> tuple[Block, ...]:
    """Statements of a digest, with who else tells them; below what they are the first for."""
    found = (_told(statement, number, locale) for number, statement in enumerate(run.statements, start=run.number))
    return *((BREAK, Heading(run.follow)) if run.follow else ()), BREAK, *sharing(found)


def _told(statement: Statement, number: int, locale: ReaderLocale) -> Cited:
    citation = replace(statement.lead.citation, also=tuple(news.citation for news in statement.others))
    return cited(citation, number, locale)


@_drawn.register
def _(reply: Followed, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    read, brought, *rest = _notices(digest_phrases.followed(reply, locale))
    yield from (read, brought)
    yield from [BREAK] if reply.sample else []
    yield from listed(reply.sample, 1, locale)
    yield from [BREAK] if reply.sample and rest else []
    yield from rest


@_drawn.register
def _(reply: Following, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    if reply.follows:
        yield Numbered(tuple(follow.text for follow in reply.follows))
    yield from _notices(digest_phrases.following(reply, locale))


@_drawn.register
def _(reply: Stopped, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    yield Notice(digest_phrases.stopped(reply, locale))


@_drawn.register
def _(reply: Planned, locale: ReaderLocale, _channel: Channel) -> Iterator[Block]:
    yield from _notices(digest_phrases.planned(reply, locale))


# What is set, and what can be typed


@_drawn.register
def _(reply: Zoned, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    yield Notice(zone_phrases.told(reply, locale))
    if channel is Channel.CONSOLE:
        offered = ((one.zone, zone_phrases.choice(one.place, one.zone, reply.now)) for one in reply.offered)
        yield Choice(tuple(Typed(f"/tz {zone}", clock) for zone, clock in offered))


@_drawn.register
def _(reply: Languages, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    in_chat = channel is Channel.CHAT
    yield Notice(bot_phrases.language(reply, locale) if in_chat else phrases.languages_there_are(reply, locale))


@_drawn.register
def _(reply: Settings, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    facts = setting_phrases.facts(reply, locale)
    digest = digest_phrases.schedule(reply.digest, reply.next_at, reply.last, locale)
    if channel is Channel.CHAT:
        yield Title(locale.say(setting_phrases.TITLE), (*(f"{fact.name}: {fact.value}" for fact in facts), *digest))
        return
    yield Options(tuple(Option(fact.name, fact.value, fact.typed) for fact in facts if fact.typed))
    yield from _notices(digest)


@_drawn.register
def _(reply: Advice, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    if reply.hint is not Hint.HELP:
        yield Notice(phrases.advice(reply.hint, reply.about, locale))
        return
    before, commands, behind = (
        (bot_phrases.ASKING, chat_help(), bot_phrases.IN_GROUPS)
        if channel is Channel.CHAT
        else (phrases.ASKING, console_help(), ())
    )
    yield from _notices(map(locale.say, before))
    yield Commands(tuple(Typed(f"/{name}", locale.say(meaning)) for name, meaning in commands.items()))
    yield from _notices(map(locale.say, behind))
    topics = ", ".join(f"/help {topic}" for topic in Topic)
    yield Notice(locale.say(guide_phrases.TOPICS, topics=topics))


@_drawn.register
def _(reply: Guide, locale: ReaderLocale, _: Channel) -> Iterator[Block]:
    title, lines = guide_phrases.GUIDE[reply.topic]
    yield Title(locale.say(title))
    yield from _notices(map(locale.say, lines))
