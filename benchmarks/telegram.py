"""How the Telegram bot bears load: paced questions, a burst, a chat that is held back, inline mode; beside a bare echo bot.

    python benchmarks/telegram.py ARCHIVE.jsonl QUESTIONS.jsonl
    python benchmarks/telegram.py --inline ARCHIVE.jsonl QUESTIONS.jsonl    inline mode alone

Bot and server share this machine; the server answers each request after 50 ms. A question's latency is the time from its
arrival at the server to the end of the request that brings the first message of its answer. Questions are fields named
"question" of JSON Lines. In inline mode people type them word by word; the latency of what they have typed is the time from its
arrival at the server to the end of the request that answers it. The echo bot is python-telegram-bot as its documentation has
it, with 32 concurrent updates.
"""

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from botapi import BotApi, Trouble
from botapi.processes import archive_in, bot_process
from botapi.server import TOKEN

_API_SECONDS = 0.05
_CHATS = 150
_TYPISTS = _TYPED_A_SECOND = 10
_MEGABYTE = 1024 * 1024

_ECHO = """
import html, sys
from telegram import LinkPreviewOptions
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context):
    text = html.escape(update.message.text)
    preview = LinkPreviewOptions(is_disabled=True)
    await update.message.reply_text(text, parse_mode="HTML", link_preview_options=preview, do_quote=True)
application = Application.builder().token(sys.argv[1]).base_url(sys.argv[2]).concurrent_updates(32).build()
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling(allowed_updates=["message"])
"""


@dataclass
class Figures:
    """What a run gave: latencies in seconds of the answered questions, and the largest resident memory in bytes."""

    asked: int
    latencies: list[float]
    swapped: int
    seconds: float
    memory: int

    def row(self, name: str) -> str:
        """A row of a Markdown table."""
        p50, p95 = (statistics.quantiles(self.latencies, n=20)[at] * 1000 for at in (9, 18))
        rate = len(self.latencies) / self.seconds
        return (
            f"| {name} | {self.asked} | {len(self.latencies)} | {rate:.1f} | {p50:.0f} | {p95:.0f} | "
            f"{max(self.latencies) * 1000:.0f} | {self.swapped} | {self.memory / _MEGABYTE:.0f} |"
        )


@contextmanager
def _process(command: list[str], folder: Path, api: BotApi) -> Iterator[subprocess.Popen[bytes]]:
    with bot_process(command, folder, api, BRIEFBOT_QUESTIONS_PER_MINUTE="60") as running:
        api.settled("getUpdates")
        time.sleep(1)
        yield running


def _load(api: BotApi, process: subprocess.Popen[bytes], questions: list[str], rate: float | None) -> Figures:
    """Ask at a rate, or all at once, in groups in turn: there an answer says which question it replies to."""
    asked: dict[tuple[int, int], float] = {}
    began, memory = time.monotonic(), 0
    for number, question in enumerate(questions):
        if rate is not None:
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
        chat, at = -10_000 - number % _CHATS, time.monotonic()
        asked[chat, api.say(chat, f"/ask {question}", person=10_000 + number % _CHATS)] = at
        if number % 25 == 0:
            memory = max(memory, _memory(process))
    ends = time.monotonic() + 120
    while time.monotonic() < ends and len(_answered(api)) < len(questions):
        time.sleep(0.2)
        memory = max(memory, _memory(process))
    answered = _answered(api)
    latencies = [done + _API_SECONDS - asked[question] for question, done in answered.items()]
    return Figures(len(questions), latencies, _swapped(answered), max(answered.values()) - began, memory)


def _answered(api: BotApi) -> dict[tuple[int, int], float]:
    """By chat and question, when the first message of its answer came."""
    times: dict[tuple[int, int], float] = {}
    for sent in list(api.sent):
        if sent.reply_to is not None:
            times.setdefault((sent.chat_id, sent.reply_to), sent.at)
    return times


def _swapped(answered: dict[tuple[int, int], float]) -> int:
    """How often a chat had an answer before that to an earlier question."""
    last: dict[int, float] = {}
    swaps = 0
    for (chat, _), at in sorted(answered.items(), key=lambda item: item[0][1]):
        swaps += at < last.get(chat, 0.0)
        last[chat] = at
    return swaps


