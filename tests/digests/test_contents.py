"""A digest shows what is new, each statement once, fairly between follows; and what it leaves out is not lost."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests import contents
from briefbot.digests.contents import OVERLAP, front_page, is_news, next_since, window_start, without_follows
from briefbot.digests.model import KEEP_LEFT, Contents, News
from briefbot.digests.near_duplicates import fingerprint, statements
from briefbot.model import Citation, Document, Kind, Span
from support.work import calls

from .quotations import SINCE, UNTIL, quotation, quotations

DISTINCT = (
    "the harbour needs a new crane before winter sets in",
    "nobody told parliament about these secret payments last year",
    "our hospital will hire ninety nurses by next summer",
    "farmers lost half their wheat because rain never came",
    "this museum belongs to all children of that town",
    "wages rose faster here than prices did since march",
)


def distinct(count: int, first: int = 0, score: float = 1.0, added_at: datetime = SINCE) -> list[News]:
    """Quotations that all say something else."""
    return [quotation(key, f"{DISTINCT[0]} number {key}a {key}b {key}c {key}d", score=score, added_at=added_at)
            for key in range(first, first + count)]  # fmt: skip


def told(held: Contents) -> list[list[int]]:
    """Of each section, the documents of its statements, the one shown first."""
    return [[each.lead.citation.key for each in section.statements] for section in held.sections]


def day(follows: Sequence[tuple[str, Sequence[News]]], *, most: int = 12, delivered: Sequence[str] = ()) -> Contents:
    """The digest of one day."""
    return contents.compile(follows, frozenset(delivered), SINCE, UNTIL, most)


MATCHES = st.tuples(quotations(), st.lists(st.sets(st.integers(0, 24)), max_size=4)).map(
    lambda drawn: [
        (f"follow {at}", sorted((drawn[0][key] for key in keys if key < len(drawn[0])), key=lambda one: -one.citation.score))
        for at, keys in enumerate(drawn[1])
    ]
)


@given(MATCHES, st.integers(0, 14), st.data())
def test_what_a_digest_shows(follows: list[tuple[str, list[News]]], most: int, data: st.DataObject) -> None:
    """Only matches, from the window, not delivered, each statement once, as many as may be; and it counts all."""
    everything = {each.place: each for _, news in follows for each in news}
    delivered = data.draw(st.sets(st.sampled_from(sorted({one.fingerprint for one in everything.values()}) or ["none"])))
    held = contents.compile(follows, delivered, SINCE, UNTIL, most)
    new = {place for place, one in everything.items() if SINCE <= one.added_at < UNTIL and one.fingerprint not in delivered}
    shown = [each for statement in held.statements for each in statement.members]
    assert len({each.place for each in shown}) == len(shown)
    assert {each.place for each in shown} <= new
    assert held.shown == len(held.statements) == min(most, held.of)
    assert held.of <= len(new)
    assert (held.of == 0) == (not new)
    kept = [everything[place].added_at for place in new - {each.place for each in shown}]
    assert held.left == min(kept, default=None)


@given(MATCHES, st.integers(0, 14))
def test_each_section_is_its_follows(follows: list[tuple[str, list[News]]], most: int) -> None:
    """Sections stand in the order of follows, none empty; a statement stands under the first follow that it matches."""
    held = day(follows, most=most)
    matched = [{each.place for each in news} for _, news in follows]
    titles = [title for title, _ in follows]
    numbers = [titles.index(section.title) for section in held.sections if section.title]
    assert numbers == sorted(set(numbers))
    for number, section in zip(numbers, held.sections, strict=True):
        assert section.statements
        for statement in section.statements:
            places = {each.place for each in statement.members}
            assert places & matched[number]
            assert not any(places & earlier for earlier in matched[:number])


@given(MATCHES)
def test_making_it_again_changes_nothing(follows: list[tuple[str, list[News]]]) -> None:
    """The same values make the same digest; and once all of it is delivered, there is nothing more to show."""
    held = day(follows, most=99)
    assert day(follows, most=99) == held
    assert day(follows, most=99, delivered=sorted(held.fingerprints)).of == 0


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(0, 30))
def test_no_follow_starves_another(counts: list[int], most: int) -> None:
    """Each gets an equal share, or all that it has."""
    follows = [(f"f{n}", distinct(count, first=100 * n, score=n)) for n, count in enumerate(counts)]
    got = {section.title: len(section.statements) for section in day(follows, most=most).sections}
    with_news = sum(map(bool, counts))
    for n, count in enumerate(counts):
        assert got.get(f"f{n}", 0) >= min(count, most // max(with_news, 1))


def test_a_follow_within_another_is_not_starved() -> None:
    """What is told for a narrow follow is told, though it stands under the wide one before it."""
    wide = distinct(50, score=5)
    held = day([("wide", wide), ("narrow", wide[40:43])], most=6)
    assert {40, 41, 42} <= set(told(held)[0])
    assert [section.title for section in held.sections] == ["wide"]


def test_more_follows_than_places_take_turns() -> None:
    """Over some days each of twenty follows is told of once, though a digest has room for six."""
    follows = [(f"f{n}", distinct(1, first=n, added_at=SINCE)) for n in range(20)]
    seen: set[str | None] = set()
    for later in range(4):
        until = UNTIL + timedelta(days=later)
        held = contents.compile(follows, frozenset(), SINCE, until, 6)
        assert held.shown == 6
        seen |= {section.title for section in held.sections}
    assert len(seen) == 20


def test_a_statement_in_several_papers_is_told_once_with_all_of_them() -> None:
    """The fullest words under a name are shown, the other papers stand beside in the order of their dates."""
    whole = "We will open the new bridge in spring, and not a day later. The old road stays closed until then."
    cut = "The old road stays closed until then."
    held = day([("bridge", [
        quotation(1, cut, source="The Courier", published=date(2026, 11, 23)),
        quotation(2, whole, speaker=None, source="The Gazette", published=date(2026, 11, 22)),
        quotation(3, f"She said the bridge would wait: “{whole}”", kind=Kind.MIXED, published=date(2026, 11, 21)),
        quotation(4, whole, source="The Herald", published=date(2026, 11, 23)),
    ])])  # fmt: skip
    (statement,) = held.statements
    assert [each.citation.key for each in statement.members] == [4, 3, 2, 1]
    assert (held.shown, held.of) == (1, 1)
    assert len(held.fingerprints) == 3


def test_of_one_day_an_agency_is_shown() -> None:
    """A wire's words stand under the wire, the papers that print them beside it; an earlier paper was first."""
    words, day_before = "We will open the new bridge in spring, and not a day later.", date(2026, 11, 22)
    papers = [
        quotation(key, words, source=name, published=date(2026, 11, 23)) for key, name in ((1, "The Gazette"), (2, "Reuters"))
    ]
    early = quotation(3, words, source="The Herald", published=day_before)
    assert [each.citation.key for each in day([("bridge", papers)]).statements[0].members] == [2, 1]
    assert day([("bridge", [*papers, early])]).statements[0].lead.citation.key == 3


