"""Texts of made-up words, for measuring: as many as are wanted, with words as frequent as in a language."""

import functools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource
from briefbot.retrieval import IndexedDocument

# What was measured on 840 news articles, stop words left out: the shares of words by rank, terms a sentence (mean 12.5) and
# sentences an article (median 26); an article comes back to its own words.
_OFFSET, _EXPONENT = 20, 1.07
_WORDS = 300_000
_OWN_WORDS, _OWN_SHARE = 40, 0.3
_SPEAKERS, _SOURCES = 5_000, 40
_AT_ONCE = 1_000  # documents

Numbers = NDArray[Any]


def made_texts(count: int, shortest: int, longest: int) -> list[str]:
    """Texts of so many words, the `longest` not reached; word n is about as frequent as in a language (Zipf and Mandelbrot)."""
    generator = np.random.default_rng(1)
    words = _made_words(generator, 100_000)
    shares = 1 / (np.arange(len(words)) + 2.7) ** 1.07
    bounds = np.cumsum(shares / shares.sum())
    lengths = generator.integers(shortest, longest, count)
    numbers = np.minimum(np.searchsorted(bounds, generator.random(int(lengths.sum()))), len(words) - 1).tolist()
    ends = np.cumsum(lengths).tolist()
    return [
        " ".join(words[at] for at in numbers[end - length : end]) for end, length in zip(ends, lengths.tolist(), strict=True)
    ]


def made_documents(passages: int, first_key: int = 1, seed: int = 1) -> Iterator[IndexedDocument]:
    """Articles with so many passages together, one after the other, that are like news in what an index sees of them.

    Keys count from the first one. Those of another seed are other articles in the same words.
    """
    words, bounds = _news_words()
    generator = np.random.default_rng(seed)
    left, key = passages, first_key
    while left > 0:
        sizes = np.clip(generator.lognormal(np.log(26), 0.7, _AT_ONCE).astype(int) + 1, 1, 300)
        sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), left)) + 1]
        sizes[-1] -= max(int(sizes.sum()) - left, 0)
        lengths = np.clip(generator.lognormal(np.log(11), 0.55, int(sizes.sum())).astype(int), 1, 80)
        of = np.repeat(np.arange(len(sizes)), sizes)
        own = _drawn(generator, bounds, (len(sizes), _OWN_WORDS))
        numbers = _drawn(generator, bounds, int(lengths.sum()))
        is_own = generator.random(len(numbers)) < _OWN_SHARE
        numbers[is_own] = own[np.repeat(of, lengths)[is_own], generator.integers(0, _OWN_WORDS, int(is_own.sum()))]
        sentences = [" ".join(part) + "." for part in np.split(words[numbers], np.cumsum(lengths)[:-1])]
        for at, (end, size) in enumerate(zip(np.cumsum(sizes).tolist(), sizes.tolist(), strict=True)):
            yield _document(key, sentences[end - size : end], " ".join(words[own[at, :6]]))
            key += 1
        left -= int(sizes.sum())


@functools.cache
def _news_words() -> tuple[Numbers, Numbers]:
    """The words of made-up news, and up to which of the numbers between 0 and 1 each is drawn."""
    words = np.array(_made_words(np.random.default_rng(1), _WORDS), object)
    shares = 1 / (np.arange(len(words)) + _OFFSET) ** _EXPONENT
    return words, np.cumsum(shares / shares.sum())


def _made_words(generator: np.random.Generator, count: int) -> list[str]:
    syllables = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
    picked = generator.integers(0, len(syllables), (count, 4))
    return ["".join(syllables[at] for at in row[: 2 + number % 3]) for number, row in enumerate(picked)]


def _drawn(generator: np.random.Generator, bounds: Numbers, shape: int | tuple[int, int]) -> Numbers:
    return np.minimum(np.searchsorted(bounds, generator.random(shape)), len(bounds) - 1)


def _document(key: int, sentences: list[str], title: str) -> IndexedDocument:
    passages, start = [], 0
    for at, sentence in enumerate(sentences):
        speaker = f"Speaker {(key * 31 + at // 3) % _SPEAKERS}" if at % 3 == 0 else None
        source = SpeakerSource(Attribution.NAMED, speaker) if speaker else SpeakerSource(Attribution.NOBODY)
        passages.append(Passage(Span(start, start + len(sentence)), Kind.REPORTED, source))
        start += len(sentence) + 1
    day = date(2016, 1, 1) + timedelta(days=key % 3000)
    document = Document(f"made{key}", " ".join(sentences), title, f"Paper {key % _SOURCES}", day, language="en")
    return IndexedDocument(key, document, tuple(passages))
