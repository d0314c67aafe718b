"""How a question was read, and why its answer stands as it does, in words."""

from collections.abc import Iterator

from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.model import Answer, Citation
from briefbot.rendering import phrases
from briefbot.retrieval.model import MOST_SOUGHT
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_

_WANTED = {
    Intent.WORDS: N_("somebody's words"),
    Intent.WHO: N_("who said it"),
    Intent.WHEN: N_("when it was"),
    Intent.ANYTHING: N_("whatever there is"),
}
# What `compose.factors` may name, as it is said.
_FACTORS = {
    "speaker": N_("speaker"),
    "direct": N_("direct"),
    "mixed": N_("mixed"),
    "named": N_("named"),
    "shown before": N_("shown before"),
    "headline": N_("headline"),
    "brief": N_("brief"),
    "a time": N_("a time"),
    "a reason": N_("a reason"),
    "early in its article": N_("early in its article"),
}
# The limits of `ending`, as they are said of what is behind them.
_LIMITS = {
    "nobody's words": N_("quoted under no name, where somebody was asked for"),
    "another's words": N_("somebody else's words"),
    "not about them": N_("does not name whom you asked for"),
    "no word of the question": N_("has no word of the question itself"),
    "scores less": N_("scores far less than the first one"),
    "covers less": N_("covers less of the question than the first one"),
    "another article": N_("from another article, and not as good"),
    "another place": N_("far from what is shown of its article"),
    "no turning point": N_("says less that is new than those on the timeline"),
}


def sentences(query: Query, answer: Answer, locale: ReaderLocale = ENGLISH) -> Iterator[str]:
    """The reading of a question, then a line for each citation of its answer, and of what is further off."""
    yield from reading(query, locale)
    for asked, found in answer.corrected:
        yield _corrected(asked, found, locale)
    if len(dict(answer.corrected)) > MOST_SOUGHT:
        yield locale.say("Only the first {count} of these were looked up by their sound and for slips.", count=MOST_SOUGHT)
    if answer.gap:
        yield phrases.sentence(locale.say("not answered: {why}", why=phrases.gap(answer.gap, locale)))
    for number, citation in enumerate(answer.citations, start=1):
        yield f"{number}. {reason(citation, locale)}"
    for number, citation in enumerate(answer.further, start=len(answer.citations) + 1):
        yield locale.say("{number}. further off: {reason}", number=number, reason=reason(citation, locale))
    for citation in answer.near:
        yield locale.say("Near miss: {reason}", reason=reason(citation, locale))


def _corrected(asked: str, found: str | None, locale: ReaderLocale) -> str:
    if found:
        return locale.say("Not in the archive: {asked}; looked for {found} instead", asked=asked, found=found)
    return locale.say("Not in the archive: {asked}", asked=asked)


def reading(query: Query, locale: ReaderLocale = ENGLISH) -> Iterator[str]:
    """How a question was read."""
    yield locale.say("Asked: {question}", question=query.question)
    yield locale.say("Wanted: {what}", what=locale.say(_WANTED[query.intent]))
    yield locale.say("Looked for: {topic}", topic=query.topic.strip(" ?!.,:") or locale.say("nothing in particular"))
    if query.people:
        only, rather = N_("Only in the words of: {names}"), N_("Rather in the words of: {names}")
        yield locale.say(only if query.people_by_hand else rather, names=", ".join(map(locale.name, query.people)))
    for typed, person in query.taken:
        yield _corrected(typed, person, locale)
    if query.objects:
        yield locale.say("Not in the words of: {names}", names=", ".join(map(locale.name, query.objects)))
    if query.strangers:
        yield locale.say("Nobody of that name: {names}", names=", ".join(query.strangers))
    if query.sources:
        yield locale.say("Only from: {sources}", sources=", ".join(query.sources))
    if period := phrases.period(query.since, query.until, locale):
        yield locale.say("Published: {period}", period=period)
    if query.phrases:
        yield locale.say("Word for word: {words}", words=", ".join(query.phrases))
    if query.excluded:
        yield locale.say("Left out is what has: {words}", words=", ".join(query.excluded))
    if query.shown:
        yield locale.say("Left out is what was shown before.")
    if query.order is not Order.BEST:
        newest, oldest = N_("Sorted by day, the newest first."), N_("Sorted by day, the oldest first.")
        yield locale.say(newest if query.order is Order.NEWEST else oldest)
    if query.follows_up:
        yield locale.say("Read as a follow-up to the question before.")


def reason(citation: Citation, locale: ReaderLocale = ENGLISH) -> str:
    """Why a citation stands where it stands: its relevance by level, what it covers, what else counted."""
    why = citation.reason
    if why is None:
        return locale.say("score {score}", score=f"{citation.score:.1f}")
    counted = "".join(f" × {factor:.2f} {locale.say(_FACTORS.get(name, name))}" for name, factor in why.factors)
    told = locale.say(
        "score {score} = relevance {relevance} (own words {own}, around them {around}, article {article}){counted}; "
        "covers {covered} of the question",
        score=f"{citation.score:.1f}",
        relevance=f"{why.own + why.surroundings + why.article:.1f}",
        own=f"{why.own:.1f}",
        around=f"{why.surroundings:.1f}",
        article=f"{why.article:.1f}",
        counted=counted,
        covered=f"{why.covered:.0%}",
    )
    limit = locale.say(_LIMITS.get(why.limit, why.limit)) if why.limit else ""
    return "; ".join(filter(None, (told, *_merged(citation, locale), limit)))


def _merged(citation: Citation, locale: ReaderLocale) -> Iterator[str]:
    """What is shown in this one citation: parts of one statement, and the same words in other documents."""
    if citation.parts:
        yield locale.count("{number} part put together", "{number} parts put together", len(citation.parts))
    if citation.also:
        yield locale.count("the same in {number} more document", "the same in {number} more documents", len(citation.also))
