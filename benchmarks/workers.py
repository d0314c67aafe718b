"""Several processes on one PostgreSQL, each killed again and again under load: is each update answered, and once?

    python benchmarks/workers.py [--kills 10] [--rate 5] [--severed]

Two workers behind one webhook, a scheduler and the page; people ask in private chats, and every few seconds one of the
processes is killed and started anew. Questions are about made-up articles, each of which one alone answers. With `--severed`,
a third worker speaks to the database by a connection that falls silent in the middle, as by a cable that is cut: it is not
killed, and what it had to do is to be done by the others. Bot API server, database and processes share this machine.
"""

import itertools
import random
import socket
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from subprocess import Popen
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from botapi import BotApi
from botapi.processes import bot_process
from briefbot.archive import Archive
from briefbot.store.store import Store
from support.articles import token, write_articles
from support.cut import Cable
from support.postgres import PostgresServer

_ARTICLES = 300
_CHATS = 40
_PAUSE = 3.0  # seconds between two kills
_SECRET = "a-secret-of-this-benchmark"  # noqa: S105 (nobody's)
_SECONDS = 120.0  # for which the last answers are waited for


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@dataclass
class Part:
    """A process that is killed and started anew."""

    name: str
    command: list[str]
    variables: dict[str, str]
    stack: ExitStack = field(default_factory=ExitStack)
    process: Popen[bytes] | None = None

    def start(self, folder: Path, api: BotApi) -> None:
        """Start it."""
        command = [sys.executable, "-m", "briefbot", *self.command]
        self.process = self.stack.enter_context(bot_process(command, folder, api, **self.variables))

    def kill(self) -> int | None:
        """Kill it; the status with which it had ended by itself, None where it had not."""
        ended = self.process.poll() if self.process else None
        self.stack.close()
        return ended


def _parts(url: str, page: int) -> list[Part]:
    ports = [_free(), _free()]
    shared = {"BRIEFBOT_DATABASE_URL": url, "BRIEFBOT_QUESTIONS_PER_MINUTE": "1000"}
    hook = {"BRIEFBOT_WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}/x", "BRIEFBOT_WEBHOOK_SECRET": _SECRET}
    workers = [
        Part(f"worker {n}", ["bot", "--role", "worker"], {**shared, **hook, "BRIEFBOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}"})
        for n, port in enumerate(ports, 1)
    ]
    scheduler = Part("scheduler", ["bot", "--role", "scheduler"], shared)
    return [*workers, scheduler, Part("page", ["web", "--port", str(page)], shared)]


