"""Everything at once for a set time, with faults: questions, digests, feeds and pages, a kill and an outage of the database.

    python benchmarks/soak.py [--minutes 30] [--rate 20] [--every 180] [--database sqlite|postgresql]

The bot and the pages are processes on one archive; server, feed, visitors and faults are here. Each question has one article
that answers it, so that every answer can be told from the others. What is printed is what became of each question, how long
answers took outside of faults, how many digests came, and memory and open files at the same age of a process, at the beginning
and at the end. The exit status is 1 where a question has neither an answer nor an apology, or a digest came twice.
"""

import json
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from botapi import BotApi
from botapi.processes import archive_in, bot_process
from support.articles import article, token, write_articles
from support.postgres import PostgresServer
from support.web import Page, Site, serving

ARTICLES, CHATS, DIGESTS = 2_000, 200, 12
# Chats that ask, and those that have a digest. The feed's articles have numbers of their own.
_ASKING, _FOLLOWING, _NEWS = 10_000, 50_000, 9_000
_OUTAGE, _AT_REST, _DRAIN = 15.0, 45.0, 90.0
_APOLOGIES = ("cannot be reached just now", "could not be sent", "Something went wrong")
_PROGRAM = [sys.executable, "-m", "briefbot"]


@dataclass
class Soak:
    """A run: who asked what and when, and when something was broken (seconds from the start)."""

    api: BotApi
    folder: Path
    variables: dict[str, str]
    port: int
    began: float = field(default_factory=time.monotonic)
    asked: list[tuple[float, int, int]] = field(default_factory=list)  # when, in which chat, about which article
    broken: list[tuple[float, float]] = field(default_factory=list)
    pages: Counter[int] = field(default_factory=Counter)
    measured: list[tuple[str, float, float, int]] = field(default_factory=list)  # process, its age, megabytes, open files
    refreshed: Counter[int] = field(default_factory=Counter)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    def every(self, seconds: float, work: Callable[[int], None]) -> threading.Thread:
        """Do something at even intervals, by its number, until the run ends."""

        def go() -> None:
            number = 0
            while not self.ended.wait(max(0.0, self.began + number * seconds - time.monotonic())):
                work(number)
                number += 1

        thread = threading.Thread(target=go, daemon=True)
        thread.start()
        return thread

    def ask(self, number: int) -> None:
        """A question: each chat has its turn, and asks about no article twice."""
        chat, turn = number % CHATS, number // CHATS
        about = (chat * 37 + turn * 11) % ARTICLES
        self.asked.append((time.monotonic(), _ASKING + chat, about))
        self.api.say(_ASKING + chat, f"What did anybody say about {token(about)}?")

    def look(self, number: int) -> None:
        """A page that nobody has looked at before."""
        url = f"http://127.0.0.1:{self.port}/?q=What+did+anybody+say+about+{token(number % ARTICLES)}"
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                self.pages[answer.status] += 1
        except urllib.error.HTTPError as error:
            self.pages[error.code] += 1
        except OSError:
            self.pages[0] += 1

    def refresh(self, _: int) -> None:
        """A look at the feed."""
        command = [*_PROGRAM, "feeds", "refresh", "--all"]
        ran = subprocess.run(command, env=self.variables, cwd=self.folder, capture_output=True, check=False)  # noqa: S603
        self.refreshed[ran.returncode] += 1


