"""How well a candidate answers: its relevance, times what it is."""

from math import prod

from briefbot.answering.candidates import Candidate
from briefbot.answering.questions.languages import language_of_document
from briefbot.answering.questions.model import Intent, Query
from briefbot.model import Kind

# By how much a candidate's relevance grows with what it is, each a factor of one more than this. Calibrated on questions over
# two archives of news, one of them this project's own (docs/know/answers.md); around these values little changes.
SPEAKER = 2.5  # it holds or reports the words of somebody who is asked for
DIRECT = 0.4  # where words are asked for: the speaker's own
MIXED = 0.2  # the same for a fragment of them
NAMED = 1.0  # where it is asked who: somebody is named
HEADLINE = -0.2  # a title only announces what the text says
EARLY = 0.4  # the first passage of an article, less for those behind it: what matters stands first in news
EARLY_REACH = 5  # passages after which half of that is left
FOLLOWED = 3.0  # in a follow-up: it stands in the article that the answer before showed first
FOLLOWED_LESS = 0.5  # the same for the other articles that it showed
TIMES = 0.5  # where it is asked when: it tells a time
REASONS = 0.5  # where it is asked why: it has a word of reason
BRIEF = 0.5  # the weight of a scrap of fewer than so many words
BRIEF_WORDS = 4


def score(query: Query, candidate: Candidate) -> float:
    """How well a candidate answers: its relevance, more for the asked speaker's own words, less for a headline."""
    return candidate.hit.score * factor(query, candidate)


def factors(query: Query, candidate: Candidate) -> list[tuple[str, float]]:
    """What multiplies a candidate's relevance, by name."""
    passage, found = candidate.passage, []
    if candidate.person in query.people and not query.inherited:
        found.append(("speaker", 1 + SPEAKER))
    if len(candidate.text.split()) < BRIEF_WORDS:
        found.append(("brief", BRIEF))
    if query.intent in (Intent.WORDS, Intent.WHO) and passage.kind is not Kind.REPORTED:
        found.append((passage.kind.value, 1 + (DIRECT if passage.kind is Kind.DIRECT else MIXED)))
    if query.intent is Intent.WHO and candidate.person:
        found.append(("named", 1 + NAMED))
    if query.intent is Intent.WHEN and tells_a_time(candidate):
        found.append(("a time", 1 + TIMES))
    if query.why and _gives_a_reason(candidate):
        found.append(("a reason", 1 + REASONS))
    if candidate.hit.document in query.documents:
        found.append(("shown before", 1 + (FOLLOWED if candidate.hit.document == query.documents[0] else FOLLOWED_LESS)))
    if passage.headline:
        found.append(("headline", 1 + HEADLINE))
    found.append(("early in its article", 1 + EARLY / (1 + candidate.hit.ordinal / EARLY_REACH)))
    return found


def tells_a_time(candidate: Candidate) -> bool:
    """Whether it has a word of time: a day, a month, a year, "yesterday"."""
    return language_of_document(candidate.document.language).times.search(candidate.text) is not None


def _gives_a_reason(candidate: Candidate) -> bool:
    return language_of_document(candidate.document.language).reasons.search(candidate.text) is not None


def factor(query: Query, candidate: Candidate) -> float:
    """All that multiplies a candidate's relevance, in one."""
    return prod(by for _, by in factors(query, candidate))
