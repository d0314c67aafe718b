"""`briefbot web`: pages to read and verify."""

import gc
import sys
from contextlib import closing, suppress
from dataclasses import replace

import click

from briefbot.cli.output import warn
from briefbot.config import WebSettings
from briefbot.operation import LogSettings

# Seconds after which what questions need is loaded: the first page, which a start is measured by, needs none of it.
_LOADED_AFTER = 0.5
# Seconds after which a thread that answers lets another one run, or the event loop.
_SWITCH = 0.001


@click.command("web")
@click.option("--host", metavar="ADDRESS", help="Where to serve; BRIEFBOT_WEB_HOST (127.0.0.1: for this machine alone).")
@click.option("--port", type=click.IntRange(0, 65_535), help="At which port; BRIEFBOT_WEB_PORT (8080). 0 takes a free one.")
def command(host: str | None, port: int | None) -> None:
    """Serve pages to ask and to read documents with their quotations marked, until Ctrl-C or SIGTERM."""
    settings, logging = WebSettings.read(), LogSettings.read()
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    # Imported here: the settings are looked at before half a second is spent on loading the rest, none of which is garbage.
    gc.disable()
    from briefbot.cli.opening import ready  # noqa: PLC0415
    from briefbot.logs import start_log  # noqa: PLC0415
    from briefbot.serving import address_of  # noqa: PLC0415
    from briefbot.web.app import Site  # noqa: PLC0415
    from briefbot.web.serving import bound, serve  # noqa: PLC0415

    sys.setswitchinterval(_SWITCH)
    start_log(logging)
    with closing(bound(settings.host, settings.port)) as taken, ready(lasts=True) as briefbot:
        warn(f"The pages are at {address_of(taken)}")
        with closing(Site(briefbot, settings)) as site, suppress(KeyboardInterrupt):
            gc.enable()
            site.load(_LOADED_AFTER)
            serve(site.application(), taken)