class _People:
    """People who ask at a rate until told to stop; what each asked."""

    def __init__(self, api: BotApi, rate: float) -> None:
        self.asked: dict[int, list[int]] = {100 + chat: [] for chat in range(_CHATS)}
        self._api, self._rate = api, rate
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self) -> None:
        for number in itertools.count():
            if self._stop.wait(1 / self._rate):
                return
            chat, article = 100 + number % _CHATS, (number * 7) % _ARTICLES
            self.asked[chat].append(article)
            self._api.say(chat, f"What did anybody say about {token(article)}?")

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask while the block lasts."""
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()


def _answered(api: BotApi, asked: dict[int, list[int]]) -> dict[int, list[int]]:
    """By chat, the articles of its answers, in their order; -1 for a message that answers nothing (an apology)."""
    names = {token(number): number for number in range(_ARTICLES)}
    found: dict[int, list[int]] = {}
    for chat in asked:
        texts = [sent.text for sent in api.to(chat)]
        found[chat] = [next((number for name, number in names.items() if name in text), -1) for text in texts]
    return found


def _told(asked: dict[int, list[int]], found: dict[int, list[int]]) -> dict[str, Any]:
    missing = sum(sum((Counter(asked[chat]) - Counter(found[chat])).values()) for chat in asked)
    twice = sum(sum((Counter(found[chat]) - Counter(asked[chat])).values()) for chat in asked)
    swapped = sum(list(dict.fromkeys(found[chat])) != list(dict.fromkeys(asked[chat])) for chat in asked)
    return {
        "asked": sum(map(len, asked.values())),
        "without an answer": missing,
        "more than once, or an apology": twice,
        "chats out of order": swapped,
    }


def _is_read(page: int) -> bool:
    with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"http://127.0.0.1:{page}/people", timeout=20) as got:
        return bool(got.status == 200)
    return False


def _by_a_cable(worker: Part, url: str) -> Part:
    """A worker beside another one that reaches the database by this address."""
    place = {"BRIEFBOT_DATABASE_URL": url, "BRIEFBOT_WEBHOOK_LISTEN": f"127.0.0.1:{_free()}"}
    return Part("worker by a cable", worker.command, {**worker.variables, **place})


@click.command()
@click.option("--kills", default=10, show_default=True, help="Of each process.")
@click.option("--rate", default=5.0, show_default=True, help="Questions a second.")
@click.option("--log", type=click.Path(path_type=Path), help="A file for what the processes tell.")
@click.option("--severed", is_flag=True, help="Cut off a third worker from the database, too.")
def main(*, kills: int, rate: float, severed: bool, log: Path | None) -> None:
    """Measure."""
    rng = random.Random(1)  # noqa: S311 (moments, no secrets)
    with tempfile.TemporaryDirectory() as name, BotApi() as api, ExitStack() as ends:
        folder, server = Path(name), PostgresServer()
        ends.callback(server.remove)
        server.connection.execute("CREATE DATABASE workers")
        url, page = server.url("workers"), _free()
        Store(url).close()
        with Archive.open(url, folder) as archive:
            archive.ingest([str(write_articles(folder / "articles.jsonl", range(_ARTICLES)))], BytesIO())
            archive.refresh()
        parts, people = _parts(url, page), _People(api, rate)
        cable = ends.enter_context(Cable(server.folder / ".s.PGSQL.5432"))
        cut = _by_a_cable(parts[0], cable.url("workers")) if severed else None
        running = [*parts, *([cut] if cut else [])]
        hooked = [one for one in running if "BRIEFBOT_WEBHOOK_LISTEN" in one.variables]
        api.behind[:] = [f"http://{one.variables['BRIEFBOT_WEBHOOK_LISTEN']}" for one in hooked]
        for part in running:
            ends.callback(part.kill)
            part.start(folder, api)
        api.wait(lambda: sum(called == "setWebhook" for _, called, _ in api.calls) >= len(hooked), 120)
        killed: Counter[str] = Counter()
        ended: Counter[str] = Counter()
        began = time.monotonic()
        with people.asking():
            order = [part for part in parts for _ in range(kills)]
            rng.shuffle(order)
            for at, part in enumerate(order):
                time.sleep(rng.uniform(0, 2 * _PAUSE))
                if cut is not None and at == len(order) // 2:
                    cable.cut()
                    click.echo("severed", err=True)
                for one in parts:  # what ends by itself is started again, as by systemd
                    if one is not part and (one.process is None or one.process.poll() is not None):
                        ended[f"{one.name}: {one.kill()}"] += 1
                        one.start(folder, api)
                part.kill()
                killed[part.name] += 1
                part.start(folder, api)
            time.sleep(_PAUSE)
        asked_for = time.monotonic() - began
        with suppress(AssertionError):
            api.wait(lambda: not _told(people.asked, _answered(api, people.asked))["without an answer"], _SECONDS)
        left = time.monotonic() - began - asked_for
        time.sleep(2)
        figures = _told(people.asked, _answered(api, people.asked))
        ended.update(f"{one.name}: {one.process.poll()}" for one in parts if one.process and one.process.poll() is not None)
        figures |= {
            "killed": dict(killed),
            "ended by themselves": dict(ended),
            "seconds": round(asked_for),
            "the last answer after": round(left, 1),
        }
        figures["the page"] = "is read" if _is_read(page) else "is not read"
        if log:
            log.write_bytes((folder / "log").read_bytes())
        for what, value in figures.items():
            click.echo(f"{what}: {value}")


if __name__ == "__main__":
    main()
