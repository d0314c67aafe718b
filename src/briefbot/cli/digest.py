"""`briefbot digest`: send the digests that are due once, or look at what they would hold."""

import asyncio
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import click

from briefbot.archive import Archive
from briefbot.chat.digests.clock import ahead_of, set_right_in
from briefbot.chat.digests.explaining import explain
from briefbot.chat.digests.local import count_as_delivered, due_here, shown_here
from briefbot.chat.languages import manner_here
from briefbot.cli import digest_explanation
from briefbot.cli.ask import Now
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import ready
from briefbot.cli.output import print_json, say, warn
from briefbot.config import TelegramSettings
from briefbot.console.language import language_here
from briefbot.digests.explanation import Explained, Fate
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import LOCAL, Destination
from briefbot.operation import LogSettings
from briefbot.rendering import records
from briefbot.rendering.text import plain

_CHAT = re.compile(r"(?P<chat>-?[1-9]\d{0,18})(?:/(?P<topic>[1-9]\d{0,9}))?")
_MOMENTS = timedelta(hours=1)
# What was not sent, or not for certain: whoever runs this by a timer wants to hear of it.
_TROUBLE = (SlotState.CLAIMED, SlotState.PARTLY, SlotState.UNKNOWN)


class Chat(click.ParamType[Destination]):
    """A chat's number in Telegram, with /topic behind it in a forum; or the console."""

    name = "chat"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Destination:
        """Where a digest goes."""
        if isinstance(value, Destination):
            return value
        match = _CHAT.fullmatch(str(value))
        if match is None and value != "local":
            self.fail(f"{value!r} is no chat: name its number, like -100123 or -100123/5 for a topic, or local", param, ctx)
        return Destination(int(match["chat"]), int(match["topic"] or 0)) if match else LOCAL


@click.command("digest")
@click.option(
    "--chat", "destination", type=Chat(), metavar="ID", help="Only this chat's: its number, ID/TOPIC in a forum, or local."
)
@click.option("--now", type=Now(), metavar="ISO-TIME", help="What time it is, instead of the clock's.")
@click.option("--dry-run", is_flag=True, help="Tell what would be sent and why; send nothing, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print a record for each digest.")
@click.pass_context
def command(
    context: click.Context, *, destination: Destination | None, now: datetime | None, dry_run: bool, as_json: bool
) -> None:
    """Send the digests that are due, once; `briefbot bot` does it by itself.

    The digest of the console (--chat local) is printed. What is sent or printed counts as delivered.
    """
    clock = _clock(now)
    settings = None if dry_run or destination == LOCAL else TelegramSettings.read()
    with ready() as briefbot:
        _compare_clocks(briefbot, clock(), dry_run=dry_run)
        if dry_run:
            _explain(briefbot, clock(), destination, as_json=as_json)
        elif settings is None:
            _show(briefbot, clock(), as_json=as_json)
        elif not _send(settings, briefbot, clock, destination, as_json=as_json):
            context.exit(SOME_FAILED)


def _clock(now: datetime | None) -> Callable[[], datetime]:
    """The time, as if it had been `now` when this was called."""
    ahead = now - datetime.now(UTC) if now else timedelta(0)
    return lambda: datetime.now(UTC) + ahead


def _compare_clocks(briefbot: Archive, now: datetime, *, dry_run: bool) -> None:
    """Tell of plans ahead of the clock, and set them right; `--now` may be ahead of it, and is then told to be."""
    real = datetime.now(UTC)
    with briefbot.store.read() as work:
        said = ahead_of(work, max(real, now))
    if said:
        warn(said)
    if dry_run:
        return
    set_right_in(briefbot.store, max(real, now))
    if now - real > _MOMENTS:
        warn(f"--now is ahead of the clock: what is planned by it, up to {now.date()}, is planned anew by the clock later.")


def _explain(briefbot: Archive, now: datetime, destination: Destination | None, *, as_json: bool) -> None:
    explained = explain(briefbot, now, destination)
    if as_json:
        for one in explained:
            print_json(records.digest(one))
        return
    say("\n\n".join("\n".join(digest_explanation.sentences(one)) for one in explained) or "No digest is due.")


def _show(briefbot: Archive, now: datetime, *, as_json: bool) -> None:
    """Print the console's digest; it counts as delivered once it is printed."""
    (explained,) = explain(briefbot, now, LOCAL)
    due = due_here(briefbot, now)
    reply = shown_here(due) if due else None
    if as_json:
        print_json(records.digest(explained))
    elif reply:
        say(plain(reply, manner_here(briefbot.store, language_here())))
    else:
        say("\n".join(digest_explanation.sentences(explained)))
    if due:
        sys.stdout.flush()  # what cannot be written was not delivered
        count_as_delivered(briefbot.store, due, now)


def _send(
    settings: TelegramSettings,
    briefbot: Archive,
    clock: Callable[[], datetime],
    destination: Destination | None,
    *,
    as_json: bool,
) -> bool:
    """Send what is due, and tell what became of it; whether all of it arrived."""
    from briefbot.logs import start_log  # noqa: PLC0415 (loaded only where something is sent)
    from briefbot.telegram.once import send_digests  # noqa: PLC0415 (as above)

    start_log(LogSettings.read())
    explained = explain(briefbot, clock(), destination, settings.private_to)
    asyncio.run(send_digests(settings, briefbot, clock, destination))
    became = [_became(briefbot, one) for one in explained]
    _tell(explained, became, as_json=as_json)
    return not any(state in _TROUBLE for state in became)


def _became(briefbot: Archive, one: Explained) -> SlotState | None:
    """What the ledger says of the date that was due; None where none was."""
    with briefbot.store.read() as work:
        told = work.subscriptions.told(one.destination, 1)
    return told[0].state if told and one.slot and told[0].day == one.slot[0] else None


def _tell(explained: Sequence[Explained], became: Sequence[SlotState | None], *, as_json: bool) -> None:
    for one, state in zip(explained, became, strict=True):
        if as_json:
            print_json({**records.digest(one), "state": state.value if state else None})
        else:
            say(digest_explanation.outcome(one, state))
    if not as_json and not any(one.fate in (Fate.SENT, Fate.EMPTY, Fate.SKIPPED) for one in explained):
        say("No digest was due.")
