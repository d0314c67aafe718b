"""Engines that an archive can be handed: the one that is built in, or OpenSearch where its address is given."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbot.archive.bm25_engine import FOLDER, BM25Engine

if TYPE_CHECKING:
    from briefbot.retrieval.model import Engine

SEARCH_WITHIN = timedelta(seconds=5)


def engine_of(data: Path, search_url: str | None = None, search_within: timedelta = SEARCH_WITHIN) -> "Engine[Any]":
    """The engine of an archive whose index is below the folder `data`, or in OpenSearch, at the address `search_url`.

    A question may take `search_within` there. InputError where that is no address.
    """
    if search_url is None:
        return BM25Engine(data / FOLDER)
    # An extra: whoever has the built-in engine loads none of it.
    from briefbot.archive.opensearch.address import SearchAddress  # noqa: PLC0415
    from briefbot.archive.opensearch.engine import OpenSearchEngine  # noqa: PLC0415

    return OpenSearchEngine(SearchAddress.of(search_url), search_within.total_seconds())