def test_the_best_come_first_and_of_those_the_newest() -> None:
    """One half as good as the best counts as good; within what is as good, the newer day comes first."""
    ranked = [
        quotation(1, DISTINCT[0], score=10, published=date(2026, 11, 20)),
        quotation(2, DISTINCT[1], score=8, published=date(2026, 11, 23)),
        quotation(3, DISTINCT[2], score=5, published=date(2026, 11, 22)),
        quotation(4, DISTINCT[3], score=4, published=date(2026, 11, 24)),
        quotation(5, DISTINCT[4], score=1),
    ]
    assert told(day([("f", ranked)])) == [[2, 3, 1, 4, 5]]


def test_one_article_fills_no_digest() -> None:
    """Three statements of an article that is all about what is followed stand first, then another article's, then the rest."""
    whole = "\n".join(DISTINCT)
    document = Document("long", whole, source="The Herald")
    long = []
    for ordinal, words in enumerate(DISTINCT[:5]):
        at = whole.index(words)
        cited = Citation(1, ordinal, document, Span(at, at + len(words)), Kind.DIRECT, "Ada Stone", 2.0)
        long.append(News(cited, fingerprint(words), SINCE))
    other = quotation(2, DISTINCT[5], score=1.9)
    (section,) = day([("harbour", [*long, other])], most=5).sections
    assert [each.lead.place for each in section.statements] == [(1, 0), (1, 1), (1, 2), (2, 0), (1, 3)]


def test_what_was_delivered_is_not_shown_again_from_another_paper() -> None:
    """Delivered is counted by words: a later version or another paper with them is no news."""
    first = day([("f", [quotation(1, DISTINCT[0])])])
    again = quotation(2, DISTINCT[0].upper(), source="The Courier")
    held = day([("f", [again, quotation(3, DISTINCT[1])])], delivered=sorted(first.fingerprints))
    assert told(held) == [[3]]


