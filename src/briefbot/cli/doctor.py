"""`briefbot doctor`: what is wrong with a set-up, and how it is mended."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from briefbot.cli.main import SOME_FAILED, WRONG
from briefbot.cli.output import print_json
from briefbot.console.characters import harmless, one_line
from briefbot.doctor.examination import examined
from briefbot.doctor.findings import Finding, Severity
from briefbot.redaction import without_secrets

_SIGNS = {Severity.FINE: ("ok", "green"), Severity.WARNING: ("warning", "yellow"), Severity.ERROR: ("error", "red")}
_STATUS = {Severity.FINE: 0, Severity.WARNING: SOME_FAILED, Severity.ERROR: WRONG}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print a finding a line as JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Look for what is wrong with a set-up, and say how to mend it; nothing is changed.

    Looked at are the settings, the folders, the disk, the database and what it holds, the index, the feeds, the clock and,
    where there is a token, Telegram. The exit status is 0 where all is well, 1 with warnings, 2 with errors.
    """
    worst = Severity.FINE
    for finding in examined(os.environ, Path(".env"), datetime.now(UTC)):
        worst = max(worst, finding.severity, key=lambda one: _STATUS[one])
        if as_json:
            print_json({name: without_secrets(value) for name, value in finding.record().items()})
        else:
            _show(finding)
    context.exit(_STATUS[worst])


def _show(finding: Finding) -> None:
    sign, colour = _SIGNS[finding.severity]
    found, mend = (without_secrets(one_line(harmless(words))) for words in (finding.found, finding.mend))
    click.echo(f"{click.style(f'{sign:<8}', fg=colour)}{finding.place}: {found}")
    if mend:
        click.echo(f"{'':<8}→ {mend}")
