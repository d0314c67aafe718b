"""What one person, or six, can do to others: long questions, bursts in inline mode, presses, edits, and reports.

    python benchmarks/fairness.py ARCHIVE.jsonl

Bot and server share this machine; the server answers each request after 50 ms, and keeps Telegram's own limits. A latency is
the time from the arrival of a question (query, command) at the server until the message that brings its answer was sent.
"""

import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from botapi import BotApi, Sent
from botapi.processes import archive_in, bot_process

ASK = "What did Lavrov say about missile defense?"
LONGEST = 4096
# What takes longest to answer, of what fits into a message.
WORST = [
    ("что сказал Лавров о Сирии " * 200)[:LONGEST],
    ("wht did Lavrof sey abot the misile defens of Sirya " * 100)[:LONGEST],
    ("what did Obama, Putin, Merkel, Trump, Clinton and Kerry say about Iran, Ukraine and Syria since 2015 " * 50)[:LONGEST],
    ("кто сказал что Обама и Путин говорили о санкциях против России в 2016 году " * 60)[:LONGEST],
    ("a" * 30 + " ") * 130,
    ('"the" OR "of" OR -and ' * 180)[:LONGEST],
]
_FIRST_UPDATE = itertools.count(10**7, 10**6)


@contextmanager
def _bot(folder: Path, api: BotApi) -> Iterator[None]:
    """The bot as a process, on the archive in a folder."""
    settings = {"BRIEFBOT_ADMINS": "99", "BRIEFBOT_QUESTIONS_PER_MINUTE": "10000"}
    with bot_process([sys.executable, "-m", "briefbot", "bot"], folder, api, **settings):
        api.settled("getUpdates")
        time.sleep(1)
        yield


def _took(api: BotApi, chat: int, count: int, began: float, seconds: float = 200.0) -> float:
    """How long the last of so many messages took."""
    return api.answers(chat, count, seconds)[count - 1].at - began


def beside_six(api: BotApi, seconds: int) -> str:
    """The waits of people who ask one question each, while six others ask the worst ones without a pause."""
    asked = dict.fromkeys(range(1, len(WORST) + 1), 0)
    waits: list[float] = []
    ends, others = time.monotonic() + seconds, itertools.count(1000)
    while time.monotonic() < ends:
        for person, count in asked.items():
            if len({one.reply_to or one.message_id for one in api.to(person)}) >= count:
                asked[person] = len(api.to(person)) + 1
                api.say(person, WORST[person - 1])
        chat, began = next(others), time.monotonic()
        api.say(chat, ASK)
        waits.append(_took(api, chat, 1, began))
        time.sleep(max(0.0, began + 0.5 - time.monotonic()))
    p50, p95 = (statistics.quantiles(waits, n=20)[at] * 1000 for at in (9, 18))
    most = max(waits) * 1000
    return f"{len(waits)} questions beside six people's worst: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {most:.0f} ms"


def inline_burst(api: BotApi, people: int) -> str:
    """The wait of whoever types next after many people have typed at once."""
    for person in range(people):
        api.type(50_000 + person, f"{WORST[person % 4][: 200 + person % 50]}")
    time.sleep(1.0)
    began = time.monotonic()
    query = api.type(49_999, ASK)
    return f"inline, {people} people at once, the next query: {(api.inline_answer(query, 200).at - began) * 1000:.0f} ms"


def presses(api: BotApi, count: int) -> str:
    """The wait for an answer in a group where somebody else presses buttons."""
    api.group(-60)
    api.say(-60, f"/ask {ASK}", person=7)
    answer: Sent = api.answers(-60, 1)[0]
    buttons = [button["callback_data"] for button in answer.keyboard[0] if "callback_data" in button]
    for number in range(count):
        api.press(answer, "", person=7, data=buttons[number % len(buttons)])
    began = time.monotonic()
    asked = api.say(-60, f"/ask {ASK}", person=8)
    api.wait(lambda: any(one.reply_to == asked for one in api.to(-60)), 300)
    took = next(one.at for one in api.to(-60) if one.reply_to == asked) - began
    return f"{count} presses in a group, another's question: {took * 1000:.0f} ms"


def edits(api: BotApi, count: int) -> str:
    """How many answers the edits of one message make."""
    number = api.say(70, ASK)
    api.answers(70, 1)
    for n in range(count):
        api.edit(70, number, f"What did Lavrov say about Syria in {2000 + n}?")
    time.sleep(10.0)
    changed = sum(method == "editMessageText" and form["chat_id"] == 70 for _, method, form in list(api.calls))
    return f"{count} edits of one message: {changed} answers"


def reports(api: BotApi, count: int) -> str:
    """How long the admin waits for a command behind reports, and how many messages these make."""
    api.group(99, type="private")
    pressed = 0
    for reader, word in enumerate(("Syria", "Iran", "Ukraine", "taxes", "Europe", "trade", "oil", "terrorism", "refugees",
                                   "elections", "health", "China", "Israel", "NATO", "banks", "schools", "gas", "guns",
                                   "Congress", "immigration", "sanctions", "jobs", "climate", "energy", "Turkey")):  # fmt: skip
        api.say(80 + reader, f"What was said about {word}?")
        answer = api.answers(80 + reader, 1)[0]
        buttons = [one["callback_data"] for one in answer.keyboard[0] if one.get("callback_data", "").startswith("1:n:")]
        for data in buttons:
            if pressed < count:
                pressed += 1
                api.press(answer, "", data=data.replace(":n:", ":w:"))
    before = len(api.toasts)
    api.wait(lambda: len(api.toasts) >= before, 5)
    began = time.monotonic()
    api.say(99, "/stats")
    api.wait(lambda: any("documents" in one.text for one in api.to(99)), 300)
    took = next(one.at for one in api.to(99) if "documents" in one.text) - began
    time.sleep(5.0)
    told = sum("wrong" in one.text or "wait" in one.text for one in api.to(99))
    return f"{pressed} reports: {told} messages to the admin, whose /stats took {took * 1000:.0f} ms"


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.option("--seconds", default=30, show_default=True, help="How long six people ask.")
@click.option("--only", default="", help="What to measure: six, inline, presses, edits or reports.")
def main(archive: Path, seconds: int, only: str) -> None:
    """Measure, and print a line for each."""
    measured: dict[str, Callable[[BotApi], str]] = {
        "six": partial(beside_six, seconds=seconds),
        "inline": partial(inline_burst, people=300),
        "presses": partial(presses, count=60),
        "edits": partial(edits, count=100),
        "reports": partial(reports, count=80),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "briefbot", "ingest", str(archive.absolute())]
        subprocess.run(command, env=archive_in(folder), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the program itself)
        for what, measure in measured.items():
            if only in ("", what):
                with BotApi(latency=0.05, flood=True, first_update=next(_FIRST_UPDATE)) as api, _bot(folder, api):
                    print(measure(api), flush=True)


if __name__ == "__main__":
    main()
