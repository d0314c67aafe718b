"""How a question was read, and why its answer stands as it does, in words."""

from collections.abc import Iterator

from briefbot.core.model import Answer, Citation
from briefbot.core.questions.model import Intent, Query
from briefbot.core.render import phrases

_WANTED = {
    Intent.WORDS: "somebody's words",
    Intent.WHO: "who said it",
    Intent.WHEN: "when it was",
    Intent.ANYTHING: "whatever there is",
}


def sentences(query: Query, answer: Answer) -> Iterator[str]:
    """The reading of a question, then a line for each citation of its answer."""
    yield from reading(query)
    for asked, found in answer.corrected:
        yield f"Not in the archive: {asked}" + (f"; looked for {found} instead" if found else "")
    if answer.gap:
        yield phrases.sentence(f"not answered: {phrases.gap(answer.gap)}")
    for number, citation in enumerate(answer.citations, start=1):
        yield f"{number}. {reason(citation)}"
    for citation in answer.near:
        yield f"Near miss: {reason(citation)}"


def reading(query: Query) -> Iterator[str]:
    """How a question was read."""
    yield f"Asked: {query.question}"
    yield f"Wanted: {_WANTED[query.intent]}"
    yield f"Looked for: {query.topic.strip(' ?!.,:') or 'nothing in particular'}"
    if query.people:
        yield f"{'Only in' if query.people_by_hand else 'Rather in'} the words of: {', '.join(query.people)}"
    if query.strangers:
        yield f"Nobody of that name: {', '.join(query.strangers)}"
    if query.sources:
        yield f"Only from: {', '.join(query.sources)}"
    if period := phrases.period(query.since, query.until):
        yield f"Only what was published {period.removeprefix('from ') if period.startswith('from ') else period}"
    if query.follows_up:
        yield "Read as a follow-up to the question before."


def reason(citation: Citation) -> str:
    """Why a citation stands where it stands: its relevance by level, what it covers, what else counted."""
    why = citation.reason
    if why is None:
        return f"score {citation.score:.1f}"
    relevance = why.own + why.surroundings + why.article
    counted = "".join(f" × {factor:.2f} {name}" for name, factor in why.factors)
    levels = f"own words {why.own:.1f}, around them {why.surroundings:.1f}, article {why.article:.1f}"
    return (
        f"score {citation.score:.1f} = relevance {relevance:.1f} ({levels}){counted}; covers {why.covered:.0%} of the question"
    )
