"""Pages at a steady rate: how long one takes, and how long a start, on an archive of as many articles as are wanted.

    python benchmarks/web.py [ARCHIVE.jsonl] [--articles 8400] [--rate 50] [--seconds 30] [--core 0] [--pages 60]

Without an archive, articles are made up: words drawn by their rank as in a language, two thousand speakers, of whom few speak
often. The server runs on one core, whoever asks on the others. Requests come at even intervals, whether those before are
answered or not, each on a connection of its own, and no visitor says that a page was there before. What is printed are
milliseconds from the request to the last byte. Before that, pages are asked for one by one (`--pages` of each kind), for what
one takes of the processor: that can be compared on a machine that others use too.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from briefbot.archive import Archive

_SYLLABLES = "ba co di fu ga le mi no pa qui ro sa te vo lan ter ning mont ser vel".split()
_PEOPLE, _WORDS, _PUBLISHERS = 2_000, 6_000, 12
# What visitors look at, and how often.
_KINDS = {"question": 40, "document": 30, "person": 15, "comparison": 5, "sources": 5, "feed": 5}


@dataclass(frozen=True)
class Subjects:
    """What can be asked for: names, words of texts, and documents."""

    people: Sequence[str]
    words: Sequence[str]
    documents: Sequence[str]


class Press:
    """Articles, made up; the same ones each time."""

    def __init__(self) -> None:
        self._chance = random.Random(7)  # noqa: S311 (articles, not secrets)
        self._words = [self._word(number) for number in range(_WORDS)]
        self._word_weights = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))
        self._people = [
            f"{self._word(number + 7).title()} {self._word(number * 13 + 5).title()}son" for number in range(_PEOPLE)
        ]
        self._people_weights = list(accumulate(1 / (rank + 10) for rank in range(_PEOPLE)))

    def articles(self, count: int) -> Iterator[dict[str, object]]:
        """So many records of JSON Lines."""
        for number in range(count):
            matter = " ".join(self._draw(2))
            paragraphs = [self._paragraph(matter) for _ in range(self._chance.randint(8, 16))]
            yield {
                "id": f"article-{number}",
                "title": f"{matter.title()} and {' '.join(self._draw(3))}",
                "source": f"The {self._words[number % _PUBLISHERS].title()} Post",
                "published": f"{2012 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "language": "en",
                "url": f"https://post.example/{number}",
                "text": "\n\n".join(paragraphs),
            }

    def _word(self, number: int) -> str:
        base = len(_SYLLABLES)
        return "".join(_SYLLABLES[number // base**place % base] for place in range(3 if number < base**2 else 4))

    def _draw(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._word_weights, k=count)

    def _sentence(self) -> str:
        return " ".join(self._draw(self._chance.randint(8, 20))).capitalize()

    def _paragraph(self, matter: str) -> str:
        (person,) = self._chance.choices(self._people, cum_weights=self._people_weights)
        said = f"“{self._sentence()} of the {matter}, and {self._sentence().lower()},” {person} told reporters."
        plain = ". ".join(self._sentence() for _ in range(self._chance.randint(2, 4))) + "."
        return said if self._chance.random() < 0.4 else plain


def brought_in(folder: Path, archive: Path | None, count: int) -> Subjects:
    """An archive in a folder, with what can be asked for."""
    lines = (
        archive.read_bytes().splitlines()[:count] if archive else [json.dumps(one).encode() for one in Press().articles(count)]
    )
    with Archive.open(f"sqlite:///{folder}/briefbot.db", folder) as opened:
        opened.ingest(["-"], BytesIO(b"\n".join(lines)))
        opened.refresh()
        people = sorted(opened.catalogue.people, key=lambda person: -person.passages)
        texts = [
            word for line in lines[:400] for word in str(json.loads(line)["text"]).split() if word.isalpha() and len(word) > 4
        ]
        ids = list(opened.store.ids(opened.store.keys()).values())
    return Subjects([person.name for person in people], texts, ids)


def paths(subjects: Subjects, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Addresses without an end, each with its kind."""
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(subjects.people))))
    while True:
        (kind,) = chance.choices(list(_KINDS), weights=list(_KINDS.values()))
        one, other = chance.choices(subjects.people, cum_weights=weights, k=2)
        topic = " ".join(chance.sample(list(subjects.words), 2))
        asked = {"q": f"What did {one} say about {topic}?" if chance.random() < 0.6 else topic}
        yield (
            kind,
            {
                "question": f"/?{urlencode(asked)}",
                "document": f"/d/{quote(chance.choice(subjects.documents))}",
                "person": f"/p/{quote(one)}",
                "comparison": f"/compare?{urlencode({'a': one, 'b': other, 'topic': topic})}",
                "sources": "/sources",
                "feed": f"/feed.atom?{urlencode(asked)}",
            }[kind],
        )


