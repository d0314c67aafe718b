"""Random mutations of the gate's articles: `python -m tests.eval.mutations 20000` reads as many and stops at what raises.

A mutation takes a few paragraphs of one article and swaps, drops, doubles and joins words with those of others, breaks marks
and capitals. The suite reads some hundred; the whole number is a step of its own, for it takes a quarter of a minute.
"""

import random
import sys
from collections.abc import Iterator
from itertools import islice

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

from .corpus import articles

_SIGNS = (
    "«",
    "»",
    '"',
    "„",
    "“",
    "—",
    "-",
    ":",
    ",",
    ".",
    "?",
    "\n\n",
    "(",
    "…",
    "и",
    "в",
    "что",
    "из",
    "РФ",
    "The",
    "А.",
    "«»",
)
_MOST = 12  # changes of one text


def mutations(language: str, seed: int = 0) -> Iterator[str]:
    """Mutated texts without an end, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 — no secret hangs on it
    texts = [article.document.text.split("\n\n") for article in articles(language)]
    every = [word for paragraphs in texts for paragraph in paragraphs for word in paragraph.split(" ")]
    while True:
        paragraphs = chance.choice(texts)
        at = chance.randrange(len(paragraphs))
        words = "\n\n".join(paragraphs[at : at + chance.randint(1, 2)]).split(" ")
        for _ in range(chance.randint(1, _MOST)):
            _change(words, every, chance)
        yield " ".join(words)


def _change(words: list[str], every: list[str], chance: random.Random) -> None:
    """Change one place of a text."""
    at = chance.randrange(len(words))
    match chance.randrange(6):
        case 0:
            words[at] = chance.choice(every)
        case 1:
            words.insert(at, chance.choice(_SIGNS))
        case 2:
            words[at] = words[at].swapcase() if chance.random() < 0.3 else words[at].capitalize()
        case 3:
            words[at] += chance.choice(_SIGNS)
        case 4:
            words.insert(at, words[chance.randrange(len(words))])
        case _:
            if len(words) > 1:
                del words[at]


def main(number: int, seed: int) -> None:
    """Read `number` mutations of the Russian articles; what raises ends it, with the traceback."""
    for text in islice(mutations("ru", seed), number):
        find_quotes(Document(id="mutation", text=text, language="ru"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
