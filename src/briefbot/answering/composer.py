"""Candidates → Answer: which of them answer, in which order, or why none does."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from types import MappingProxyType

from briefbot.answering.candidates import Candidate, Place, Statement, statements
from briefbot.answering.denials import Denial, denials, denials_of
from briefbot.answering.ending import end_of_list
from briefbot.answering.questions.mentions import is_a_person, is_mentioned
from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.answering.questions.name_parts import last_name
from briefbot.answering.questions.operators import holds
from briefbot.answering.timeline import turning_points
from briefbot.answering.weighing import factor, factors, score
from briefbot.model import Answer, Catalogue, Citation, Gap, Kind, Missing, Reason
from briefbot.retrieval import Word

# How many candidates an answer can go on with, page by page.
_LONGEST_LIST = 60
# How many near misses stand beside a refusal.
_NEAR = 2


# A candidate answers when it covers this share (idf-weighted) of what is asked: in its surroundings, and at half that worth in
# the rest of its article. A person's own words may say it in other terms, so they need to cover less.
COVERED = 0.45
COVERED_BY_SPEAKER = 0.25
# A question of few words that names nobody is on all of them: its article must cover more than this share, or a city or a
# common word that both have would answer. Of three words that weigh much alike two are not enough, of four three are.
FEW_WORDS = 4
COVERED_OF_FEW = 0.68
# It and its neighbours must hold more than this share of it themselves, unless its article has told what it is about; for the
# first passages of an article, its title does.
TOUCHED = 0.1
UNDER_TITLE = 10
# Code points around somebody's words in which whom they are on is named.
_AROUND = 200
# Where something answers, what covers so much of the question is shown too, as high as it ranks.
COVERED_BESIDE = 0.3


def compose(query: Query, candidates: Sequence[Candidate], words: Sequence[Word], k: int, skip: int = 0) -> Answer:
    """The best `k` candidates as an answer, after the first `skip`; a gap where none answers.

    `words` tells which words of the question the archive has.
    """
    corrected = tuple((word.text, word.correction) for word in words if not word.known)
    before, denying = [one for one in candidates if one.shown_at in query.shown], denials(candidates)
    candidates = [one for one in candidates if _is_wanted(query, one)]
    ranked = sorted(candidates, key=lambda candidate: _order(query, candidate))
    told = _words_before_report(query, answering(query, ranked, needed=_needed_of_its_article(query, words)))
    once = list(islice(statements(told, before), _LONGEST_LIST))
    leads = [_lead(query, one) for one in once]
    of = {lead.place: one for lead, one in zip(leads, once, strict=True)}
    belonging, behind = end_of_list(query, _by_day(query, leads))
    limits = {of[candidate.place].best.place: limit for candidate, limit in behind}
    close = _apart(query, (of[candidate.place] for candidate in belonging))
    further = _apart(query, (of[candidate.place] for candidate, _ in behind), close)
    days = _days(close) if query.order is Order.TIMELINE and not skip else ()
    if query.order is Order.TIMELINE:
        points = turning_points(query, close, k)
        further = [one for one in close if one not in points]
        limits = {one.best.place: "no turning point" for one in further}
        close = points
    found = close if skip < len(close) else [*close, *further]
    shown = tuple(_told(query, one, denying, limits) for one in found[skip : skip + k])
    if shown:
        left = tuple(_told(query, one, denying, limits) for one in further[:k]) if not skip else ()
        more = len(close) + len(further) > skip + len(shown)
        off = skip >= len(close) and query.order is not Order.TIMELINE
        heard = {one.best.person for one in (*close, *further)}
        silent, taken = (_silent(query, heard), query.taken) if not skip else ((), ())
        return Answer(
            shown,
            choices=query.choices,
            more=more,
            corrected=corrected,
            further=left,
            off=off,
            silent=silent,
            days=days,
            taken=taken,
        )
    # What lacks the one word that the archive lacks is nothing near.
    lacking = not query.people and any(not word.known and word.correction is None for word in words)
    near = () if skip or lacking else near_misses(query, candidates)
    return Answer(gap=_nothing_answers(query), near=near, choices=query.choices, corrected=corrected)


def _days(told: Iterable[Statement]) -> tuple[date, ...]:
    """The days of these statements, earliest first, each as often as something was said."""
    return tuple(sorted(one.original.document.published for one in told if one.original.document.published))


def _silent(query: Query, heard: Collection[str | None]) -> tuple[str, ...]:
    """Those of several asked for who are not among the ones heard, each by the fullest name."""
    return tuple(people[0] for people in query.beside if not any(person in heard for person in people))


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
    denying = denials(candidates)
    return tuple(_told(query, one, denying) for one in _apart(query, statements(theirs or ranked))[:_NEAR])


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


def _needed_of_its_article(query: Query, words: Sequence[Word]) -> float:
    """The share of what is asked of which the article of an answer must have more, wherever it stands there."""
    narrowed = query.people or query.sources or query.documents or query.follows_up or query.alternatives > 1
    if not all(word.known or word.correction for word in words):
        return -1.0  # a word that no article has tells none from another: small archives lack many
    return COVERED_OF_FEW if 0 < len(words) <= FEW_WORDS and not narrowed else -1.0


def answering(query: Query, ranked: Sequence[Candidate], *, needed: float = -1.0) -> list[Candidate]:
    """The candidates to show; none where no candidate answers, or only others than somebody whose words are asked for.

    Of an asked speaker who does most of the talking in the article ranked first, all that is said there may answer: the
    article tells what of. Beside what answers, what covers a good part of the question is shown in its place. What answers has
    more than the share `needed` of the question in its article.
    """
    told = _their_article(query, ranked)
    covering = {
        candidate.place: candidate
        for candidate in ranked
        if answers(query, candidate, told=candidate.hit.document == told and candidate.person in query.people, needed=needed)
    }
    if query.people and not any(candidate.person in query.people for candidate in covering.values()):
        return []
    shown = [candidate for candidate in ranked if candidate.place in covering or _is_beside(query, candidate, needed)]
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


def _is_beside(query: Query, candidate: Candidate, needed: float) -> bool:
    """Whether a candidate may be shown beside one that answers; its article must cover more than `needed`, too."""
    theirs = not query.people_by_hand or candidate.person in query.people
    covers = candidate.covered >= COVERED_BESIDE and candidate.hit.article_coverage > needed
    return covers and theirs and not _tells_of_others(query, candidate)


def answers(query: Query, candidate: Candidate, *, told: bool = False, needed: float = -1.0) -> bool:
    """Whether a candidate says enough of what is asked to be shown as an answer.

    Where its article has `told` what it is about, it need not touch the question by itself. Its article must cover more than
    the share `needed` of the question, unless somebody says it of whom is asked for.
    """
    asked_for = candidate.person in query.people
    if (query.people_by_hand and not asked_for) or _tells_of_others(query, candidate):
        return False
    if not candidate.hit.score:  # nothing in particular was asked: the newest words of whoever was asked for
        return asked_for or not query.people
    told = told or candidate.hit.document in query.documents
    near = candidate.hit.coverage if candidate.hit.ordinal <= UNDER_TITLE else candidate.hit.near_coverage
    if near <= TOUCHED and not told:
        return False
    in_other_words = asked_for or _is_on_them(query, candidate)
    if candidate.hit.article_coverage <= needed and not in_other_words:
        return False
    return candidate.covered >= (COVERED_BY_SPEAKER if in_other_words else COVERED) / query.alternatives


def _tells_of_others(query: Query, candidate: Candidate) -> bool:
    """Whether it is asked who did something to somebody, and a candidate's article does not name them."""
    done_to = query.objects if query.intent is Intent.WHO and not query.follows_up else ()
    document = candidate.document
    return bool(done_to) and not any(is_mentioned(last_name(one), f"{document.title} {document.text}") for one in done_to)


