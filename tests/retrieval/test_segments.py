"""Segments: however an index is cut into them, merged, added to and taken from, it ranks as one that is built at once."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archives import document, documents, questions

from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, IndexedDocument, bm25, bounds, merging, scoring
from briefbot.retrieval.indexing import segment
from briefbot.retrieval.merging import InMemory, compacted, merge, run_to_merge
from briefbot.retrieval.rows import Dense, Row
from briefbot.retrieval.segments import Segment, Whole, vocabulary, without
from briefbot.retrieval.tables import Tables
from support.made_texts import made_documents

ALL = Filters()
filters = st.builds(
    Filters,
    speakers=st.none() | st.frozensets(st.sampled_from(["Ada Holm", "Ben Stone", "Nobody Known"]), max_size=2),
    sources=st.none() | st.frozensets(st.sampled_from(["The Post", "The Wire"]), max_size=2),
)


def merged(segments: Sequence[Segment]) -> Segment:
    """One that stands for these."""
    sink = InMemory()
    merge(segments, sink)
    return Segment(sink.tables())


def arrays(tables: Tables) -> dict[str, object]:
    """All that tables hold, to be compared."""
    return {name: (array.dtype, array.tolist()) for name, array in tables.arrays().items()}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Segment], list[IndexedDocument]]:
    """Segments after some additions, removals, new versions and merges, and the documents that are there, as they came in."""
    segments: list[Segment] = []
    there: list[IndexedDocument] = []
    for step in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["add", "add", "remove", "merge"]))
        if kind == "add":
            keys = draw(st.lists(st.integers(0, 12), unique=True, min_size=1, max_size=4))
            added = [replace(draw(documents(step)), key=key) for key in keys]
            segments = [*without(segments, keys), Segment(segment(added, vocabulary(segments)))]
            there = [one for one in there if one.key not in keys] + added
        elif kind == "remove":
            gone = draw(st.sets(st.integers(0, 12), max_size=5))
            segments, there = list(without(segments, gone)), [one for one in there if one.key not in gone]
        elif segments:
            first, last = sorted(draw(st.tuples(st.integers(0, len(segments) - 1), st.integers(0, len(segments) - 1))))
            segments[first : last + 1] = [merged(segments[first : last + 1])]
    return segments, there


@given(histories(), questions, filters, st.integers(1, 9))
def test_segments_rank_as_one_index_that_is_built_at_once(
    history: tuple[list[Segment], list[IndexedDocument]], question: str, limits: Filters, k: int
) -> None:
    """The same hits in the same order, with the same scores to the last bit, whatever came in and went before."""
    segments, there = history
    index, once = ArchiveIndex(segments), ArchiveIndex.build(there)
    assert index.keys == once.keys == {one.key for one in there}
    for some in (ALL, limits):
        assert index.passages(question, some, k) == once.passages(question, some, k)
        assert index.documents(question, k, some) == once.documents(question, k, some)
    assert index.weight(question) == once.weight(question)
    assert [word.known for word in index.words(question)] == [word.known for word in once.words(question)]
    text = f"{question} {there[0].document.text if there else ''}"
    assert index.wording(text, k) == once.wording(text, k)


@given(histories(), questions, filters, st.integers(1, 9))
def test_how_much_is_remembered_and_looked_into_at_once_changes_no_hit(
    history: tuple[list[Segment], list[IndexedDocument]], question: str, limits: Filters, k: int
) -> None:
    """However few documents are looked into first, and weights and bounds are held: the hits are the same."""
    expected = ArchiveIndex(history[0]).passages(question, limits, k)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((scoring, "_FIRST_DOCUMENTS"), (bm25, "_WEIGHED"), (scoring, "_FEW"), (bounds, "_REMEMBERED")):
            patch.setattr(module, name, 1 if module is not bounds else 0)
        index = ArchiveIndex(history[0])
        assert [index.passages(question, limits, k) for _ in range(2)] == [expected, expected]


def test_bounds_that_were_met_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of them has a limit, and makes no difference."""
    monkeypatch.setattr(bounds, "_REMEMBERED", 0)
    index = ArchiveIndex.build([document(1, "River.")])
    assert index.passages("river", ALL, 5) == ArchiveIndex.build([document(1, "River.")]).passages("river", ALL, 5)
    assert len(index._levels._reaches._met) == 1