def _memory(process: subprocess.Popen[bytes]) -> int:
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(line.split()[1]) * 1024


def _held_back(api: BotApi, questions: list[str]) -> tuple[float, float]:
    """The longest wait of other chats while one is told to wait for 30 s, and that one's wait."""
    api.trouble.append(Trouble(429, "Too Many Requests: retry after 30", chat_id=20_000, retry_after=30))
    began = time.monotonic()
    api.say(20_000, questions[0])
    waits = []
    for number, question in enumerate(questions[1:200]):
        time.sleep(0.1)
        at, chat = time.monotonic(), 21_000 + number
        api.say(chat, question)
        api.answers(chat, 1)
        waits.append(api.to(chat)[0].at + _API_SECONDS - at)
    api.answers(20_000, 1, 60)
    return max(waits), api.to(20_000)[0].at - began


def _typed(api: BotApi, process: subprocess.Popen[bytes], questions: list[str], seconds: int) -> Figures:
    """Let people type questions word by word, a word a second each, at ten queries a second together."""
    following = itertools.cycle(questions)
    left: dict[int, list[str]] = {}
    asked: dict[str, float] = {}
    began, memory = time.monotonic(), 0
    for number in range(_TYPED_A_SECOND * seconds):
        time.sleep(max(0.0, began + number / _TYPED_A_SECOND - time.monotonic()))
        person = 30_000 + number % _TYPISTS
        left[person] = left.get(person) or _prefixes(next(following))
        at = time.monotonic()
        asked[api.type(person, left[person].pop(0))] = at
        if number % _TYPED_A_SECOND == 0:
            memory = max(memory, _memory(process))
    ends = time.monotonic() + 5
    while time.monotonic() < ends and len(api.inline_answers) < len(asked):
        time.sleep(0.05)
    latencies = [answer.at + _API_SECONDS - asked[query] for query, answer in api.inline_answers.items()]
    return Figures(len(asked), latencies, 0, time.monotonic() - began, memory)


def _prefixes(question: str) -> list[str]:
    """What somebody has typed of a question, word by word."""
    words = question.split()
    return [" ".join(words[:count]) for count in range(1, len(words) + 1)]


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.option("--inline", is_flag=True, help="Measure inline mode alone.")
@click.option("--seconds", default=60, show_default=True, help="How long the paced load lasts.")
def main(archive: Path, questions: Path, *, inline: bool, seconds: int) -> None:
    """Measure, and print tables."""
    records = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = [record["question"] for record in records if "question" in record]
    program = [sys.executable, "-m", "briefbot"]
    paced, burst = _cycled(asked, 25 * seconds), _cycled(asked, 600)
    print("| run | asked | answered | a second | p50 ms | p95 ms | longest ms | order swaps | memory MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    updates = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [*program, "ingest", str(archive.absolute())]
        subprocess.run(command, env=archive_in(folder), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the program itself)
        with BotApi(latency=_API_SECONDS, first_update=10**7) as api, _process([*program, "bot"], folder, api) as process:
            print(_typed(api, process, asked, seconds).row(f"Briefbot, inline, {_TYPED_A_SECOND} a second"), flush=True)
        if inline:
            return
        for what, command in (("Briefbot", [*program, "bot"]), ("echo", [sys.executable, "-c", _ECHO, TOKEN])):
            for load, lines, rate in (("25 a second", paced, 25.0), ("burst of 600", burst, None)):
                updates += 10_000  # a bot knows the updates that it has handled
                with BotApi(latency=_API_SECONDS, first_update=updates) as api:
                    full = command if what == "Briefbot" else [*command, f"{api.url}/bot"]
                    with _process(full, folder, api) as process:
                        print(_load(api, process, lines, rate).row(f"{what}, {load}"), flush=True)
        with BotApi(latency=_API_SECONDS, first_update=9 * updates) as api, _process([*program, "bot"], folder, api):
            others, own = _held_back(api, asked)
            print(f"\nWhile one chat is held back for 30 s, others wait {others * 1000:.0f} ms at most.", end=" ")
            print(f"It has its own answer after {own:.1f} s.")


def _cycled(items: list[str], count: int) -> list[str]:
    return [items[n % len(items)] for n in range(count)]


if __name__ == "__main__":
    main()
