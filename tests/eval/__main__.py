"""Measure the program on the gate's articles: `python -m tests.eval`, from the project's folder."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from .corpus import HERE, digest
from .figures import Report, table
from .floors import LoweredError, Section, breaches, load, save, updated
from .systems import SYSTEMS, System

FLOORS = HERE / "floors.json"


@click.command()
@click.option("--update", is_flag=True, help="Pin these figures as the floors; refuses to lower one.")
@click.option("--allow-lower", metavar="REASON", help="With --update: lower floors all the same, and keep the reason.")
@click.option("--faults", is_flag=True, help="List each case that went wrong.")
def main(*, update: bool, allow_lower: str | None, faults: bool) -> None:
    """Print the figures; exit 1 where one is under its floor."""
    if allow_lower is not None and not update:
        raise click.UsageError("--allow-lower goes with --update")
    reports = {name: system.report() for name, system in SYSTEMS.items()}
    for name, report in reports.items():
        click.echo(shown(name, report, faults=faults))
    sys.exit(pin(FLOORS, SYSTEMS, reports, allow_lower) if update else check(FLOORS, SYSTEMS, reports))


def shown(name: str, report: Report, *, faults: bool) -> str:
    """A section's table, with its cases that went wrong below where they are asked for."""
    return "\n".join([name, table(report), *(f"  - {fault}" for fault in report.faults if faults)])


def check(path: Path, systems: Mapping[str, System], reports: Mapping[str, Report]) -> int:
    """Name what is under its floor; the exit status."""
    pinned = load(path)
    found = [
        f"{name}: {breach}"
        for name, report in reports.items()
        for breach in breaches(pinned.get(name), digest(systems[name].files()), report.figures)
    ]
    for breach in found:
        click.echo(breach, err=True)
    return int(bool(found))


def pin(path: Path, systems: Mapping[str, System], reports: Mapping[str, Report], reason: str | None) -> int:
    """Write the figures as floors, all or none; the exit status."""
    pinned = load(path)
    try:
        fresh: dict[str, Section] = {
            name: updated(pinned.get(name), digest(systems[name].files()), report.figures, reason)
            for name, report in reports.items()
        }
    except LoweredError as error:
        click.echo(f'Not pinned, floors would be lowered: {error}. Give the reason with --allow-lower "…".', err=True)
        return 1
    save(path, pinned | fresh)
    return 0


if __name__ == "__main__":
    main()
