"""`briefbot remove`: take documents out of the archive."""

import sys

import click

from briefbot.cli.days import day_of, today
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.console.characters import Words
from briefbot.errors import InputError
from briefbot.holdings import Holding, Selection
from briefbot.rendering import phrases

# Documents that are named before somebody says yes to all.
_NAMED = 5


@click.command("remove")
@click.argument("ids", nargs=-1, type=Words(), metavar="[ID]...")
@click.option("--source", type=Words(), metavar="PUBLISHER", help="All of this publisher's documents.")
@click.option("--before", metavar="DATE", help="All documents dated before this day.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the count as JSON.")
@click.pass_context
def command(
    context: click.Context, *, ids: tuple[str, ...], source: str | None, before: str | None, yes: bool, as_json: bool
) -> None:
    """Take documents out of the archive, with all their versions.

    Which ones: by their IDs, as `briefbot documents` shows them, or by --source and --before. A document of the seeds comes
    again at the next start as long as its file is there.
    """
    if bool(ids) == bool(source or before):
        raise click.UsageError("Say which documents: some IDs, or --source PUBLISHER, --before DATE or both of these.")
    selection = Selection(ids=ids or None, source=source, before=day_of("--before", before, today()))
    with progress() as shown, opened(shown) as archive:
        held = archive.holdings(selection)
        unknown = sorted(set(ids) - {one.id for one in held})
        for id_ in unknown:
            warn(f"{id_}: there is no such document; `briefbot documents` lists those that there are.")
        if held and not yes:
            _confirm(held)
        removed = archive.remove([one.id for one in held])
        refreshed(archive, shown)
    for one in held:
        if one.is_seed:
            warn(f"{one.id}: it is a seed and comes again at the next start, unless its file is taken from the seeds.")
    if as_json:
        print_json({"removed": removed})
    else:
        say(phrases.removed(removed))
    context.exit(SOME_FAILED if unknown else 0)


def _confirm(held: list[Holding]) -> None:
    """Show what would go, and ask; InputError where there is nobody to ask."""
    for one in held[:_NAMED]:
        warn(one.id)
        warn(f"    {phrases.holding(one)}")
    if len(held) > _NAMED:
        warn(f"… and {phrases.documents(len(held) - _NAMED)} more")
    if not sys.stdin.isatty():
        raise InputError(f"Nothing was removed: add --yes to take {phrases.documents(len(held))} out without being asked.")
    click.confirm(f"Remove {phrases.documents(len(held))}?", abort=True, err=True)
