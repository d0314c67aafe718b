"""The parts of an index: strings found by hash, postings that grow and shrink, words of few letters' difference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.retrieval.postings import Postings, counted
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Numbering, Strings

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
    numbering = Numbering(Strings.of(["a", "b"]))
    assert [numbering[text] for text in ("b", "c", "a", "d", "c")] == [1, 2, 0, 3, 2]
    assert dict(numbering.strings().items()) == {"a": 0, "b": 1, "c": 2, "d": 3}


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


@given(occurrences, occurrences, st.lists(st.booleans(), min_size=8, max_size=8))
def test_postings_shrink_and_grow(first: list[tuple[int, int]], second: list[tuple[int, int]], keep: list[bool]) -> None:
    """Items taken out are gone and the others numbered anew; items put behind keep their facts."""
    one, other = as_dict(postings(first)), as_dict(postings(second))
    numbers = {item: sum(keep[:item]) for item in range(8) if keep[item]}
    kept = postings(first).kept(np.array(keep))
    expected = {(row, numbers[item]): facts for (row, item), facts in one.items() if keep[item]}
    assert as_dict(kept) == expected
    both = kept.extended(postings(second), sum(keep))
    assert as_dict(both) == expected | {(row, item + sum(keep)): facts for (row, item), facts in other.items()}
    assert both.frequencies().tolist() == [sum(at == row for at, _ in as_dict(both)) for row in range(6)]


def test_rows_move_apart() -> None:
    """Rows are put at other numbers, with empty ones between."""
    some = postings([(0, 1), (1, 2), (1, 3)])
    moved = some.with_rows(np.array([0, 2, 3, 5, 6, 7]), 9)
    assert {row for row, _ in as_dict(moved)} == {0, 2}
    assert len(moved.starts) == 10


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
