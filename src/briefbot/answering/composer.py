"""Candidates → Answer: which of them answer, in which order, or why none does."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from math import prod

from briefbot.answering.candidates import Candidate, Place, Statement, statements
from briefbot.answering.questions.mentions import is_a_person, is_mentioned
from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.answering.questions.operators import holds
from briefbot.model import Answer, Catalogue, Citation, Gap, Kind, Missing, Reason
from briefbot.retrieval import Word

# How many candidates an answer can go on with, page by page.
_LONGEST_LIST = 60
# How many near misses stand beside a refusal.
_NEAR = 2


# By how much a candidate's relevance grows with what it is, each a factor of one more than this. Calibrated on questions over
# two archives of news, one of them this project's own (docs/questions.md); around these values little changes.
SPEAKER = 2.5  # it holds or reports the words of somebody who is asked for
DIRECT = 0.4  # where words are asked for: the speaker's own
MIXED = 0.2  # the same for a fragment of them
NAMED = 1.0  # where it is asked who: somebody is named
HEADLINE = -0.2  # a title only announces what the text says
EARLY = 0.4  # the first passage of an article, less for those behind it: what matters stands first in news
EARLY_REACH = 5  # passages after which half of that is left
FOLLOWED = 3.0  # in a follow-up: it stands in the article that the answer before showed first
FOLLOWED_LESS = 0.5  # the same for the other articles that it showed

# A candidate answers when it covers this share (idf-weighted) of what is asked: in its surroundings, and at half that worth in
# the rest of its article. A person's own words may say it in other terms, so they need to cover less.
COVERED = 0.45
COVERED_BY_SPEAKER = 0.25
# Its surroundings must hold more than this share of it themselves, unless its article has told what it is about.
TOUCHED = 0.1
# Where the list ends: beside the first citation stands what belongs to it, the rest is further off and shown on demand. Each
# limit was measured on judged answers, over halves of the questions: docs/questions.md.
CLOSE = 0.8  # of what the first one covers, where nobody was asked for; of its score, in another article
LEAST = 0.33  # of the first one's score: words of whoever was asked for
LEAST_OF_NARRATION = 0.1  # narration beside them, which has no factor for the speaker
# News moves on: passages of its article from those that are shown, or, for what has no word of the question, from any that has.
REACH = 9
REACH_OF_NARRATION = 4  # beside the words of somebody who was asked for
REACH_WITHOUT_WORDS = 3
BRIEF = 0.5  # the weight of a scrap of fewer than so many words
BRIEF_WORDS = 4
# Where something answers, what covers so much of the question is shown too, as high as it ranks.
COVERED_BESIDE = 0.3


def compose(query: Query, candidates: Sequence[Candidate], words: Sequence[Word], k: int, skip: int = 0) -> Answer:
    """The best `k` candidates as an answer, after the first `skip`; a gap where none answers.

    `words` tells which words of the question the archive has.
    """
    corrected = tuple((word.text, word.correction) for word in words if not word.known)
    before = [one for one in candidates if one.shown_at in query.shown]
    candidates = [one for one in candidates if _is_wanted(query, one)]
    ranked = sorted(candidates, key=lambda candidate: _order(query, candidate))
    told = _words_before_report(query, answering(query, ranked))
    once = list(islice(statements(told, before), _LONGEST_LIST))
    leads = [_lead(query, one) for one in once]
    of = {lead.place: one for lead, one in zip(leads, once, strict=True)}
    close, further = ([of[one.place] for one in part] for part in end_of_list(query, _by_day(query, leads)))
    close = _apart(query, close)
    further = _apart(query, further, close)
    found = close if skip < len(close) else [*close, *further]
    shown = tuple(_told(query, one) for one in found[skip : skip + k])
    if shown:
        left = tuple(_told(query, one) for one in further[:k]) if not skip else ()
        more = len(close) + len(further) > skip + len(shown)
        off = skip >= len(close)
        silent = _silent(query, {one.best.person for one in (*close, *further)}) if not skip else ()
        return Answer(shown, None, (), query.choices, more=more, corrected=corrected, further=left, off=off, silent=silent)
    near = () if skip else near_misses(query, candidates)
    return Answer(gap=_nothing_answers(query), near=near, choices=query.choices, corrected=corrected)


def _silent(query: Query, heard: Collection[str | None]) -> tuple[str, ...]:
    """Those of several asked for who are not among the ones heard, each by the fullest name."""
    return tuple(people[0] for people in query.beside if not any(person in heard for person in people))


def end_of_list(query: Query, ranked: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """What belongs to the first of the candidates, and what is further off, both in their order."""
    if not ranked:
        return [], []
    theirs = [one for one in ranked if one.person is None or one.person in query.people]
    first = theirs[0] if theirs and query.people and not query.inherited else ranked[0]
    touching = [candidate.place for candidate in ranked if candidate.hit.own]
    close: list[Candidate] = []
    further: list[Candidate] = []
    for candidate in ranked:
        # What has more of the question than the first one may stand anywhere.
        more = candidate.hit.coverage > first.hit.coverage or candidate.hit.own > first.hit.own
        near = more or _is_near(query, candidate, [one.place for one in close], touching)
        belongs = candidate is first or (near and _belongs(query, candidate, first))
        (close if belongs else further).append(candidate)
    return _each_first(query, close), further


def _belongs(query: Query, candidate: Candidate, first: Candidate) -> bool:
    """Whether a candidate may stand beside the first one: it is about the same, and no other's words in the place of theirs."""
    asked_for = candidate.person in query.people
    nameless = bool(query.people) and candidate.person is None and candidate.passage.kind is Kind.DIRECT
    their_turn = bool(query.people) and (not query.inherited or first.person in query.people)
    others = their_turn and candidate.person is not None and not asked_for
    fragment = query.intent is Intent.WHO and candidate.passage.kind is Kind.MIXED and candidate.person != first.person
    if nameless or others or fragment:
        return False
    relative = score(query, candidate) / score(query, first) if first.hit.score else 1.0
    least = LEAST if asked_for else LEAST_OF_NARRATION
    if query.order is Order.BEST and first.person in query.people and relative < least:
        return False
    share = candidate.hit.coverage / first.hit.coverage if first.hit.coverage else 1.0
    words = candidate.person is not None and (
        candidate.person == first.person or (query.intent is Intent.WORDS and first.person is None)
    )
    if not query.people and not words and share < CLOSE:
        return False
    if candidate.hit.document == first.hit.document:
        return True
    each = asked_for and (len(query.people) > 1 or query.order is not Order.BEST)
    return each or ((asked_for or share >= 1) and relative >= CLOSE)


