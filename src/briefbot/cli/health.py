"""`briefbot health`: whether the program that runs here works."""

import http.client
import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.output import say, warn
from briefbot.config import WebSettings, variables
from briefbot.operation import HealthSettings

# Seconds for which an answer is waited for: a program that takes longer does not work.
_PATIENCE = 10.0
# What an address of all of a machine's means to who asks on it.
_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (nothing is bound)


@click.command("health")
@click.option("--ready", is_flag=True, help="Ask whether it can do its work now, and show how each part is.")
@click.option("--web", is_flag=True, help="Ask the pages (BRIEFBOT_WEB_PORT), not the bot (BRIEFBOT_HEALTH_PORT).")
@click.pass_context
def command(context: click.Context, *, ready: bool, web: bool) -> None:
    """Ask the program that runs on this machine how it is; the exit status is 0 where it is well, and 1 where it is not.

    Where BRIEFBOT_HEALTH_PORT is not set, the pages are asked. For the HEALTHCHECK of a container, say.
    """
    named = variables(os.environ, Path(".env"))
    settings = None if web else HealthSettings.of(named)
    if settings is None:
        pages = WebSettings.of({**named, "BRIEFBOT_TELEGRAM_PRIVATE": "no"})
        settings = HealthSettings(pages.host, pages.port)
    try:
        status, told = _asked(_HERE.get(settings.host, settings.host), settings.port, "/readyz" if ready else "/healthz")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        warn(
            f"Nothing that can be read answers at {settings.host}, port {settings.port}: {reason}. "
            "`briefbot web` answers there, or a bot where BRIEFBOT_HEALTH_PORT names a port."
        )
        context.exit(SOME_FAILED)
    for name, part in told.get("parts", {}).items():
        details = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in part.items() if key != "state")
        say(f"{part.get('state', ''):<8} {name}" + (f": {details}" if details else ""))
    say("It works." if status == 200 else "It does not work.")
    context.exit(0 if status == 200 else SOME_FAILED)


def _asked(host: str, port: int, path: str) -> tuple[int, dict[str, Any]]:
    """The status and what is told; no proxy of the environment is asked."""
    with closing(http.client.HTTPConnection(host, port, timeout=_PATIENCE)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        told = json.loads(answer.read(1_000_000))
    if not isinstance(told, dict):
        raise ValueError("it is no answer about health")  # noqa: TRY004 (what is caught as one that cannot be read)
    return answer.status, told
