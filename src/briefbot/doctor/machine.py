"""The machine: Python's packages, the data of time zones, and the process that reads files from outside."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefbot.doctor.findings import Finding, error, fine
from briefbot.reading.formats import table
from briefbot.reading.formats.format import Refusal, Source
from briefbot.sandbox.parser import SandboxedParser

_AGAIN = "Install Briefbot again: `make console` in a checkout, or `pip install --force-reinstall briefbot`."
_PAGE = b"<!doctype html><title>A page</title><article><p>One sentence is enough for a page to have a text.</p></article>"
_NAME = re.compile(r"[\w.-]+")


def packages() -> Iterator[Finding]:
    """Whether every package that Briefbot needs is installed."""
    needed = [match.group() for one in requires("briefbot") or () if "extra ==" not in one and (match := _NAME.match(one))]
    missing = [name for name in needed if not _is_installed(name)]
    if missing:
        yield error("packages", f"Packages are missing: {', '.join(missing)}.", _AGAIN)
    else:
        yield fine("packages", f"Briefbot {version('briefbot')}, with the {len(needed)} packages that it needs.")


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def zones() -> Iterator[Finding]:
    """Whether clocks of time zones are known, by which digests are sent."""
    try:
        ZoneInfo("Europe/Berlin")
    except (ZoneInfoNotFoundError, OSError):
        yield error("time zones", "There are no data of time zones.", "Install the package tzdata: `pip install tzdata`.")
    else:
        yield fine("time zones", "Their data are there.")


def reading(seconds: float) -> Iterator[Finding]:
    """Whether a page is read by a process of its own within so many seconds."""
    html = table.of_media_type("text/html")
    with SandboxedParser(seconds) as parser:
        parts = parser.parse(html, _PAGE, Source("page.html")) if html else ()
    refused = next((part.outcome.reason for part in parts if isinstance(part.outcome, Refusal)), None)
    if refused or not parts:
        yield error(
            "reading files",
            f"A page cannot be read: {refused}.",
            "See that this user may start processes, and that 2 GB of memory are free; or raise BRIEFBOT_READ_SECONDS.",
        )
    else:
        yield fine("reading files", "A page is read, in a process of its own.")