def _is_near(query: Query, candidate: Candidate, shown: Sequence[Place], touching: Sequence[Place]) -> bool:
    """Whether a candidate stands near what is shown of its article, where something is."""
    if not candidate.hit.score:  # nothing in particular was asked
        return True
    if candidate.hit.own:
        narration = bool(query.people) and candidate.person is None
        return _distance(candidate.place, shown) <= (REACH_OF_NARRATION if narration else REACH)
    return _distance(candidate.place, [*shown, *touching]) <= REACH_WITHOUT_WORDS


def _distance(place: Place, others: Sequence[Place]) -> int:
    """How many passages a place is from the nearest of some others in its article; 0 where none is in it."""
    document, ordinal = place
    return min((abs(at - ordinal) for key, at in others if key == document), default=0)


def _each_first(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """Where several people were asked for, the best of each stands before the rest."""
    if len(query.people) < 2 or query.choices:
        return ranked
    best = {candidate.person: candidate for candidate in reversed(ranked) if candidate.person in query.people}
    leading = [candidate for candidate in ranked if candidate in best.values()]
    return [*leading, *(candidate for candidate in ranked if candidate not in leading)]


def _by_day(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """The candidates by their day where the newest or oldest were asked for, those without a day last."""
    if query.order is Order.BEST:
        return ranked
    if query.people:
        ranked = [candidate for candidate in ranked if candidate.person in query.people]
    sign = -1 if query.order is Order.NEWEST else 1
    days = {id(one): one.document.published.toordinal() if one.document.published else None for one in ranked}
    return sorted(ranked, key=lambda one: (days[id(one)] is None, sign * (days[id(one)] or 0)))


def _is_wanted(query: Query, candidate: Candidate) -> bool:
    """Whether a candidate has the words that it must have, none that it must not, and was not shown before."""
    if candidate.shown_at in query.shown:
        return False
    if query.shown and query.people and candidate.person not in query.people:  # what else somebody said is theirs alone
        return False
    by_the_one_asked_about = not query.people and candidate.person in query.objects
    if by_the_one_asked_about:
        return False
    return holds(candidate.passage.shown.of(candidate.document.text), query.phrases, query.excluded)


def near_misses(query: Query, candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    """What a person may still want to see who got no answer: what those who were asked for say, or what came nearest.

    Nothing of it was shown before, or has words that were to be left out.
    """
    fresh = (one for one in candidates if one.shown_at not in query.seen and _is_wanted(replace(query, phrases=()), one))
    ranked = sorted(fresh, key=lambda candidate: _order(query, candidate))
    theirs = [candidate for candidate in ranked if candidate.person in query.people]
    return tuple(_told(query, one) for one in _apart(query, statements(theirs or ranked))[:_NEAR])


def on_a_stranger(query: Query, candidates: Sequence[Candidate], listed: Sequence[Candidate]) -> Answer | None:
    """The refusal where the archive knows nobody of the name that stands in the speaker's place.

    `listed` are the passages that have that word, if any: where none does, or they tell of a person of that name who says
    nothing, nobody else's words are an answer, and those that mention the name are near misses. None where the word is
    something else that was misread as a speaker, or somebody's who speaks too seldom under it to be asked for by it.
    """
    name = query.called or ""
    if any(one.person and is_mentioned(name, one.person) for one in (*candidates, *listed)):
        return None
    gap = Gap(Missing.STRANGER, who=name[:1].upper() + name[1:])
    mentioning = [one for one in listed if is_mentioned(name, one.document.text)]
    if not mentioning:
        return Answer(gap=gap, choices=query.choices)
    if not is_a_person(name, {one.document.text for one in mentioning}):
        return None
    near = [one for one in candidates if is_mentioned(name, one.text)]
    return Answer(gap=gap, near=near_misses(query, near or [one for one in mentioning if is_mentioned(name, one.text)]))


def gap_before_ranking(query: Query, catalogue: Catalogue) -> Gap | None:
    """Why the archive cannot answer this, whatever its passages say; None where it may."""
    if query.courtesy:
        return Gap(Missing.COURTESY)
    if not catalogue.passages:
        return Gap(Missing.EMPTY_ARCHIVE)
    if not query.question.strip():
        return Gap(Missing.EMPTY_QUESTION)
    if query.strange_source:
        return Gap(Missing.SOURCE, source=query.strange_source)
    if query.since and catalogue.last and query.since > catalogue.last:
        return Gap(Missing.LATER, since=query.since, until=catalogue.last)
    if query.until and catalogue.first and query.until < catalogue.first:
        return Gap(Missing.EARLIER, since=catalogue.first, until=query.until)
    if query.strangers:
        return Gap(Missing.STRANGER, who=query.strangers[0])
    return None


def score(query: Query, candidate: Candidate) -> float:
    """How well a candidate answers: its relevance, more for the asked speaker's own words, less for a headline."""
    return candidate.hit.score * _factor(query, candidate)


def factors(query: Query, candidate: Candidate) -> list[tuple[str, float]]:
    """What multiplies a candidate's relevance, by name."""
    passage, found = candidate.passage, []
    if candidate.person in query.people and not query.inherited:
        found.append(("speaker", 1 + SPEAKER))
    if len(passage.span.of(candidate.document.text).split()) < BRIEF_WORDS:
        found.append(("brief", BRIEF))
    if query.intent in (Intent.WORDS, Intent.WHO) and passage.kind is not Kind.REPORTED:
        found.append((passage.kind.value, 1 + (DIRECT if passage.kind is Kind.DIRECT else MIXED)))
    if query.intent is Intent.WHO and candidate.person:
        found.append(("named", 1 + NAMED))
    if candidate.hit.document in query.documents:
        found.append(("shown before", 1 + (FOLLOWED if candidate.hit.document == query.documents[0] else FOLLOWED_LESS)))
    if passage.headline:
        found.append(("headline", 1 + HEADLINE))
    found.append(("early in its article", 1 + EARLY / (1 + candidate.hit.ordinal / EARLY_REACH)))
    return found


def _factor(query: Query, candidate: Candidate) -> float:
    return prod(factor for _, factor in factors(query, candidate))


def answering(query: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates to show; none where no candidate answers, or only others than somebody whose words are asked for.

    Of an asked speaker who does most of the talking in the article ranked first, all that is said there may answer: the
    article tells what of. Beside what answers, what covers a good part of the question is shown in its place.
    """
    told = _their_article(query, ranked)
    covering = {
        candidate.place: candidate
        for candidate in ranked
        if answers(query, candidate, told=candidate.hit.document == told and candidate.person in query.people)
    }
    if query.people and not any(candidate.person in query.people for candidate in covering.values()):
        return []
    shown = [candidate for candidate in ranked if candidate.place in covering or _is_beside(query, candidate)]
    return shown if covering else []


def _their_article(query: Query, ranked: Sequence[Candidate]) -> int | None:
    """The article ranked first, where at least half of what anybody says in it is said by those who are asked for."""
    if not ranked:
        return None
    first = ranked[0].hit.document
    speakers = [candidate.person for candidate in ranked if candidate.hit.document == first and candidate.person]
    theirs = sum(speaker in query.people for speaker in speakers)
    if not any(one.hit.coverage for one in ranked if one.hit.document == first and one.person in query.people):
        return None  # none of it touches the question
    return first if 2 * theirs >= len(speakers) > 0 else None


def _is_beside(query: Query, candidate: Candidate) -> bool:
    """Whether a candidate may be shown beside one that answers."""
    return candidate.covered >= COVERED_BESIDE and (not query.people_by_hand or candidate.person in query.people)


def answers(query: Query, candidate: Candidate, *, told: bool = False) -> bool:
    """Whether a candidate says enough of what is asked to be shown as an answer.

    Where its article has `told` what it is about, it need not touch the question by itself.
    """
    asked_for = candidate.person in query.people
    if query.people_by_hand and not asked_for:
        return False
    if not candidate.hit.score:  # nothing in particular was asked: the newest words of whoever was asked for
        return asked_for or not query.people
    told = told or candidate.hit.document in query.documents
    if candidate.hit.coverage <= TOUCHED and not told:
        return False
    return candidate.covered >= (COVERED_BY_SPEAKER if asked_for else COVERED) / query.alternatives


def _order(query: Query, candidate: Candidate) -> tuple[float, float, int, int, int]:
    """Best first; of equals whose own words they are, then the newer one, then in the archive's order."""
    day = candidate.document.published.toordinal() if candidate.document.published else 0
    factor = _factor(query, candidate)
    return -candidate.hit.score * factor, -factor, -day, *candidate.place


def _words_before_report(query: Query, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, a quotation moved before the sentence that introduces it, where somebody's words are asked for.

    That sentence often has the question's words, and the quotation behind it the answer.
    """
    if query.intent is not Intent.WORDS or not query.people:
        return list(ranked)
    places = {candidate.place: candidate for candidate in ranked}
    ordered: dict[tuple[int, int], Candidate] = {}
    for candidate in ranked:
        behind = (candidate.hit.document, candidate.hit.ordinal + 1)
        quotation = places.get(behind)
        introduces = candidate.passage.kind is Kind.REPORTED and candidate.person in query.people
        if introduces and quotation and quotation.passage.kind is Kind.DIRECT and quotation.person == candidate.person:
            ordered.setdefault(behind, quotation)
        ordered.setdefault(candidate.place, candidate)
    return list(ordered.values())


def _lead(query: Query, statement: Statement) -> Candidate:
    """What stands for a statement in its list: what ranking has first or, where days count, what was printed first."""
    return statement.best if query.order is Order.BEST else statement.original


def _shown(query: Query, statement: Statement) -> Candidate:
    """What a statement is shown by: its original, unless its best is in an article that the conversation is about."""
    return statement.best if statement.best.hit.document in query.documents else statement.original


def _told(query: Query, statement: Statement) -> Citation:
    """A statement as it is shown, with where else it is told."""
    shown = _shown(query, statement)
    also = tuple(_citation(query, one) for one in statement.beside(shown))
    return replace(_citation(query, shown), also=also)


def _apart(query: Query, told: Iterable[Statement], better: Iterable[Statement] = ()) -> list[Statement]:
    """Statements without those that are shown together with one before them, or with a `better` one."""
    found = {_shown(query, one).shown_at: one for one in better}
    count = len(found)
    for statement in told:
        found.setdefault(_shown(query, statement).shown_at, statement)
    return list(found.values())[count:]


def _citation(query: Query, candidate: Candidate) -> Citation:
    hit = candidate.hit
    reason = Reason(hit.own, hit.surroundings, hit.article, candidate.covered, tuple(factors(query, candidate)))
    points = round(score(query, candidate), 3)
    return Citation.of(candidate.place, candidate.document, candidate.passage, candidate.person, points, reason)


def _nothing_answers(query: Query) -> Gap:
    if query.phrases:
        return Gap(Missing.PHRASE, who=query.phrases[0])
    who = query.people[0] if query.people else None
    sources = query.sources[0] if query.sources else None
    return Gap(Missing.SILENT if who else Missing.NOTHING, who=who, source=sources, since=query.since, until=query.until)
