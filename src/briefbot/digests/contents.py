"""What a digest holds: which of the new quotations it shows, each statement once, and what it keeps for the next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from briefbot.digests.model import KEEP_LEFT, Contents, News, Section, Statement
from briefbot.digests.near_duplicates import Clusters, groups, statements
from briefbot.model import Document, Kind
from briefbot.reading.copies import original_first

# How many statements a digest shows.
MOST = 12
# So many of one document stand before those of others that are less to the point: an article that is all about what somebody
# follows would fill a digest by itself.
OF_ONE = 3
# What was published longer before it came in is an archive's old stock, and no news.
NEWS_FOR = timedelta(days=7)
# Windows overlap by this much. What was being brought in while a digest was planned bears an instant before its end, and only
# shows up behind it; what the digest did show is not shown again, being delivered.
OVERLAP = timedelta(hours=1)

Matches = Sequence[tuple[str, Sequence[News]]]
# A quotation with the number of its statement.
Numbered = tuple[int, News]


class Found(NamedTuple):
    """What a window holds for a follow: fingerprints, quotations with the numbers of their statements, these in order."""

    fingerprints: frozenset[str]
    numbered: list[Numbered]
    ranked: list[int]


# What whole windows hold, by the follow as it was typed, since and until.
Known = dict[tuple[str, datetime, datetime], Found]


def is_news(document: Document, added_at: datetime) -> bool:
    """Whether a document that came in at `added_at` tells something new: it was published within the seven days before.

    One without a date does, since nothing says that it is old.
    """
    if document.published_at is not None:
        return added_at - document.published_at <= NEWS_FOR
    return document.published is None or added_at.date() - document.published <= NEWS_FOR


def compile(  # noqa: A001 (a digest is compiled; nobody compiles Python here)
    matches: Matches,
    delivered: Collection[str],
    since: datetime,
    until: datetime,
    most: int = MOST,
    clusters: Clusters | None = None,
    known: Known | None = None,
) -> Contents:
    """What a digest with these follows shows: the new quotations of each, best and most recent first, each statement once.

    `matches` are the follows with their quotations, best first; `delivered` the fingerprints of what was told before;
    `clusters` hold at least these quotations, and are made where they are None. A statement stands under the first follow that
    it matches. Digests of one day may share what is `known`, with their clusters: a follow's quotations are ranked once.
    """
    if clusters is None:
        clusters = statements([each for _, news in matches for each in _fresh(news, delivered, since, until)])
    found = [_found_for(asked, delivered, since, until, clusters, known) for asked in matches]
    numbered, ranked = [each.numbered for each in found], [each.ranked for each in found]
    shown = _shared_out(ranked, most, first=until.toordinal() * most)
    sections = _sections([title for title, _ in matches], ranked, shown, _members(numbered, shown))
    left = (each.added_at for news in numbered for number, each in news if number not in shown)
    return Contents(tuple(sections), len(set().union(*ranked)), since, until, min(left, default=None))


@dataclass(frozen=True, slots=True)
class FrontPage:
    """All statements of a window, those told by most sources first; `holding` says which of them hold a fingerprint's words.

    The same for every chat without follows, so that it is made once for all digests of one window.
    """

    statements: tuple[Statement, ...]
    holding: Mapping[str, tuple[int, ...]]
    since: datetime
    until: datetime


def front_page(news: Sequence[News], since: datetime, until: datetime, clusters: Clusters | None = None) -> FrontPage:
    """The statements of a window, those told by most sources first, then the newest, then those of somebody named."""
    fresh = _fresh(news, (), since, until)
    found = sorted(
        (_statement(group) for group in groups(fresh, clusters or statements(fresh))),
        key=lambda statement: (-_sources(statement), -max(map(_day, statement.members)), _lead_order(statement.lead)),
    )
    holding: dict[str, dict[int, None]] = defaultdict(dict)
    for number, statement in enumerate(found):
        for each in statement.members:
            holding[each.fingerprint][number] = None
    return FrontPage(tuple(found), {key: tuple(numbers) for key, numbers in holding.items()}, since, until)


def without_follows(page: FrontPage, delivered: Collection[str], most: int = MOST) -> Contents:
    """What a digest shows to those who follow nothing: the first of what the day told, and was not delivered.

    Nothing is kept for the next one: these people did not ask for all that there is.
    """
    touched = {number for key in delivered for number in page.holding.get(key, ())}
    rest = {number: _without(page.statements[number], delivered) for number in touched}
    numbered = ((number, rest.get(number, statement)) for number, statement in enumerate(page.statements))
    shown = tuple(islice((statement for _, statement in numbered if statement is not None), max(most, 0)))
    of = len(page.statements) - sum(statement is None for statement in rest.values())
    return Contents((Section(None, shown),) if shown else (), of, page.since, page.until)


def next_since(contents: Contents) -> datetime:
    """Where the window of the next digest begins, once this one was sent or had nothing to show.

    It begins with what this one left out, else a little before its end; never longer ago than `KEEP_LEFT`. Where a part of this
    one was given up, or all of it, the next begins where this one did: what did arrive is delivered, and not shown again.
    """
    end = contents.until - OVERLAP
    return window_start(end if contents.left is None else min(contents.left, end), contents.until)


def window_start(since: datetime, until: datetime) -> datetime:
    """`since`, but never longer than `KEEP_LEFT` before the window's end."""
    return max(since, until - KEEP_LEFT)


