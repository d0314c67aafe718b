"""Asking: the answer to a question as in a chat, with limits and follow-ups as links; the address holds all that was asked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefbot.answering.questions.dates import parse_day
from briefbot.answering.questions.dialogue import Earlier, earlier_of
from briefbot.answering.questions.model import Asked
from briefbot.answering.questions.reading import read_limits
from briefbot.chat.conversation import Conversation
from briefbot.chat.links import open_link
from briefbot.dialogue.commands import Channel, parse
from briefbot.dialogue.commands.archive import ShowPublishers, ShowSpeakers
from briefbot.dialogue.commands.briefbot import OpenLink, ShowStatistics
from briefbot.dialogue.commands.checking import CheckQuotations
from briefbot.dialogue.commands.questions import Ask, AskNothing
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.links import payload
from briefbot.dialogue.pages import document_path
from briefbot.dialogue.replies import Advice, Answered
from briefbot.dialogue.requests import Request
from briefbot.health.metrics import QuestionOutcome
from briefbot.model import Answer as Found
from briefbot.model import Citation
from briefbot.rendering import explanation, page_phrases, timeline
from briefbot.rendering.blocks import Block, Notice
from briefbot.rendering.replies import blocks
from briefbot.web.answers import Answer, gone_on
from briefbot.web.controllers import checking
from briefbot.web.views import structured, templates
from briefbot.web.visits import Visit

# How many quotations a page shows, and how many questions before it may lean on.
SHOWN, _EARLIER = 6, 3
# Limits that are offered of each kind.
_OFFERED = 4
# What can be typed besides questions: what only reads, and needs nothing of what was asked before.
_READS = (ShowSpeakers, ShowPublishers, ShowStatistics)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as a link: what it says, and where the page is with it, or without it."""

    words: str
    address: str


def ask(visit: Visit) -> Answer:
    """The answer to what is typed."""
    typed = visit.get("q").strip()
    request = parse(typed, Channel.CHAT)
    if isinstance(request, Ask | AskNothing):
        return _answered(visit, typed, question_of(typed))
    if isinstance(request, CheckQuotations):
        return gone_on(checking.address_of(visit, request))
    if isinstance(request, OpenLink) and (found := open_link(visit.archive, request.carried)):
        return gone_on(visit.to(document_path(found.link.document_id, payload(found.link.number))))
    return _shown(visit, typed, _told(visit, request))


def question_of(typed: str) -> Ask:
    """The question that is typed, without the command that it may stand behind."""
    request = parse(typed, Channel.CHAT)
    if isinstance(request, AskNothing):
        return Ask("")
    return request if isinstance(request, Ask) else Ask(typed)


def limits_of(visit: Visit) -> Asked:
    """The limits in the address; a day that cannot be read limits nothing."""
    return Asked(
        visit.get("speaker") or None,
        visit.get("source") or None,
        parse_day(visit.get("since"), visit.today),
        parse_day(visit.get("until"), visit.today, end=True),
    )


def _told(visit: Visit, request: Request) -> Sequence[Block]:
    """What a command that only reads tells; what a chat is for where it is another one."""
    if not isinstance(request, _READS):
        return (Notice(visit.locale.say(page_phrases.NO_COMMAND_HERE)),)
    reply = Conversation(visit.archive, "web").handle(request, None, visit.now).reply
    return blocks(reply, visit.locale, Channel.CHAT)


def _shown(visit: Visit, typed: str, told: Sequence[Block]) -> Answer:
    return Answer(templates.page("told", visit, typed=typed, blocks=told))