def _is_on_them(query: Query, candidate: Candidate) -> bool:
    """Whether it is asked who praised or attacked somebody, and this is what another says in a passage that names them."""
    if query.intent is not Intent.WHO or not query.objects or query.follows_up or candidate.person is None:
        return False
    document, at = candidate.document, candidate.passage.span
    around = f"{document.title} {document.text[max(0, at.start - _AROUND) : at.end + _AROUND]}"
    return any(is_mentioned(last_name(one), around) for one in query.objects)


def _order(query: Query, candidate: Candidate) -> tuple[float, float, int, int, int]:
    """Best first; of equals whose own words they are, then the newer one, then in the archive's order."""
    day = candidate.document.published.toordinal() if candidate.document.published else 0
    by = factor(query, candidate)
    return -candidate.hit.score * by, -by, -day, *candidate.place


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


def _told(
    query: Query, statement: Statement, denying: Sequence[Denial], limits: Mapping[Place, str] = MappingProxyType({})
) -> Citation:
    """A statement as it is shown, with where else it is told, who denies it, and the limit that it is behind."""
    shown = _shown(query, statement)
    also = tuple(_citation(query, one) for one in statement.beside(shown))
    denied = tuple(_citation(query, one) for one in denials_of(shown, denying))
    return replace(_citation(query, shown, limits.get(statement.best.place)), also=also, denials=denied)


def _apart(query: Query, told: Iterable[Statement], better: Iterable[Statement] = ()) -> list[Statement]:
    """Statements without those that are shown together with one before them, or with a `better` one."""
    found = {_shown(query, one).shown_at: one for one in better}
    count = len(found)
    for statement in told:
        found.setdefault(_shown(query, statement).shown_at, statement)
    return list(found.values())[count:]


def _citation(query: Query, candidate: Candidate, limit: str | None = None) -> Citation:
    hit = candidate.hit
    counted = tuple(factors(query, candidate))
    reason = Reason(hit.own, hit.surroundings, hit.article, candidate.covered, counted, limit)
    points = round(score(query, candidate), 3)
    return Citation.of(candidate.place, candidate.document, candidate.passage, candidate.person, points, reason)


def _nothing_answers(query: Query) -> Gap:
    if query.phrases:
        return Gap(Missing.PHRASE, who=query.phrases[0])
    who = query.people[0] if query.people else None
    sources = query.sources[0] if query.sources else None
    return Gap(Missing.SILENT if who else Missing.NOTHING, who=who, source=sources, since=query.since, until=query.until)
