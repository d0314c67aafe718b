"""How digests bear load: ten thousand that are due in one minute are planned; then some are sent while questions are asked.

    python benchmarks/digests.py ARCHIVE.jsonl QUESTIONS.jsonl

The articles of the archive are told to be of today and yesterday. Each digest has one to five follows out of a pool of some
hundreds: the archive's most quoted people, words of its titles, and both together. Bot and server share this machine; the
server answers each request after 50 ms.
"""

import gc
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from pathlib import Path

import click

sys.path.pop(0)  # this folder, in which a file has the name of a library
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from botapi import BotApi
from botapi.deployment import Deployment, process
from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.subscription import Destination, Subscription

_API_SECONDS = 0.05
_RATE = 5  # questions a second
_CHATS = 150  # that ask
_FIRST_CHAT = 1_000_000  # of those that get digests


def _recent(archive: Path, folder: Path) -> Path:
    """The same articles, of today and yesterday."""
    today, path = datetime.now(UTC).date(), folder / "recent.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, line in enumerate(archive.read_text(encoding="utf-8").splitlines()):
            record = json.loads(line) | {"published": (today - timedelta(days=number % 2)).isoformat()}
            file.write(json.dumps(record) + "\n")
    return path


def _pool(briefbot: Archive, titles: Sequence[str]) -> list[str]:
    """What can be followed."""
    people = sorted(briefbot.catalogue.people, key=lambda person: (-person.passages, person.name))[:120]
    names = [person.name for person in people]
    words = [words for title in titles if len(words := re.findall(r"\b[A-Za-z]{5,}\b", title)) > 1]
    topics = [" ".join(each[:2]) for each in words[:: max(1, len(words) // 120)]][:120]
    return [*names, *topics, *(f"{name} on {topic}" for name, topic in zip(names[:60], topics, strict=False))]


def _subscribe(briefbot: Archive, pool: Sequence[str], count: int, due_at: datetime) -> None:
    """So many chats with follows, and a digest that is due then."""
    chance, now = random.Random(0), due_at - timedelta(hours=1)  # noqa: S311 (a benchmark, no secrets)
    with briefbot.store.write() as work:
        for chat in range(_FIRST_CHAT, _FIRST_CHAT + count):
            destination = Destination(chat)
            work.preferences.keep(chat, Preferences(zone="UTC"))
            for text in chance.sample(pool, chance.randrange(1, 6)):
                work.follows.add(destination, text, chat, now)
            at = clock(due_at.hour, due_at.minute)
            work.subscriptions.keep(Subscription(0, destination, now, switched_on=True, zone="UTC", at=at, person_id=chat), now)


def _planned(briefbot: Archive, now: datetime) -> tuple[int, float, float]:
    """How many digests were planned, in how many seconds, and the longest of one batch."""
    planner, began, count, longest = Planner(briefbot), time.monotonic(), 0, 0.0
    while True:
        before = time.monotonic()
        planned = planner.plan(now)
        longest = max(longest, time.monotonic() - before)
        if not planned:
            return count, time.monotonic() - began, longest
        count += planned


def _sent_beside(
    deployment: Deployment, questions: Sequence[str], due_at: datetime, seconds: int
) -> tuple[list[float], list[float]]:
    """Latencies of questions in seconds, and when each message of a digest came (monotonic), from a little before the hour."""
    api, asked = deployment.api, {}
    with process(deployment, BRIEFBOT_QUESTIONS_PER_MINUTE="60"):
        api.settled("getUpdates")
        time.sleep(max(0.0, (due_at - datetime.now(UTC)).total_seconds() - 2))
        began = time.monotonic()
        for number in range(seconds * _RATE):
            time.sleep(max(0.0, began + number / _RATE - time.monotonic()))
            chat, question = -10_000 - number % _CHATS, questions[number % len(questions)]
            at = time.monotonic()
            asked[chat, api.say(chat, f"/ask {question}", person=10_000 + number % _CHATS)] = at
        time.sleep(10)
    answered: dict[tuple[int, int | None], float] = {}
    for sent in api.sent:
        answered.setdefault((sent.chat_id, sent.reply_to), sent.at)
    latencies = [answered[question] + _API_SECONDS - at for question, at in asked.items() if question in answered]
    return latencies, sorted(sent.at for sent in api.sent if sent.chat_id >= _FIRST_CHAT)


def _fastest(times: Sequence[float]) -> int:
    """The most messages within any second."""
    return max(sum(at <= other < at + 1 for other in times[number:]) for number, at in enumerate(times[:-1]))


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.option("--digests", "count", default=10_000, show_default=True, help="How many are due and planned.")
@click.option("--sent", "sending", default=1_500, show_default=True, help="How many are due while questions are asked.")
@click.option("--seconds", default=60, show_default=True, help="How long questions are asked.")
def main(archive: Path, questions: Path, count: int, sending: int, seconds: int) -> None:
    """Measure, and print what was found."""
    gc.set_threshold(50_000, 20, 20)  # as the program does
    records = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = [record["question"] for record in records if "question" in record]
    titles = [json.loads(line).get("title") or "" for line in archive.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/briefbot.db"
        with Archive.open(url, folder) as briefbot:
            briefbot.ingest([str(_recent(archive, folder))], BytesIO())
            briefbot.refresh()
            pool = _pool(briefbot, titles)
        copy = folder / "planned"
        copy.mkdir()
        for file in folder.glob("briefbot*"):
            (shutil.copytree if file.is_dir() else shutil.copy)(file, copy / file.name)
        with Archive.open(f"sqlite:///{copy}/briefbot.db", copy) as briefbot:
            due_at = _next_minute(2)
            _subscribe(briefbot, pool, count, due_at)
            used = time.process_time()
            planned, took, longest = _planned(briefbot, due_at + timedelta(seconds=5))
            used = time.process_time() - used
        print(f"{planned} digests planned in {took:.1f} s ({used:.1f} s of one core), the slowest hundred in {longest:.2f} s.")
        with Archive.open(url, folder) as briefbot:
            due_at = _next_minute(1 + sending // 1000)
            _subscribe(briefbot, pool, sending, due_at)
        with BotApi(latency=_API_SECONDS) as api:
            for chat in range(_FIRST_CHAT, _FIRST_CHAT + sending):
                api.group(chat, type="private")
            latencies, came = _sent_beside(Deployment(folder, api), asked, due_at, seconds)
        p50, p95 = (statistics.quantiles(latencies, n=20)[at] * 1000 for at in (9, 18))
        print(
            f"{len(latencies)} of {seconds * _RATE} questions answered: p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"{max(latencies) * 1000:.0f} ms at most."
        )
        rate = len(came) / (came[-1] - came[0])
        print(f"{len(came)} messages of digests meanwhile: {rate:.1f} a second, {_fastest(came)} in any one second.")


def _next_minute(later: int) -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=later)


if __name__ == "__main__":
    main()
