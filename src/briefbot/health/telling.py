"""Telling of health beside a program's work: a server of its own on the same event loop, while a block lasts."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from briefbot.health.app import application
from briefbot.health.monitor import Monitor
from briefbot.operation import HealthSettings
from briefbot.serving import QuietServer, address_of, bound, config_of

_log = logging.getLogger(__name__)


@asynccontextmanager
async def told(settings: HealthSettings | None, monitor: Monitor) -> AsyncIterator[None]:
    """Answer at the address that is set, if one is, until the block ends; InputError where nothing can be answered there."""
    with closing(monitor):
        if settings is None:
            yield
            return
        monitor.count()
        with closing(
            bound(settings.host, settings.port, "What tells of health", "BRIEFBOT_HEALTH_PORT names another place.")
        ) as taken:
            server = QuietServer(config_of(application(monitor)))
            serving = asyncio.create_task(server.serve(sockets=[taken]), name="health")
            _log.info("Health is told at %shealthz, readyz and metrics.", address_of(taken))
            try:
                yield
            finally:
                server.should_exit = True
                await asyncio.gather(serving, return_exceptions=True)