def test_the_next_window_begins_with_what_was_left_out() -> None:
    """So that a cap loses nothing; else a little before this one's end; and never more than thirty days back."""
    old = distinct(1, score=9) + distinct(1, first=1, added_at=SINCE + timedelta(hours=5))
    assert next_since(day([("f", old)], most=1)) == SINCE + timedelta(hours=5)
    assert next_since(day([("f", old)], most=2)) == UNTIL - OVERLAP
    assert next_since(day([], most=2)) == UNTIL - OVERLAP
    ancient = distinct(2, added_at=UNTIL - timedelta(days=40))
    capped = contents.compile([("f", ancient)], frozenset(), UNTIL - timedelta(days=50), UNTIL, 1)
    assert next_since(capped) == UNTIL - KEEP_LEFT == window_start(SINCE - timedelta(days=50), UNTIL)


@given(quotations(), st.integers(0, 30), st.data())
def test_without_follows(news: list[News], most: int, data: st.DataObject) -> None:
    """The window's statements that were not delivered, each once; those that most papers tell come first."""
    delivered = data.draw(st.sets(st.sampled_from(sorted({one.fingerprint for one in news}) or ["none"])))
    page = front_page(news, SINCE, UNTIL)
    held = without_follows(page, delivered, most)
    new = {one.place for one in news if SINCE <= one.added_at < UNTIL and one.fingerprint not in delivered}
    shown = [each for statement in held.statements for each in statement.members]
    assert len({each.place for each in shown}) == len(shown)
    assert {each.place for each in shown} <= new
    assert held.shown == min(most, held.of)
    if most >= held.of:
        assert {each.place for each in shown} == new
    if not delivered:
        papers = [len({one.citation.document.source or one.place for one in each.members}) for each in held.statements]
        assert papers == sorted(papers, reverse=True)


def test_the_day_without_follows() -> None:
    """What most papers tell, then the newest, then what has a name to it."""
    news = [
        quotation(1, DISTINCT[0], published=date(2026, 11, 20), source="The Herald"),
        quotation(2, DISTINCT[0], published=date(2026, 11, 20), source="The Courier"),
        quotation(3, DISTINCT[1], published=date(2026, 11, 22)),
        quotation(4, DISTINCT[2], published=date(2026, 11, 23), speaker=None),
        quotation(5, DISTINCT[3], published=date(2026, 11, 23)),
        quotation(6, DISTINCT[4], published=date(2026, 11, 21)),
        quotation(7, DISTINCT[4], published=date(2026, 11, 21)),  # the same paper once more
    ]
    held = without_follows(front_page(news, SINCE, UNTIL), ())
    assert told(held) == [[1, 5, 4, 3, 6]]
    assert held.sections[0].title is None
    assert held.left is None


@pytest.mark.parametrize(
    ("published", "new"),
    [
        ("2026-11-24", True),
        ("2026-11-17", True),
        ("2026-11-16", False),
        ("2013-02-14", False),
        ("2027-01-01", True),
        (None, True),
    ],
)
def test_old_stock_is_no_news(published: str | None, *, new: bool) -> None:
    """What was published more than seven days before it came in is none; what bears no date is."""
    printed = None if published is None else date.fromisoformat(published)
    assert is_news(Document("d", "Words.", published=printed), UNTIL) == new


def test_old_stock_by_the_instant() -> None:
    """Where an article gives its hour, the seven days count from there."""
    hour = datetime(2026, 11, 17, 7, tzinfo=UTC)
    article = Document("d", "Words.", published=date(2026, 11, 16), published_at=hour)
    assert is_news(article, UNTIL)
    assert not is_news(article, UNTIL + timedelta(seconds=1))


def test_a_digest_is_as_much_work_as_its_matches() -> None:
    """Where the day's statements are put together once, other people's news cost a digest nothing."""
    work = []
    for day in (1000, 4000):
        news = distinct(day)
        clusters = statements(news)
        follows = [(f"f{n}", news[100 * n : 100 * n + 20]) for n in range(5)]
        delivered = frozenset(one.fingerprint for one in news[:360])
        work.append(calls(lambda: contents.compile(follows, delivered, SINCE, UNTIL, clusters=clusters)))  # noqa: B023
    assert work[1] < 1.1 * work[0]