class Server:
    """`briefbot web` on a core of its own."""

    def __init__(self, folder: Path, core: int | None) -> None:
        environment = {
            **os.environ,
            "BRIEFBOT_DATABASE_URL": f"sqlite:///{folder}/briefbot.db",
            "BRIEFBOT_DATA": str(folder),
            "BRIEFBOT_SEEDS": "",
            "BRIEFBOT_WEB_REQUESTS_PER_MINUTE": "1000000",
        }
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        command = [*pinned, sys.executable, "-m", "briefbot", "web", "--port", "0"]
        self._began = time.perf_counter()
        self._process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603 (ours)
        told = next(line for line in self._process.stderr or () if line.startswith("The pages are at"))
        threading.Thread(target=deque, args=(self._process.stderr, 0), daemon=True).start()  # its log is read, or it would wait
        self.host, self.port = urlsplit(told.split()[-1]).hostname or "", urlsplit(told.split()[-1]).port or 0

    async def first_byte(self) -> float:
        """Seconds from the start of the process to the first byte of its first page."""
        await asked(self.host, self.port, "/")
        return time.perf_counter() - self._began

    def processor(self) -> float:
        """Seconds of the processor that its threads took so far."""
        times = (one.read_text() for one in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"))
        return sum(int(one.split()[0]) for one in times) / 1e9

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


async def asked(host: str, port: int, path: str) -> tuple[float, int]:
    """Seconds that a page took, and its status."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return time.perf_counter() - began, int(answer.split(b" ", 2)[1])


async def measured(server: Server, subjects: Subjects, rate: float, seconds: float) -> dict[str, list[float]]:
    """The milliseconds of pages by kind, and of all; ValueError where one is not shown."""
    found: dict[str, list[float]] = defaultdict(list)

    async def one(kind: str, path: str) -> None:
        took, status = await asked(server.host, server.port, path)
        if status != 200:
            raise ValueError(f"{path} was answered with {status}")
        for name in (kind, "all"):
            found[name].append(1000 * took)

    drawn = paths(subjects, random.Random(11))  # noqa: S311 (as above)
    began, running = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        running.append(asyncio.create_task(one(*next(drawn))))
    await asyncio.gather(*running)
    return found


async def costs(server: Server, subjects: Subjects, pages: int) -> dict[str, float]:
    """What a page takes of the server's processor by kind, in milliseconds; `all` goes by how often each is asked for."""
    drawn, wanted = paths(subjects, random.Random(13)), dict.fromkeys(_KINDS, pages)  # noqa: S311 (as above)
    found = dict.fromkeys(_KINDS, 0.0)
    while any(wanted.values()):
        kind, path = next(drawn)
        if wanted[kind]:
            before = server.processor()
            await asked(server.host, server.port, path)
            wanted[kind] -= 1
            found[kind] += 1000 * (server.processor() - before) / pages
    return {"all": sum(found[kind] * share for kind, share in _KINDS.items()) / sum(_KINDS.values()), **found}


def told(found: dict[str, list[float]], taken: dict[str, float]) -> Iterator[str]:
    """A table of what was measured."""
    yield "| page | requests | p50, ms | p95, ms | p99, ms | of the processor, ms |\n|---|--:|--:|--:|--:|--:|"
    for kind in ("all", *_KINDS):
        ordered = sorted(found[kind])
        p50, p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99))
        yield f"| {kind} | {len(ordered)} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {taken[kind]:.1f} |"


def main() -> None:
    """Bring in, start, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, help="articles as JSON Lines; without them, they are made up")
    parser.add_argument("--articles", type=int, default=8_400)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--core", type=int, default=0, help="the core that the server runs on; -1 for any")
    parser.add_argument("--pages", type=int, default=60, help="of each kind, for what one takes of the processor")
    arguments = parser.parse_args()
    if arguments.core >= 0 and (others := os.sched_getaffinity(0) - {arguments.core}):
        os.sched_setaffinity(0, others)
    with tempfile.TemporaryDirectory() as name:
        subjects = brought_in(Path(name), arguments.archive, arguments.articles)
        starts = []
        for last in (False, False, True):
            server = Server(Path(name), None if arguments.core < 0 else arguments.core)
            try:
                starts.append(asyncio.run(server.first_byte()))
                taken = asyncio.run(costs(server, subjects, arguments.pages)) if last else {}
                found = asyncio.run(measured(server, subjects, arguments.rate, arguments.seconds)) if last else {}
            finally:
                server.stop()
        print(f"{len(subjects.documents)} documents, {len(subjects.people)} speakers, {arguments.rate:g} requests a second")
        print(f"first byte after a start: {', '.join(f'{one:.2f}' for one in starts)} s\n")
        print("\n".join(told(found, taken)))


if __name__ == "__main__":
    main()