def _answered(visit: Visit, typed: str, request: Ask) -> Answer:
    question, written, wrong = read_limits(request.question, visit.today)
    if wrong:
        return _shown(visit, typed, blocks(Advice(Hint.UNREADABLE_LIMIT, wrong[0]), visit.locale, Channel.CHAT))
    skip, history = visit.number("skip"), [one for one in visit.fields.get("after", ()) if one.strip()][-_EARLIER:]
    limits = limits_of(visit)
    asked = replace(limits.or_else(written), timeline=request.timeline)
    query, found = visit.archive.ask(question, visit.today, asked, SHOWN, _earlier(visit, history), skip)
    if skip and not found.citations:
        skip = 0
    page = templates.page(
        "answer",
        visit,
        structured.quotations(found.citations, visit.pages),
        typed=typed,
        history=history,
        blocks=[*_by_time(found, visit), *blocks(Answered(found, skip + 1), visit.locale, Channel.CHAT)],
        choices=[Limit(visit.locale.name(name), visit.again(speaker=name, skip=None)) for name in found.choices],
        limited=list(_limited(visit, limits)),
        offered=list(_offered(visit, found, asked)),
        people=query.people if not query.choices else (),
        further=visit.again(skip=skip + len(found.citations)) if found.more else None,
        first=visit.again(skip=None) if skip else None,
        reading=explanation.sentences(query, found, visit.locale) if not query.courtesy else (),
        after=[*history, typed][-_EARLIER:] if not query.courtesy else history,
        feed=None if query.courtesy else visit.to("/feed.atom", q=typed, **_given(visit)),
    )
    return Answer(page, outcome=None if query.courtesy else _outcome_of(found))


def _by_time(found: Found, visit: Visit) -> Sequence[Block]:
    """How often something was said over time, where a timeline is asked for."""
    return (timeline.in_words(found.days, visit.locale),) if timeline.is_worth_telling(found.days) else ()


def _outcome_of(found: Found) -> QuestionOutcome:
    return QuestionOutcome.REFUSED if found.gap and not found.citations else QuestionOutcome.ANSWERED


def _given(visit: Visit) -> dict[str, str]:
    return {name: visit.get(name) for name in ("speaker", "source", "since", "until")}


def _earlier(visit: Visit, history: Sequence[str]) -> Earlier | None:
    """What the question may lean on: the ones before it, asked again."""
    earlier = None
    for typed in history:
        request = question_of(typed)
        question, written, _ = read_limits(request.question, visit.today)
        asked = replace(written, timeline=request.timeline)
        query, found = visit.archive.ask(question, visit.today, asked, SHOWN, earlier)
        if not query.courtesy:
            earlier = earlier_of(query, found)
    return earlier


def _limited(visit: Visit, limits: Asked) -> Iterator[Limit]:
    """The limits that hold, each leading to the page without it."""
    locale = visit.locale
    told = {
        "speaker": locale.name(limits.speaker) if limits.speaker else "",
        "source": limits.source or "",
        "since": locale.say(page_phrases.SINCE, day=locale.day(limits.since)) if limits.since else "",
        "until": locale.say(page_phrases.UNTIL, day=locale.day(limits.until)) if limits.until else "",
    }
    for name, words in told.items():
        if words:
            yield Limit(words, visit.again(**{name: None, "skip": None}))


def _offered(visit: Visit, found: Found, asked: Asked) -> Iterator[Limit]:
    """Limits that leave some of what was found: to a speaker, a publisher or a year of it."""
    shown = [*found.citations, *(other for one in found.citations for other in one.also)]
    if not asked.speaker:
        for name in _several(shown, lambda one: one.speaker):
            yield Limit(visit.locale.name(name), visit.again(speaker=name, skip=None))
    if not asked.source:
        for name in _several(shown, lambda one: one.document.source):
            yield Limit(name, visit.again(source=name, skip=None))
    if not asked.since and not asked.until:
        for year in _several(shown, _year):
            yield Limit(year, visit.again(since=f"{year}-01-01", until=f"{year}-12-31", skip=None))


def _year(citation: Citation) -> str | None:
    return f"{citation.document.published.year:04}" if citation.document.published else None


def _several(citations: Sequence[Citation], of: Callable[[Citation], str | None]) -> Sequence[str]:
    """What citations have of a kind, most frequent first; nothing where all have the same."""
    counted: dict[str, int] = {}
    for citation in citations:
        if value := of(citation):
            counted[value] = counted.get(value, 0) + 1
    ordered = sorted(counted, key=lambda value: -counted[value])
    return ordered[:_OFFERED] if len(ordered) > 1 else ()