def feed(began: float) -> Page:
    """The feed as it is now: an article more each minute."""
    items = ""
    for number in range(int((time.monotonic() - began) // 60) + 1):
        record = article(_NEWS + number)
        paragraphs = "".join(f"<p>{escape(one)}</p>" for one in str(record["text"]).split("\n\n"))
        link = f"https://soak.example/{record['id']}"
        items += (
            f"<item><title>{record['title']}</title><link>{link}</link><description>{escape(paragraphs)}</description></item>"
        )
    channel = f"<title>Soak News</title><link>https://soak.example/</link>{items}"
    return Page(f'<rss version="2.0"><channel>{channel}</channel></rss>'.encode(), "application/rss+xml")


@contextmanager
def pages(folder: Path, variables: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The pages as a process, with their port."""
    with (folder / "web.log").open("wb") as log:
        command = [*_PROGRAM, "web", "--port", "0"]
        running = subprocess.Popen(command, env=variables, cwd=folder, stdout=log, stderr=log)  # noqa: S603 (the program itself)
        try:
            yield running, _port_in(folder / "web.log")
        finally:
            running.kill()
            running.wait()


def _port_in(log: Path) -> int:
    while True:
        for word in log.read_text().replace("/", " ").split():
            if word.startswith("127.0.0.1:"):
                return int(word.removeprefix("127.0.0.1:").rstrip("."))
        time.sleep(0.1)


@contextmanager
def _sqlite_outage(folder: Path) -> Iterator[None]:
    connection = sqlite3.connect(folder / "briefbot.db", timeout=30, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def measure(soak: Soak, name: str, process: "subprocess.Popen[bytes]", age: float) -> None:
    """Note how much memory a process has, and how many files it has open."""
    with suppress(OSError, StopIteration):
        status = Path(f"/proc/{process.pid}/status").read_text()
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        soak.measured.append((name, age, kilobytes / 1024, len(list(Path(f"/proc/{process.pid}/fd").iterdir()))))


def break_things(
    soak: Soak, web: "subprocess.Popen[bytes]", outage: Callable[[], object], seconds: float, every: float
) -> None:
    """Start the bot, kill it and take the database away, again and again, until the time is over."""
    command, ends = [*_PROGRAM, "bot"], soak.began + seconds
    chance = random.Random(5)  # noqa: S311 (moments, no secrets)
    while time.monotonic() < ends:
        with bot_process(command, soak.folder, soak.api, **_bot_settings(soak)) as bot:
            started = time.monotonic()
            kill_at = min(ends, started + every)
            outage_at = started + every / 2 + chance.uniform(-5, 5)
            while time.monotonic() < min(outage_at, kill_at):
                time.sleep(1)
                if abs(time.monotonic() - started - _AT_REST) < 0.5:
                    measure(soak, "bot", bot, _AT_REST)
                    measure(soak, "pages", web, soak.now)
            if time.monotonic() < ends - _OUTAGE:
                from_ = soak.now
                with outage():  # type: ignore[attr-defined]
                    time.sleep(_OUTAGE)
                soak.broken.append((from_, soak.now + 10))
            time.sleep(max(0.0, kill_at - time.monotonic()))
            if time.monotonic() >= ends:
                _drain(soak)
                bot.send_signal(signal.SIGTERM)
                bot.wait(60)
                return
            from_ = soak.now
            bot.kill()
        soak.broken.append((from_, soak.now + 20))


def _bot_settings(soak: Soak) -> dict[str, str]:
    given = {name: value for name, value in soak.variables.items() if name.startswith("BRIEFBOT_")}
    return {**given, "BRIEFBOT_ADMINS": "99", "BRIEFBOT_QUESTIONS_PER_MINUTE": "10000"}


def _drain(soak: Soak) -> None:
    """No more questions; those that were asked have time to be answered."""
    soak.ended.set()
    end = time.monotonic() + _DRAIN
    while time.monotonic() < end and any(not answer for _, answer in outcomes(soak)):
        time.sleep(2)


def outcomes(soak: Soak) -> list[tuple[tuple[float, int, int], list[float]]]:
    """Each question with when its answers were sent; an apology later in its chat counts as one."""
    found: dict[tuple[int, str], list[float]] = {}
    apologies: dict[int, list[float]] = {}
    words = {token(number) for number in range(ARTICLES)}
    for sent in list(soak.api.sent):
        for word in words.intersection(sent.text.replace(",", " ").replace(".", " ").split()):
            found.setdefault((sent.chat_id, word), []).append(sent.at)
        if any(one in sent.text for one in _APOLOGIES):
            apologies.setdefault(sent.chat_id, []).append(sent.at)
    return [
        (one, found.get((one[1], token(one[2]))) or [at for at in apologies.get(one[1], []) if at >= one[0]])
        for one in soak.asked
    ]


def told(soak: Soak) -> tuple[list[str], bool]:
    """What is printed of a run, and whether nothing is wrong."""
    all_, lines = outcomes(soak), []
    missing = sum(not answers for _, answers in all_)
    waits = [
        min(answers) - at
        for (at, _, _), answers in all_
        if answers and not any(start <= at - soak.began <= end for start, end in soak.broken)
    ]
    quantiles = statistics.quantiles(waits, n=100)
    lines.append(f"{len(all_)} questions, {missing} without an answer or an apology")
    lines.append(
        f"outside of faults: p50 {quantiles[49] * 1000:.0f} ms, p95 {quantiles[94] * 1000:.0f} ms, p99 {quantiles[98]:.1f} s"
    )
    digests = {chat: _digests(soak, chat) for chat in range(_FOLLOWING, _FOLLOWING + DIGESTS)}
    twice = sum(count > 1 for count in digests.values())
    lines.append(f"digests: {sum(map(bool, digests.values()))} of {DIGESTS} chats, {twice} twice")
    lines.append(f"pages by status: {dict(soak.pages)}; looks at the feed by exit status: {dict(soak.refreshed)}")
    for name in ("bot", "pages"):
        of = [one for one in soak.measured if one[0] == name]
        if len(of) > 1:
            first, last = of[0], of[-1]
            lines.append(
                f"{name}: {first[2]:.0f} → {last[2]:.0f} MB ({last[2] / first[2] - 1:+.1%}), {first[3]} → {last[3]} files"
            )
    return lines, not missing and not twice


def _digests(soak: Soak, chat: int) -> int:
    """How many digests a chat had: statements of the feed that came twice, or once."""
    counted = Counter(
        number
        for sent in soak.api.to(chat)
        for number in range(_NEWS, _NEWS + 99)
        if token(number) in sent.text and sent.photo == b""
    )
    return max(counted.values(), default=0)


def follow(soak: Soak, minutes: float) -> None:
    """Let chats follow the feed's paper, each with a digest at another minute."""
    for number in range(DIGESTS):
        chat = _FOLLOWING + number
        at = datetime.now(UTC) + timedelta(minutes=4 + number * max(1.0, (minutes - 6) / DIGESTS))
        for line in ("/tz UTC", "/follow from Soak News", f"/digest {at:%H:%M}"):
            soak.api.say(chat, line)


def _run(
    soak: Soak, site: Site, web: "subprocess.Popen[bytes]", outage: Callable[[], object], options: dict[str, float]
) -> None:
    site.pages["/rss.xml"] = lambda _: feed(soak.began)
    add = [*_PROGRAM, "feeds", "add", site.url("/rss.xml")]
    subprocess.run(add, env=soak.variables, cwd=soak.folder, check=True, capture_output=True)  # noqa: S603
    soak.began = time.monotonic()
    breaking = threading.Thread(target=break_things, args=(soak, web, outage, options["minutes"] * 60, options["every"]))
    breaking.start()
    soak.api.settled("getUpdates")
    follow(soak, options["minutes"])
    soak.every(1 / options["rate"], soak.ask)
    soak.every(0.5, soak.look)
    soak.every(60, soak.refresh)
    breaking.join()


@click.command()
@click.option("--minutes", default=30.0, show_default=True)
@click.option("--rate", default=20.0, show_default=True, help="Questions a second.")
@click.option("--every", default=180.0, show_default=True, help="Seconds between kills; an outage comes in the middle.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
def main(minutes: float, rate: float, every: float, database: str) -> None:
    """Run, and print what became of it."""
    with tempfile.TemporaryDirectory() as name, serving() as site, BotApi(latency=0.02) as api:
        folder = Path(name)
        server = PostgresServer() if database == "postgresql" else None
        url = {"BRIEFBOT_DATABASE_URL": server.url()} if server else {}
        variables = {
            **archive_in(folder),
            **url,
            "BRIEFBOT_PRIVATE_HOSTS": "127.0.0.1",
            "BRIEFBOT_WEB_REQUESTS_PER_MINUTE": "100000",
        }
        articles = write_articles(folder / "articles.jsonl", range(ARTICLES))
        subprocess.run([*_PROGRAM, "ingest", str(articles)], env=variables, cwd=folder, check=True, capture_output=True)  # noqa: S603
        with pages(folder, variables) as (web, port):
            soak = Soak(api, folder, variables, port)
            outage = server.gone if server else lambda: _sqlite_outage(folder)
            _run(soak, site, web, outage, {"minutes": minutes, "rate": rate, "every": every})
            lines, fine = told(soak)
        print("\n".join(lines))
        if not fine:
            (Path.cwd() / "soak.json").write_text(json.dumps([one for one, answers in outcomes(soak) if not answers]))
            print("\n".join((folder / "log").read_text(errors="replace").splitlines()[-40:]), file=sys.stderr)
        if server:
            server.remove()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
