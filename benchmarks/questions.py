"""How long the longest questions take in a running process: `python benchmarks/questions.py [DATABASE DATA]`.

Exit status 1 where one takes more than 200 ms.

DATABASE is an archive's file and DATA the folder of its index; without them the articles of tests/eval are taken.
"""

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive

LONGEST = 200  # milliseconds
LENGTHS = (400, 1_000, 4_096)  # characters; 4,096 is Telegram's limit
ARTICLES = Path(__file__).parents[1] / "tests" / "eval" / "articles"
TODAY = date(2016, 9, 1)

REPEATED = {
    "asked again": "what did Lavrov say about Syria ",
    "asked again, ru": "что сказал Лавров о Сирии ",
    "names": "Clinton, Trump, Obama, Kerry, Lavrov, Merkel and Cruz ",
    "names, ru": "Лавров, Керри, Обама, Клинтон, Трамп и Меркель ",
    "stop words": "what did he say about the of and to in that it is was for ",
    "quotes and minus": '"the people" -taxes OR wages ',
    "dates": "since 3 March 2016, in May, last week, until July 8 2016 ",
    "one word": "а",
    "marks": "? ! \" ' ( ) - ",
}
WORDS = {
    "misspelt": "government president economy immigration campaign senator election security congress republican",
    "misspelt, ru": "правительство президент экономика выборы безопасность здоровье политика военный переговоры санкции",
}


def questions(length: int) -> Iterator[tuple[str, str]]:
    """Questions of a length, each with what it is."""
    draw = random.Random(length)  # noqa: S311 (nothing secret)
    for name, unit in REPEATED.items():
        yield name, (unit * (length // len(unit) + 1))[:length]
    for name, words in WORDS.items():
        letters = words.replace(" ", "")
        slips = (w[:at] + draw.choice(letters) + w[at + 1 :] for w in itertools.cycle(words.split()) for at in range(1, len(w)))
        yield name, " ".join(itertools.islice(slips, length // 8))[:length]
    for name, letters in (("unknown", "aehilnorst"), ("unknown, ru", "абвеиклнорст")):
        yield name, " ".join("".join(draw.choices(letters, k=9)) for _ in range(length // 10))


def slow(archive: Archive) -> Iterator[str]:
    """Measure, print, and tell what takes too long."""
    for warming in ("what did Clinton say about jobs", "что сказал Лавров о Крэме"):
        archive.ask(warming, TODAY, Asked())
    for length in LENGTHS:
        for name, question in questions(length):
            started = time.process_time()
            archive.ask(question, TODAY, Asked())
            taken = 1000 * (time.process_time() - started)
            print(f"{length:6}  {name:18}{taken:6.0f} ms")
            if taken > LONGEST:
                yield f"{name} of {length}"


def main() -> int:
    """Measure on the archive that is named, or on one of a few articles."""
    with tempfile.TemporaryDirectory() as folder:
        database, data = sys.argv[1:] or (f"{folder}/briefbot.db", folder)
        with Archive.open(f"sqlite:///{database}", Path(data)) as archive:
            if not sys.argv[1:]:
                archive.ingest([str(ARTICLES)], BytesIO())
            found = list(slow(archive))
    print("Too slow: " + "; ".join(found) if found else f"all within {LONGEST} ms")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