def _fresh(news: Iterable[News], delivered: Collection[str], since: datetime, until: datetime) -> list[News]:
    """What the window holds and nobody was told."""
    return [each for each in news if since <= each.added_at < until and each.fingerprint not in delivered]


def _found_for(
    asked: tuple[str, Sequence[News]],
    delivered: Collection[str],
    since: datetime,
    until: datetime,
    clusters: Clusters,
    known: Known | None,
) -> Found:
    """What is new for a follow; what the whole window holds is looked up, where nothing of it was delivered."""
    title, news = asked
    if known is not None:
        if (title, since, until) not in known:
            known[title, since, until] = _found(_fresh(news, (), since, until), clusters)
        if (whole := known[title, since, until]).fingerprints.isdisjoint(delivered):
            return whole
    return _found(_fresh(news, delivered, since, until), clusters)


def _found(fresh: Sequence[News], clusters: Clusters) -> Found:
    numbered = [(clusters.of(each), each) for each in fresh]
    return Found(frozenset(each.fingerprint for each in fresh), numbered, _ranked(numbered))


def _ranked(numbered: Sequence[Numbered]) -> list[int]:
    """The numbers of a follow's statements: by bands of relevance, within a band the newest day first, then by relevance.

    Its quotations stand best first. The bands are: at least half the best score, a quarter, an eighth, the rest. What one
    document has beyond `OF_ONE` statements stands behind that of others.
    """
    best = max((each.citation.score for _, each in numbered), default=0.0)
    half, quarter, eighth = best / 2, best / 4, best / 8
    order: dict[int, tuple[int, int, int]] = {}
    found_in: dict[int, int] = {}
    for at, (number, each) in enumerate(numbered):
        score = each.citation.score
        key = (score < half) + (score < quarter) + (score < eighth), -_day(each), at
        if number not in order or key < order[number]:
            order[number], found_in[number] = key, each.citation.key
    return _mixed(sorted(order, key=order.__getitem__), found_in)


def _mixed(ranked: Sequence[int], found_in: Mapping[int, int]) -> list[int]:
    """Statements in their order, but `OF_ONE` of each document before any further ones."""
    seen: dict[int, int] = {}
    turns: list[list[int]] = []
    for number in ranked:
        document = found_in[number]
        before = seen.get(document, 0)
        seen[document] = before + 1
        if before // OF_ONE == len(turns):
            turns.append([])
        turns[before // OF_ONE].append(number)
    return [number for turn in turns for number in turn]


def _day(news: News) -> int:
    """When it was published, as a day's ordinal; when it came in, where that is unknown."""
    return (news.citation.document.published or news.added_at).toordinal()


def _members(fresh: Iterable[Sequence[Numbered]], shown: Collection[int]) -> dict[int, dict[tuple[int, int], News]]:
    """The quotations of each statement that is shown by place, whatever follows they match."""
    found: dict[int, dict[tuple[int, int], News]] = defaultdict(dict)
    for numbered in fresh:
        for number, each in numbered:
            if number in shown:
                found[number].setdefault(each.place, each)
    return found


def _shared_out(ranked: Sequence[list[int]], most: int, first: int) -> set[int]:
    """The `most` statements to show: each follow in turn gives its best that none gave before.

    Where there are more follows than statements to show, `first` says whose turn it is; it moves on from digest to digest.
    """
    asking = [numbers for numbers in ranked if numbers]
    if len(asking) > most:
        start = first % len(asking)
        asking = asking[start:] + asking[:start]
    return set(islice(_in_turn(asking), max(most, 0)))


def _in_turn(ranked: Sequence[list[int]]) -> Iterator[int]:
    given: set[int] = set()
    waiting = [iter(numbers) for numbers in ranked]
    while waiting:
        still = []
        for numbers in waiting:
            number = next((number for number in numbers if number not in given), None)
            if number is not None:
                given.add(number)
                yield number
                still.append(numbers)
        waiting = still


def _sections(
    titles: Sequence[str],
    ranked: Sequence[list[int]],
    shown: set[int],
    members: Mapping[int, Mapping[tuple[int, int], News]],
) -> Iterator[Section]:
    """Each follow with its statements in its own order, but those that stand under one before it."""
    told: set[int] = set()
    for title, numbers in zip(titles, ranked, strict=True):
        own = [number for number in numbers if number in shown and number not in told]
        told.update(own)
        if own:
            yield Section(title, tuple(_statement(members[number].values()) for number in own))


def _statement(news: Iterable[News]) -> Statement:
    """One statement, shown in the fullest words under a name; the others as they came out."""
    lead, *others = sorted(news, key=_lead_order)
    return Statement(lead, tuple(sorted(others, key=lambda each: (_day(each), each.added_at, each.place))))


def _lead_order(news: News) -> tuple[bool, bool, int, int, tuple[bool, int, bool, float], tuple[int, int]]:
    """Somebody named before nobody, whole quotations before fragments, longer ones before cuts, then who printed it first."""
    citation = news.citation
    printed = _day(news), original_first(citation.document)
    return citation.speaker is None, citation.kind is not Kind.DIRECT, -len(citation.span), *printed, news.place


def _sources(statement: Statement) -> int:
    """How many papers tell it; a document without a source counts by itself."""
    return len({each.citation.document.source or each.citation.document.id for each in statement.members})


def _without(statement: Statement, delivered: Collection[str]) -> Statement | None:
    rest = [each for each in statement.members if each.fingerprint not in delivered]
    return _statement(rest) if rest else None
