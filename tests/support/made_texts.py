"""Texts of made-up words, for measuring: as many as are wanted, with words as frequent as in a language."""

import numpy as np


def made_texts(count: int, shortest: int, longest: int) -> list[str]:
    """Texts of so many words, the `longest` not reached; word n is about as frequent as in a language (Zipf and Mandelbrot)."""
    generator = np.random.default_rng(1)
    syllables = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
    picked = generator.integers(0, len(syllables), (100_000, 4))
    words = ["".join(syllables[at] for at in row[: 2 + number % 3]) for number, row in enumerate(picked)]
    shares = 1 / (np.arange(len(words)) + 2.7) ** 1.07
    bounds = np.cumsum(shares / shares.sum())
    lengths = generator.integers(shortest, longest, count)
    numbers = np.minimum(np.searchsorted(bounds, generator.random(int(lengths.sum()))), len(words) - 1).tolist()
    ends = np.cumsum(lengths).tolist()
    return [
        " ".join(words[at] for at in numbers[end - length : end]) for end, length in zip(ends, lengths.tolist(), strict=True)
    ]
