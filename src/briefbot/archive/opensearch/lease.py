"""A lease on an index: of several processes that would bring it up to date, one does.

It is a document that its holder counts up every two seconds. Whoever sees it stand still for ten, by the own clock (nobody's
clock is compared with another's), takes it. A holder that was frozen meanwhile may write once more when it wakes; what comes of
that is seen by the sum of keys, by which each change is verified, and is mended.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from briefbot.archive.opensearch.client import ConflictError, OpenSearchClient
from briefbot.errors import IndexGoneError, SearchError

_log = logging.getLogger(__name__)

_BEAT, _DEAD_AFTER, _LOOK = 2.0, 10.0, 0.25


@dataclass(frozen=True, slots=True)
class _Seen:
    """A lease as it was read: who has it, how far it counts, and the version by which it may be taken."""

    holder: str | None
    count: int
    version: tuple[int, int] | None  # sequence number and primary term; None where there is no lease yet


class Lease:
    """The right to change an index, for a process at a time."""

    def __init__(self, client: OpenSearchClient, name: str) -> None:
        """On the index of this client's address; leases of two names have nothing to do with each other."""
        self._client = client
        self._path = f"/{client.address.index}-lease/_doc/{name}"
        self._me = secrets.token_hex(8)
        self._watched: tuple[_Seen, float] | None = None
        self._depth = 0

    @contextmanager
    def held(self, patience: float) -> Iterator[bool]:
        """Have it while the block lasts; False where it could not be had within so many seconds."""
        if self._depth:  # it is had already
            yield True
            return
        if not self._taken(patience):
            yield False
            return
        self._depth, ended = 1, threading.Event()
        beating = threading.Thread(target=self._beat, args=(ended,), daemon=True, name="lease")
        beating.start()
        try:
            yield True
        finally:
            self._depth = 0
            ended.set()
            beating.join()
            with suppress(SearchError):  # it is taken once it stands still
                self._write(None, 0)

    def _taken(self, patience: float) -> bool:
        until = time.monotonic() + patience
        while True:
            seen = self._read()
            if seen.holder is None or self._is_dead(seen):
                with suppress(ConflictError):
                    self._write(self._me, 1, seen.version)
                    return True
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK)

    def _is_dead(self, seen: _Seen) -> bool:
        now = time.monotonic()
        if self._watched is None or self._watched[0] != seen:
            self._watched = seen, now
        return now - self._watched[1] > _DEAD_AFTER

    def _beat(self, ended: threading.Event) -> None:
        count = 1
        while not ended.wait(_BEAT):
            count += 1
            try:
                self._write(self._me, count)
            except SearchError as error:
                _log.info("%s", error)

    def _read(self) -> _Seen:
        try:
            found: dict[str, Any] = self._client.read("GET", self._path)
        except IndexGoneError:
            return _Seen(None, 0, None)
        source = found["_source"]
        return _Seen(source["holder"], source["count"], (found["_seq_no"], found["_primary_term"]))

    def _write(self, holder: str | None, count: int, version: tuple[int, int] | str | None = "any") -> None:
        given: dict[str, Any] = {}
        if version is None:
            given = {"op_type": "create"}
        elif isinstance(version, tuple):
            given = {"if_seq_no": version[0], "if_primary_term": version[1]}
        self._client.insist("PUT", self._path, json.dumps({"holder": holder, "count": count}), **given)
