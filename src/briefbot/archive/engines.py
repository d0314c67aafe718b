"""Engines that an archive can be handed: the one that is built in, or OpenSearch where its address is given."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbot.archive.bm25_engine import FOLDER, BM25Engine

if TYPE_CHECKING:
    from briefbot.retrieval.model import Engine


@dataclass(frozen=True, slots=True)
class Search:
    """Where OpenSearch is, by an address with a password, which is in no repr; and how long a question may take there."""

    url: str = field(repr=False)
    within: timedelta = timedelta(seconds=5)


def search_at(url: str | None, within: timedelta) -> Search | None:
    """Where OpenSearch is; None where there is no address, and the engine is the one that is built in."""
    return Search(url, within) if url else None


def engine_of(data: Path, search: Search | None = None) -> "Engine[Any]":
    """The engine of an archive whose index is below the folder `data`, or where `search` says.

    InputError where that is no address.
    """
    if search is None:
        return BM25Engine(data / FOLDER)
    # An extra: whoever has the built-in engine loads none of it.
    from briefbot.archive.opensearch.address import SearchAddress  # noqa: PLC0415
    from briefbot.archive.opensearch.engine import OpenSearchEngine  # noqa: PLC0415

    return OpenSearchEngine(SearchAddress.of(search.url), search.within.total_seconds())
