"""The engine against rank_bm25, its model: the same scores to the last bit, without its traps."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from briefbot.language.terms import terms
from briefbot.retrieval import bm25
from support.okapi import TextOkapi

TERMS = "abcdefghij"
texts = st.lists(st.sampled_from(TERMS), max_size=12)
collections = st.lists(texts, min_size=1, max_size=30)


def by_hand(engine: TextOkapi, query: list[str], k: int, allowed: np.ndarray | None = None) -> list[tuple[int, float]]:
    """The k best matches by looking at every item: (item, score)."""
    scores = engine.get_scores(query)
    matches = [item for item, words in enumerate(engine.doc_freqs) if words.keys() & set(query)]
    if allowed is not None:
        matches = [item for item in matches if allowed[item]]
    return [(item, scores[item]) for item in sorted(matches, key=lambda item: (-scores[item], item))[:k]]


def found(engine: TextOkapi, query: list[str], k: int, allowed: np.ndarray | None = None) -> list[tuple[int, float]]:
    """What `best` gives, in the same form."""
    items, scores = engine.best(query, k, allowed)
    return list(zip(items.tolist(), scores.tolist(), strict=True))


@given(collections, texts, st.floats(0.1, 3), st.floats(0, 0.9), st.floats(0, 1))  # at b = 1 rank_bm25 divides 0 by 0
def test_scores_are_those_of_rank_bm25(corpus: list[list[str]], query: list[str], k1: float, b: float, epsilon: float) -> None:
    """Wherever rank_bm25 gives each term a positive weight, the scores are equal bit for bit."""
    assume(any(corpus))
    model = BM25Okapi(corpus, k1=k1, b=b, epsilon=epsilon)
    assume(min(model.idf.values()) > 0)
    engine = TextOkapi(corpus, k1=k1, b=b, epsilon=epsilon)
    assert engine.get_scores(query).tolist() == model.get_scores(query).tolist()
    assert engine.idf == model.idf
    assert (engine.avgdl, engine.corpus_size, engine.doc_len) == (model.avgdl, model.corpus_size, model.doc_len)
    assert engine.doc_freqs == model.doc_freqs
    assert engine.average_idf == model.average_idf
    some = list(range(0, len(corpus), 2))
    assert engine.get_batch_scores(query, some) == model.get_batch_scores(query, some)


def test_scores_on_a_large_collection_are_those_of_rank_bm25() -> None:
    """The same on two thousand texts of words as frequent as in a language, terms of more than half the texts included."""
    random = np.random.default_rng(1)
    corpus = [[str(word) for word in random.zipf(1.3, 40) if word < 5000] for _ in range(2000)]
    model, engine = BM25Okapi(corpus), TextOkapi(corpus)
    assert min(model.idf.values()) > 0
    assert max(engine.postings.frequencies()) > len(corpus) / 2
    for query in corpus[::100]:
        assert (engine.get_scores(query[:8]) == model.get_scores(query[:8])).all()


def test_scores_on_real_text_are_those_of_rank_bm25() -> None:
    """The same on the words of this program's own documentation strings."""
    corpus = [
        terms(vars(part)["__doc__"] or "") for part in (bm25, math, np, np.linalg, np.random, BM25Okapi, ThreadPoolExecutor)
    ]
    corpus += [terms(line) for text in (bm25.__doc__, np.__doc__) for line in (text or "").split("\n") if line.strip()]
    model, engine = BM25Okapi(corpus), TextOkapi(corpus)
    for query in corpus:
        assert engine.get_scores(query).tolist() == model.get_scores(query).tolist()


