"""`briefbot feeds`: the feeds that the archive is kept current from."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from briefbot.archive import Archive
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.config import Settings
from briefbot.console.characters import Words
from briefbot.errors import InputError
from briefbot.feeds.model import Feed
from briefbot.language.facts import fact
from briefbot.rendering import feed_phrases, records


@click.group("feeds")
def command() -> None:
    """The feeds that the archive is kept current from.

    The running bot looks at them by itself; `briefbot feeds refresh` does where there is none, or from cron.
    """


@command.command("add")
@click.argument("named", nargs=-1, required=True, type=Words(), metavar="ADDRESS|OPML...")
@click.pass_context
def add(context: click.Context, named: tuple[str, ...]) -> None:
    """Take feeds up: a feed's address, a page of its site, or a list of feeds in OPML (an address or a file)."""
    from briefbot.archive.finding_feeds import find_feeds  # noqa: PLC0415 (it loads what only this verb needs)
    from briefbot.fetching import Fetcher  # noqa: PLC0415

    fetcher = Fetcher(Settings.read().private_hosts)
    failed = False
    with progress() as shown, opened(shown) as archive:
        for one in named:
            try:
                found = find_feeds(fetcher, one, archive.parser.call)
            except InputError as error:
                warn(str(error))
                failed = True
                continue
            with archive.store.write() as work:
                for address, title in found:
                    is_new = work.feeds.add(address, title, datetime.now(UTC))
                    say(feed_phrases.added(address, title, is_new=is_new))
    context.exit(SOME_FAILED if failed else 0)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a feed a line as JSON.")
def list_(*, as_json: bool) -> None:
    """List the feeds: when each is looked at next, what it brought, and what went wrong."""
    with progress() as shown, opened(shown) as archive:
        feeds = _all(archive)
    for feed in feeds:
        if as_json:
            print_json(records.feed(feed))
        else:
            say(feed_phrases.feed(feed, datetime.now(UTC)))
    if not feeds and not as_json:
        say("There are no feeds. `briefbot feeds add ADDRESS` adds one.")


@command.command("remove")
@click.argument("names", nargs=-1, required=True, type=Words(), metavar="FEED...")
@click.pass_context
def remove(context: click.Context, names: tuple[str, ...]) -> None:
    """Let feeds go, by number, address or title. The documents that they brought stay."""
    with progress() as shown, opened(shown) as archive:
        feeds, unknown = _named(archive, names)
        with archive.store.write() as work:
            for feed in feeds:
                work.feeds.remove(feed.id)
                say(f"Removed: {fact(feed.title or feed.address)}")
    context.exit(SOME_FAILED if unknown else 0)


@command.command("pause")
@click.argument("names", nargs=-1, required=True, type=Words(), metavar="FEED...")
@click.option("--resume", is_flag=True, help="Look at them again from now on.")
@click.pass_context
def pause(context: click.Context, names: tuple[str, ...], *, resume: bool) -> None:
    """Look at feeds no more, until they are resumed."""
    with progress() as shown, opened(shown) as archive:
        feeds, unknown = _named(archive, names)
        with archive.store.write() as work:
            for feed in feeds:
                work.feeds.pause(feed.id, datetime.now(UTC), paused=not resume)
                say(f"{'Resumed' if resume else 'Paused'}: {fact(feed.title or feed.address)}")
    context.exit(SOME_FAILED if unknown else 0)


@command.command("refresh")
@click.argument("names", nargs=-1, type=Words(), metavar="[FEED]...")
@click.option("--all", "everything", is_flag=True, help="All feeds that are not paused, due or not.")
@click.option("--json", "as_json", is_flag=True, help="Print what each look brought as JSON.")
@click.pass_context
def refresh(context: click.Context, names: tuple[str, ...], *, everything: bool, as_json: bool) -> None:
    """Look at the feeds that are due, or at those that are named, and bring in what is new."""
    from briefbot.fetching import Fetcher  # noqa: PLC0415 (as above)
    from briefbot.fetching.polite import PoliteFetcher  # noqa: PLC0415

    fetcher = PoliteFetcher(Fetcher(Settings.read().private_hosts))
    with progress() as shown, opened(shown) as archive, archive.store.owning_the_feeds() as owner:
        if not owner:
            raise InputError("Another process looks at the feeds of this archive already, and will see what is due.")
        feeds, failed = _named(archive, names) if names else (_due(archive, everything=everything), False)
        for number, look in enumerate(archive.feed_reader(fetcher).look(feeds), start=1):
            shown("looking at feeds", number, len(feeds))
            failed |= look.error is not None
            if as_json:
                print_json(records.look(look.feed, look.error, look.report.added, look.report.updated, len(look.report.failed)))
            else:
                say(feed_phrases.look(look.feed, look.error, look.report.added, look.report.updated, len(look.report.failed)))
            for one in (*look.report.failed, *look.report.degraded):
                warn(f"{one.document}: {one.error}")
        refreshed(archive, shown)
    if not feeds and not as_json and not names:
        say("No feed is due. `briefbot feeds list` tells when they are.")
    context.exit(SOME_FAILED if failed else 0)


@command.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path | None) -> None:
    """Write the list of feeds in OPML, as newsreaders exchange it: to FILE, or to standard output."""
    from briefbot.reading.feeds import write_opml  # noqa: PLC0415 (as above)

    with progress() as shown, opened(shown) as archive:
        listed = write_opml((feed.address, feed.title) for feed in _all(archive))
    if file is None:
        click.echo(listed, nl=False)
    else:
        file.write_text(listed, encoding="utf-8")


def _all(archive: Archive) -> list[Feed]:
    with archive.store.read() as work:
        return work.feeds.all()


def _due(archive: Archive, *, everything: bool) -> list[Feed]:
    with archive.store.read() as work:
        return [feed for feed in work.feeds.all() if not feed.paused] if everything else work.feeds.due(datetime.now(UTC))


def _named(archive: Archive, names: Iterable[str]) -> tuple[list[Feed], bool]:
    """The feeds that are meant, and whether some name means none, of which the person is told."""
    found: dict[int, Feed] = {}
    unknown = False
    with archive.store.read() as work:
        for name in names:
            meant = work.feeds.named(name)
            found |= {feed.id: feed for feed in meant}
            if not meant:
                warn(f"{name}: there is no such feed; `briefbot feeds list` shows those that there are.")
                unknown = True
    return list(found.values()), unknown
