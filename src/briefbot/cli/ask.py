"""`briefbot ask`: one question, or a file of them."""

from datetime import UTC, date, datetime, timedelta
from typing import IO

import click

from briefbot.answering.questions.model import Asked, Query
from briefbot.answering.questions.reading import read_limits
from briefbot.archive import Archive
from briefbot.cli import batch
from briefbot.cli.days import day_of
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import ready
from briefbot.cli.output import print_json, say
from briefbot.console.characters import Words
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Answered, Reading
from briefbot.model import Answer
from briefbot.rendering import explanation, phrases, records
from briefbot.rendering.text import plain

# What is reckoned ahead of a time: zones, and the next dates of digests.
_REACH = timedelta(days=40)


class Now(click.ParamType[datetime]):
    """A time in ISO 8601, as a person types it."""

    name = "iso-time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware instant; one without a zone is UTC."""
        try:
            typed = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a time like 2016-09-26 or 2016-09-26T08:30+02:00", param, ctx)
        typed = typed if typed.tzinfo else typed.replace(tzinfo=UTC)
        try:
            typed.astimezone(UTC) + _REACH
        except OverflowError:
            self.fail(f"{value!r} is too near an end of the calendar", param, ctx)
        return typed


@click.command("ask")
@click.argument("question", nargs=-1, type=Words())
@click.option("-k", "count", type=click.IntRange(1, 100), default=5, show_default=True, help="How many quotations at most.")
@click.option("--speaker", type=Words(), metavar="NAME", help="Only this person's words.")
@click.option("--source", type=Words(), metavar="PUBLISHER", help="Only from this publisher.")
@click.option("--since", metavar="DATE", help="Only from this day on: 2016-09-08, September 2016, yesterday.")
@click.option("--until", metavar="DATE", help="Only up to this day.")
@click.option("--now", type=Now(), help="What today is, for dates like last week.", metavar="ISO-TIME")
@click.option(
    "--batch",
    "questions",
    type=click.File("rb"),
    metavar="FILE",
    help='A file of questions, {"id", "question", "history"} a line.',
)
@click.option("--timeline", is_flag=True, help="The turning points of what was said, by their days.")
@click.option("--explain", is_flag=True, help="Show how the question was read, and why the answer stands as it does.")
@click.option("--json", "as_json", is_flag=True, help="Print each answer as JSON.")
@click.pass_context
def command(
    context: click.Context,
    *,
    question: tuple[str, ...],
    count: int,
    speaker: str | None,
    source: str | None,
    since: str | None,
    until: str | None,
    now: datetime | None,
    questions: IO[bytes] | None,
    timeline: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """Ask the archive: who said what, and when."""
    if bool(question) == bool(questions):
        raise click.UsageError("Give a question, or a file of them with --batch.")
    if questions and not as_json:
        raise click.UsageError("--batch answers in JSON: add --json.")
    today = (now or datetime.now().astimezone()).date()
    asked = Asked(speaker, source, day_of("--since", since, today), day_of("--until", until, today, end=True), timeline)
    words, typed, unreadable = read_limits(" ".join(question), today)
    if unreadable:
        raise click.UsageError(phrases.advice(Hint.UNREADABLE_LIMIT, unreadable[0]))
    asked = asked.or_else(typed)
    with ready(reads=True) as briefbot:
        if questions:
            whole = _answer_all(briefbot, questions, asked, today, count, explain=explain)
            context.exit(0 if whole else SOME_FAILED)
        query, answer = briefbot.ask(words, today, asked, count)
    if as_json:
        print_json(_record(None, query, answer, explain=explain))
    else:
        say(plain(Answered(answer)))
        if explain:
            say("\n" + plain(Reading(query, answer)))


def _record(question_id: str | None, query: Query, answer: Answer, *, explain: bool) -> records.Record:
    record = records.answer(question_id, query.question, answer)
    return {**record, "explanation": list(explanation.sentences(query, answer))} if explain else record


def _answer_all(briefbot: Archive, questions: IO[bytes], asked: Asked, today: date, count: int, *, explain: bool) -> bool:
    """Answer a batch; whether every line of it was a question."""
    whole = True
    for item in batch.read(questions):
        if item is None:
            whole = False
        else:
            query, answer = briefbot.ask_after(item.history, item.question, today, asked, count)
            print_json(_record(item.id, query, answer, explain=explain))
    return whole
