"""The parts of an index: strings found by hash, postings that grow and shrink, words of few letters' difference."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.retrieval.postings import Lists, Part, Postings, counted, places_of
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Chain, Numbering, Strings

texts = st.lists(st.text(max_size=6), unique=True, max_size=20)


@given(texts, texts)
def test_strings_keep_their_numbers(first: list[str], second: list[str]) -> None:
    """Each string is found under its number, also after more came; others are not found."""
    further = [text for text in second if text not in first]
    strings = Strings.of(first).extended(further)
    assert dict(strings.items()) == {text: number for number, text in enumerate(first + further)}
    assert [strings.find(text) for text in first + further] == list(range(len(strings)))
    assert strings.get("no such string") is None


def test_strings_of_one_hash_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collision of hashes costs a look, not a mistake."""
    monkeypatch.setattr("briefbot.retrieval.strings.zlib.crc32", lambda _: 7)
    strings = Strings.of(["a", "b"]).extended(["c"])
    assert [strings.find(text) for text in "abcd"] == [0, 1, 2, -1]


def test_numbers_go_on_behind_the_known() -> None:
    """New strings are numbered after those that are there, each once."""
    numbering = Numbering(Chain([Strings.of(["a", "b"])]))
    assert [numbering[text] for text in ("b", "c", "a", "d", "c")] == [1, 2, 0, 3, 2]
    assert dict(numbering.new().items()) == {"c": 0, "d": 1}


@given(st.lists(st.text(max_size=6), unique=True, max_size=20), st.lists(st.integers(0, 20), max_size=4))
def test_strings_of_several_parts_are_numbered_through(strings: list[str], cuts: list[int]) -> None:
    """Wherever they are cut into parts, each is found under the number that it has in all, also when they are joined."""
    bounds = [0, *sorted(min(cut, len(strings)) for cut in cuts), len(strings)]
    chain = Chain(Strings.of(strings[first:last]) for first, last in pairwise(bounds))
    assert [chain.find(one) for one in strings] == list(range(len(chain)))
    assert [chain[number] for number in range(len(chain))] == strings
    assert chain.find("no such string") == chain.joined().find("no such string") == -1
    assert [chain.joined().find(one) for one in strings] == list(range(len(strings)))


occurrences = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=40)


def postings(pairs: list[tuple[int, int]]) -> Postings:
    """Postings of six rows and eight items; the facts are the count and the item's length."""
    rows, items = np.array([pair[0] for pair in pairs], np.int32), np.array([pair[1] for pair in pairs], np.int32)
    lengths = np.bincount(items, minlength=8)
    in_rows, in_items, counts = counted(rows, items, 8)
    return Postings.of(in_rows, in_items, np.column_stack((counts, lengths[in_items])).astype(np.int32), 6)


def as_dict(some: Postings) -> dict[tuple[int, int], list[int]]:
    """(row, item) → facts."""
    found: dict[tuple[int, int], list[int]] = {}
    for row in range(len(some.starts) - 1):
        items, codes = some.row(row)
        assert items.tolist() == sorted(set(items.tolist()))
        found |= {(row, item): some.facts[code].tolist() for item, code in zip(items.tolist(), codes.tolist(), strict=True)}
    return found


@given(occurrences, occurrences, st.sets(st.integers(0, 7)))
def test_postings_of_segments_are_one(first: list[tuple[int, int]], second: list[tuple[int, int]], gone: set[int]) -> None:
    """Items are numbered on from segment to segment, and those that are gone are in no list and counted nowhere."""
    keys = np.array([2, 3, 5, 7, 8, 9], np.int32)
    left = np.array(sorted(gone), np.int32) if gone else None
    lists = Lists([Part(postings(first), keys, 0, left, 8), Part(postings(second), keys + np.int32(1), 8, None, 8)])
    expected: dict[int, dict[int, list[int]]] = {}
    for (row, item), facts in as_dict(postings(first)).items():
        if item not in gone:
            expected.setdefault(int(keys[row]), {})[item] = facts
    for (row, item), facts in as_dict(postings(second)).items():
        expected.setdefault(int(keys[row]) + 1, {})[item + 8] = facts
    worth = np.arange(len(lists.facts))
    for key in range(12):
        items, places = lists.row(key, worth)
        assert dict(zip(items.tolist(), lists.facts[places].tolist(), strict=True)) == expected.get(key, {})
        assert lists.frequency(key) == len(items) <= lists.at_most
    assert sorted(lists.frequencies()[lists.frequencies() > 0].tolist()) == sorted(map(len, expected.values()))
    assert lists.known(np.arange(12)).tolist() == [key in expected for key in range(12)]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=9))
def test_runs_of_numbers_stand_one_after_the_other(runs: list[tuple[int, int]]) -> None:
    """Each from its beginning, as long as it is, empty ones among them."""
    starts, sizes = np.array([run[0] for run in runs], np.int64), np.array([run[1] for run in runs], np.int64)
    assert places_of(starts, sizes).tolist() == [start + at for start, size in runs for at in range(size)]


def edits(one: str, other: str) -> int:
    """Optimal string alignment, by its definition."""
    table = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            if i == j == -1:
                continue
            ways = [table[i - 1, j] + 1] if i >= 0 else []
            ways += [table[i, j - 1] + 1] if j >= 0 else []
            if i >= 0 and j >= 0:
                ways.append(table[i - 1, j - 1] + (one[i] != other[j]))
            if i > 0 and j > 0 and one[i] == other[j - 1] and one[i - 1] == other[j]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one) - 1, len(other) - 1]


words = st.text(alphabet="abc", min_size=3, max_size=11)


@given(st.lists(words, unique=True, max_size=30), words)
def test_the_nearest_words_are_within_reach(known: list[str], word: str) -> None:
    """Words are proposed just when they are one edit away, or two from eight letters on; nearest first, then frequent."""
    counts = np.arange(len(known), dtype=np.int32)
    found = Speller(Strings.of(known), counts).nearest(word)
    most = 2 if len(word) >= 8 else 1
    within = [other for other in known if other[0] == word[0] and edits(word, other) <= most] if len(word) > 3 else []
    assert found == sorted(within, key=lambda other: (edits(word, other), -known.index(other)))[:5]


@pytest.mark.parametrize(("typed", "meant"), [("zimmermann", "zimmerman"), ("goverment", "government"), ("путен", "путин")])
def test_misspelt_words_find_the_meant(typed: str, meant: str) -> None:
    """Of several words in reach the nearest comes first."""
    known = ["zimmerman", "government", "governments", "путин", "other"]
    assert Speller(Strings.of(known), np.ones(5, np.int32)).nearest(typed)[0] == meant


@pytest.mark.parametrize("typed", ["zoo", "f16", "1789", "ab-cd"])
def test_short_words_and_numbers_are_not_guessed_at(typed: str) -> None:
    """They have too many neighbours."""
    assert Speller(Strings.of(["zoom", "f17", "1788", "abcd"]), np.ones(4, np.int32)).nearest(typed) == []