@given(
    corpus=collections,
    query=texts,
    k=st.integers(0, 12),
    allowed=st.lists(st.booleans(), min_size=30, max_size=30),
    in_two_steps=st.booleans(),
)
def test_the_best_are_the_best_of_all(
    corpus: list[list[str]], query: list[str], k: int, allowed: list[bool], *, in_two_steps: bool
) -> None:
    """`best` finds the same items, scores and order as looking at every item, whichever way it goes."""
    engine = TextOkapi(corpus)
    mask = np.array(allowed[: len(corpus)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "_MANY", 0 if in_two_steps else 10**9)
        assert found(engine, query, k) == by_hand(engine, query, k)
        assert found(engine, query, k, mask) == by_hand(engine, query, k, mask)


@pytest.mark.parametrize("many", [0, 10**9])
def test_the_best_of_a_large_collection(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where lists are long: both ways agree with each other and with the scores."""
    monkeypatch.setattr(bm25, "_MANY", many)
    random = np.random.default_rng(2)
    engine = TextOkapi([[str(word) for word in random.zipf(1.2, 15) if word < 3000] for _ in range(5000)])
    for query in random.zipf(1.2, (60, 6)):
        words = [str(word) for word in query]
        assert found(engine, words, 10) == by_hand(engine, words, 10)


def test_a_collection_of_one_text_is_found() -> None:
    """Where rank_bm25's weights are negative or nothing, matches still score above misses."""
    assert BM25Okapi([["missile", "defence"]]).get_scores(["missile"])[0] < 0
    assert TextOkapi([["missile", "defence"]]).get_scores(["missile"])[0] > 0
    two = TextOkapi([["missile", "defence"], ["trade"]])
    assert two.get_top_n(["missile", "trade", "defence"], ["one", "other"]) == ["one", "other"]


@given(st.integers(1, 40))
def test_on_a_tiny_collection_a_rarer_word_never_weighs_less(size: int) -> None:
    """No weight is zero or less; where the formula for tiny collections is used, weights fall with frequency."""
    corpus = [[str(word) for word in range(1, size + 1) if item < word] for item in range(size)]
    engine = TextOkapi(corpus)  # word n is in n of the texts
    weights = [engine.weight(row) for row in range(size)]
    assert min(weights) > 0
    if engine._is_tiny:
        by_frequency = sorted((engine.frequency(row), -weight) for row, weight in enumerate(weights))
        assert [weight for _, weight in by_frequency] == sorted(weight for _, weight in by_frequency)


def test_a_word_of_just_half_the_texts_counts() -> None:
    """rank_bm25 weighs it 0; here it weighs what a word of more than half does."""
    corpus = [["half", f"x{item}", f"y{item}"] if item % 2 else [f"x{item}"] for item in range(10)]
    assert BM25Okapi(corpus).get_scores(["half"]).max() == 0
    engine = TextOkapi(corpus)
    assert engine.idf["half"] == engine.epsilon * engine.average_idf > 0


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_an_empty_collection_answers_nothing(corpus: list[list[str]]) -> None:
    """No text, or none with a word: no exception and no hits."""
    engine = TextOkapi(corpus)
    assert engine.get_scores(["a"]).tolist() == [0.0] * len(corpus)
    assert found(engine, ["a"], 5) == []
    assert engine.average_idf == 0


@given(
    collections,
    texts,
    st.sampled_from([0.0, -1.0, -0.5, 1e300, math.inf, math.nan]),
    st.sampled_from([0.75, -3.0, 2.0, math.inf, math.nan]),
    st.sampled_from([0.25, -1.0, 0.0, math.nan]),
)
def test_odd_parameters_give_numbers(corpus: list[list[str]], query: list[str], k1: float, b: float, epsilon: float) -> None:
    """Nothing raises, no score is NaN or infinite, and only matches are found."""
    engine = TextOkapi(corpus, k1=k1, b=b, epsilon=epsilon)
    assert np.isfinite(engine.get_scores(query)).all()
    assert {item for item, _ in found(engine, query, 50)} == {item for item, _ in by_hand(engine, query, 50)}


def test_lists_are_not_padded_and_ties_have_an_order() -> None:
    """Only matches come back; equal scores come in the order of the items."""
    engine = TextOkapi([["b"], ["a"], ["a"], ["c"], ["a"], ["d", "e"], ["f"], ["g"]])
    assert engine.get_top_n(["a", "unknown"], list(range(8)), n=8) == [1, 2, 4]
    assert engine.get_top_n(["unknown"], list(range(8))) == []
    with pytest.raises(ValueError, match="3 documents given"):
        engine.get_top_n(["a"], [1, 2, 3])


def test_a_string_is_its_words() -> None:
    """Neither texts nor queries are taken letter by letter; a tokenizer is used in this process."""
    engine = TextOkapi(["red apples", "green pears", "blue plums"])
    assert engine.get_scores("pears").tolist() == engine.get_scores(["pears"]).tolist() != [0.0] * 3
    assert TextOkapi(["Red Apples", "pears", "plums"], tokenizer=terms).get_top_n(["appl"], [0, 1, 2]) == [0]


def test_rows_stand_for_terms_where_there_is_no_vocabulary() -> None:
    """An engine on postings that are there answers by the numbers of their rows."""
    whole = TextOkapi([["a", "b"], ["b"], ["c"], ["c", "d"], ["e"]])
    by_rows = bm25.Okapi.on(whole.postings, 5, 7)
    assert by_rows.get_scores([1]).tolist() == whole.get_scores(["b"]).tolist()
    assert by_rows.best([0, 2], 9)[0].tolist() == whole.best(["a", "c"], 9)[0].tolist() == [0, 2, 3]


def test_threads_share_an_engine() -> None:
    """Many threads get what one does."""
    random = np.random.default_rng(3)
    engine = TextOkapi([[str(word) for word in random.zipf(1.2, 15)] for _ in range(3000)])
    queries = [[str(word) for word in query] for query in random.zipf(1.2, (200, 5))]
    expected = [found(engine, query, 10) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: found(engine, query, 10), queries)) == expected


def test_memory_for_met_terms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms that were asked for are remembered up to a number of postings."""
    monkeypatch.setattr(bm25, "_REMEMBERED", 10)
    engine = TextOkapi([list(TERMS)] * 4)
    for term in TERMS:
        engine.get_scores([term])
    assert sum(len(term.items) for term in engine._met.values()) <= 20  # half of the forty postings there are