@pytest.mark.parametrize("few", [1, 100])
def test_the_highest_are_found_among_few_and_many(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """At least as many as are wanted of those above nothing, in their order."""
    monkeypatch.setattr(scoring, "_FEW", few)
    values = np.array([0, 5, 0, 3, 9, 1, 7, 2], np.float32)
    assert {4, 6} <= set(scoring.highest(values, 2).tolist())
    assert scoring.highest(values, 8).tolist() == [1, 3, 4, 5, 6, 7]


def test_a_segment_in_which_nothing_ever_was_is_none() -> None:
    """It is left out; one whose documents are gone keeps the strings that others number."""
    assert compacted([Segment(segment([], vocabulary(())))]) == ()


def test_a_term_that_a_segment_lacks_promises_nothing_there() -> None:
    """Nor does one that none has; and a document without a passage reaches nothing."""
    first = Segment(segment([document(1, "River.")], vocabulary(())))
    second = Segment(segment([document(2, "Harbour."), replace(document(3, "Pier."), passages=())], vocabulary([first])))
    index = ArchiveIndex([first, second])
    assert len(index.passages("river", ALL, 5)) == len(index.passages("river", ALL, 5)) == 1
    levels = index._levels
    (row,) = (index.whole.names.terms.find(term) for term in ("river",))
    group = scoring.Group((row,), 1.0)
    assert levels._promising(1, np.array([0], np.int32), [group], 0.5).tolist() == []
    assert levels._reaches.reach(99_999, 1.0, 1.0).items.tolist() == []
    assert Dense(second.tables, np.array([1], np.int32)).most(np.zeros(0)).tolist() == [0.0]


@given(st.lists(st.lists(st.integers(0, 30), max_size=5), min_size=1, max_size=5), st.integers(1, 40))
def test_merged_segments_are_those_of_all_at_once(sizes: list[list[int]], at_once: int) -> None:
    """However many parts a merge takes, the arrays are those of documents that were read together."""
    groups, key = list[list[IndexedDocument]](), 0
    for size in sizes:
        made = list(made_documents(sum(size) + 1, key, seed=key)) if size else []
        groups.append(made)
        key += len(made)
    segments: list[Segment] = []
    for group in groups:
        segments.append(Segment(segment(group, vocabulary(segments))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_AT_ONCE", at_once)
        found = merged(segments)
    assert arrays(found.tables) == arrays(segment([one for group in groups for one in group], vocabulary(())))


def test_what_is_gone_is_left_out_of_a_merge() -> None:
    """Of a document that was taken out nothing is left in the postings, and its terms are in no document's list."""
    made = list(made_documents(300, seed=3))
    keys = [one.key for one in made]
    segments = without([Segment(segment(made, vocabulary(())))], keys[::2])
    left = merged(segments).tables
    assert left.keys.tolist() == keys[1::2]
    once = segment(made[1::2], vocabulary(segments))  # the same numbers of strings
    for name, expected in arrays(once).items():
        if not name.startswith(("terms.", "words.", "speakers.", "sources.", "languages.", "word_")):
            if name.endswith((".facts", ".codes")):
                continue  # a fact that nobody has any more may stay
            assert arrays(left)[name] == expected, name
    facts, others = left.passages.facts[left.passages.codes], once.passages.facts[once.passages.codes]
    assert facts.tolist() == others.tolist()


@given(histories(), questions)
def test_no_passage_scores_above_its_documents_bound(
    history: tuple[list[Segment], list[IndexedDocument]], question: str
) -> None:
    """What is summed of a document's terms is at least the score of each of its passages: nothing good is passed over."""
    index = ArchiveIndex(history[0])
    asked: list[scoring.Group] = []
    levels = index._levels
    patched = levels.best

    def best(groups: list[scoring.Group], *rest: object) -> scoring.Scored:
        asked.extend(groups)
        return patched(groups, *rest)  # type: ignore[arg-type]

    levels.best = best  # type: ignore[assignment,method-assign]
    hits = index.passages(question, ALL, 1000)
    if hits:
        summed = levels._known_reaches(tuple(asked)).all()
        of_key = {int(key): at for at, key in enumerate(index.whole.keys) if index.whole.alive is None or index.whole.alive[at]}
        assert all(hit.score * bounds.ROUNDING <= summed[of_key[hit.document]] for hit in hits)


def test_a_bound_is_near_what_is_reached() -> None:
    """Of a term that is in one passage, the bound of its article is that passage's score, but for rounded lengths."""
    index = ArchiveIndex(compacted([Segment(segment(made_documents(2000), vocabulary(())))]))
    levels, whole = index._levels, index.whole
    rare = [row for row in range(0, len(whole.names.terms), 97) if whole.passages.frequency(row) == 1][:20]
    for row in rare:
        group = scoring.Group((row,), 1.0)
        best = levels.best([group], 1, None, None)
        bound = float(levels._known_reaches((group,)).summed.max())
        assert float(best.score[0]) <= bound * (1 + 1e-6) <= float(best.score[0]) * 1.12


def test_segments_stay_few_and_are_seldom_written_anew() -> None:
    """A thousand documents that come in one by one lie in a few segments, each written anew some ten times."""
    made = list(made_documents(6000, seed=9))
    segments: tuple[Segment, ...] = ()
    written = 0
    for one in made:
        before = {id(some.tables) for some in segments}
        segments = compacted([*segments, Segment(segment([one], vocabulary(segments)))])
        written += sum(some.weight for some in segments if id(some.tables) not in before)
    assert len(segments) <= 6
    assert written <= 12 * sum(some.weight for some in segments)
    assert sum(len(some.tables.keys) for some in segments) == len(made)


def test_a_large_segment_is_not_merged_while_anybody_waits() -> None:
    """Only those are that are small together; the rest is told for another time."""
    segments: list[Segment] = []
    for size in (900, 250, 40, 30):
        first = sum(len(one.tables.keys) for one in segments)
        segments.append(Segment(segment(made_documents(size, first, seed=first), vocabulary(segments))))
    assert run_to_merge(segments, 420) == slice(1, 4)
    assert run_to_merge(segments, 10_000) == slice(0, 4)
    assert run_to_merge(segments, 10) is None
    assert run_to_merge(segments[:1], 10_000) is None
    half = without(segments[:1], segments[0].tables.keys[::2].tolist())
    assert run_to_merge(half, 10_000) == slice(0, 1)


def test_surroundings_of_a_row_are_those_of_the_documents() -> None:
    """Slots of different documents are never neighbours."""
    tables = segment(made_documents(60, seed=4), vocabulary(()))
    row = Row(tables, np.arange(len(tables.keys)))
    assert row.passages.tolist() == list(range(len(tables.speaker_of)))
    ends = np.flatnonzero(np.diff(row.of))
    assert (np.diff(row.places)[ends] == 2).all()
    whole = Whole([Segment(tables)])
    assert whole.document_of(row.passages).tolist() == row.of.tolist()
