"""OpenSearch as an archive's engine: makes its index, keeps it up to date, and resumes what a kill broke off."""

import json
import logging
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefbot.archive.opensearch.address import SearchAddress
from briefbot.archive.opensearch.client import OpenSearchClient
from briefbot.archive.opensearch.lease import Lease
from briefbot.errors import IndexGoneError, SearchError

# What ranks, with numpy, is loaded when it is asked for: a start that finds all as it was needs none of it.
if TYPE_CHECKING:
    from briefbot.archive.opensearch.held import HeldIndex, Totals
    from briefbot.retrieval import IndexedDocument
    from briefbot.retrieval.model import Condition, LoadedIndex
    from briefbot.retrieval.opensearch.mapping import Averages
    from briefbot.retrieval.opensearch.retriever import OpenSearchRetriever
    from briefbot.retrieval.opensearch.statistics import Statistics

_log = logging.getLogger(__name__)

# Documents whose mean lengths a new index scores by.
_SAMPLE = 200
# The frequencies of terms are counted anew once so large a share of the documents has changed.
_CHANGED = 0.02


class OpenSearchEngine:
    """Makes and keeps the index of one archive in a cluster; it is an `Engine`."""

    def __init__(self, address: SearchAddress, deadline: float = 5.0) -> None:
        """Use the index of this address; a question has `deadline` seconds. Nothing is connected before it is needed."""
        self.address = address
        self.deadline = deadline

    @cached_property
    def client(self) -> OpenSearchClient:
        """The connection."""
        return OpenSearchClient(self.address, self.deadline)

    @property
    def place(self) -> str:
        """The address, without name and password."""
        return self.address.shown

    def settle(self) -> None:
        """A cluster sees to itself."""

    def condition(self, patience: float) -> "Condition":
        """How the cluster and the index are, by asking for so many seconds at most; nothing is raised."""
        from briefbot.retrieval.model import Condition  # noqa: PLC0415 (as above)

        try:
            found = self.client.health(patience)
        except SearchError as error:
            return Condition(works=False, told={"why": str(error)})
        status, lacking = str(found["status"]), int(found["unassigned_shards"])
        told: dict[str, str | int] = {"status": status, "nodes": int(found["number_of_nodes"]), "missing_copies": lacking}
        if status == "red":
            return Condition(works=False, told={"why": "a part of the index is on no node that runs", **told})
        return Condition(works=True, is_weak=status != "green", told=told)

    @cached_property
    def _leases(self) -> dict[bool, Lease]:
        return {beside: Lease(self.client, "rebuild" if beside else "update") for beside in (False, True)}

    def fault(self) -> None:
        """It has no files; `condition` tells how it is."""

    def turn(self, patience: float, *, beside: bool = False) -> AbstractContextManager[bool]:
        """A turn to change the index, while which no other process does; False where it did not come in so many seconds.

        Making another one `beside` it is a turn of its own.
        """
        return self._leases[beside].held(patience)

    def stamp(self) -> str | None:
        """The stamp of the index that is asked; None where there is none."""
        name = self.current()
        return self.held(name).state().get("stamp") if name else None

    def load(self) -> "LoadedIndex[OpenSearchRetriever]":
        """The index that is asked, with its stamp; or why there is none that can be used."""
        from briefbot.retrieval.model import LoadedIndex  # noqa: PLC0415 (as above)
        from briefbot.retrieval.opensearch.mapping import FORMAT  # noqa: PLC0415
        from briefbot.retrieval.opensearch.statistics import Statistics  # noqa: PLC0415

        name = self.current()
        if name is None:
            return LoadedIndex(None, reason="there is none yet")
        held = self.held(name)
        state = held.state()
        if state.get("format") != FORMAT or "statistics" not in state:
            return LoadedIndex(None, reason="it was made by another version")
        return LoadedIndex(self._retriever(held, Statistics.of(state["statistics"])), state["stamp"])

    def updated(
        self, before: "OpenSearchRetriever | None", added: "Iterable[IndexedDocument]", removed: Collection[int]
    ) -> "OpenSearchRetriever":
        """The index without the documents of the keys `removed` and with those `added`; a new one where None is given.

        What a kill left of a new one is gone on with: documents that are there as they should be are passed over.
        """
        from briefbot.archive.opensearch.writing import Writer  # noqa: PLC0415 (as above)

        if before is not None:
            held = self.held(self._name_of(before))
            writer = Writer(held, held.state())
            writer.remove(removed)
            writer.add(added)
        else:
            added = iter(added)
            held, sample = self._unfinished(added)
            present = held.marks()
            writer = Writer(held, held.state())
            writer.add(chain(sample, added), present)
            writer.remove(present.keys() - writer.seen)
        held.refresh()
        statistics = self._counted(held, writer.state, writer.changed)
        held.keep_state({**writer.state, "statistics": statistics.record()})
        return self._retriever(held, statistics)

    def keep(self, retriever: "OpenSearchRetriever", stamp: str) -> None:
        """Have this index asked from now on, once it is seen to be whole; those before it are taken away."""
        held = self.held(self._name_of(retriever))
        state = held.state()
        self._verified(held, state)
        held.keep_state(
            {**state, "stamp": stamp, "kept_at": datetime.now(UTC).isoformat(timespec="seconds"), "unfinished": False}
        )
        current = self.current()
        if current == held.name:
            return
        self._swap(current, held.name)
        for name in self._all():
            if name != held.name:
                self.client.insist("DELETE", f"/{name}")

    # What there is

    def current(self) -> str | None:
        """The name of the index that is asked, None where there is none."""
        try:
            found = self.client.read("GET", f"/_alias/{self.address.index}")
        except IndexGoneError:
            return None
        return next(iter(sorted(found)), None)

    def unfinished(self) -> str | None:
        """The name of an index that is being made, or that a kill left."""
        current = self.current()
        return next((name for name in reversed(self._all()) if name != current), None)

    def held(self, name: str) -> "HeldIndex":
        """An index by its own name."""
        from briefbot.archive.opensearch.held import HeldIndex  # noqa: PLC0415 (as above)

        return HeldIndex(self.client, name)

    def _all(self) -> list[str]:
        """The indexes that were made for this address, oldest first."""
        pattern = re.compile(rf"{re.escape(self.address.index)}-[0-9]{{14}}-[0-9a-f]{{6}}")
        with suppress(IndexGoneError):
            found = self.client.read("GET", f"/{self.address.index}-*/_alias")
            return sorted(name for name in found if pattern.fullmatch(name))
        return []

    def _name_of(self, retriever: "OpenSearchRetriever") -> str:
        return retriever.held.name

    def _retriever(self, held: "HeldIndex", statistics: "Statistics") -> "OpenSearchRetriever":
        from briefbot.retrieval.opensearch.retriever import OpenSearchRetriever  # noqa: PLC0415 (as above)

        return OpenSearchRetriever(held, statistics, self._successor)

    def _successor(self) -> "tuple[HeldIndex, Statistics] | None":
        """The index that is asked now, where one that was asked is gone."""
        found = self.load().retriever
        return (self.held(self._name_of(found)), found.statistics) if found else None

    # Making one

    def _unfinished(self, added: "Iterator[IndexedDocument]") -> "tuple[HeldIndex, list[IndexedDocument]]":
        """An index to put documents into, and those that were looked at for it: one that a kill left, or a new one."""
        from briefbot.archive.opensearch.counting import averages_of  # noqa: PLC0415 (as above)
        from briefbot.retrieval.opensearch.mapping import FORMAT  # noqa: PLC0415
        from briefbot.retrieval.opensearch.records import record_of  # noqa: PLC0415

        if (name := self.unfinished()) is not None:
            held = self.held(name)
            if held.state().get("format") == FORMAT:
                _log.info("The index %s, which was not finished, is gone on with.", name)
                held.refresh()
                return held, []
            self.client.insist("DELETE", f"/{name}")
        sample = [one for _, one in zip(range(_SAMPLE), added, strict=False)]
        return self._made(averages_of(record_of(one).body for one in sample)), sample

    def _made(self, baked: "Averages") -> "HeldIndex":
        from briefbot.retrieval.opensearch.mapping import FORMAT, index_body  # noqa: PLC0415 (as above)

        replicas = self.address.replicas
        if replicas is None:
            nodes = self.client.read("GET", "/_cluster/health")["number_of_data_nodes"]
            replicas = 1 if nodes > 1 else 0
        name = f"{self.address.index}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        body = index_body(baked, self.address.shards, replicas)
        self.client.insist("PUT", f"/{name}", json.dumps(body))
        held = self.held(name)
        averages = {part: getattr(baked, part) for part in type(baked).__slots__}
        held.keep_state({"format": FORMAT, "unfinished": True, "baked": averages, "word_lists": []})
        return held

    def _counted(self, held: "HeldIndex", state: dict[str, Any], changed: int) -> "Statistics":
        """The statistics of an index; frequencies are counted where enough has changed since they were."""
        from briefbot.archive.opensearch import counting  # noqa: PLC0415 (as above)
        from briefbot.retrieval.opensearch.mapping import Averages  # noqa: PLC0415

        totals = held.totals()
        baked = Averages(**state["baked"])
        since = state.get("changed", 0) + changed
        if "statistics" in state and since <= _CHANGED * totals.documents:
            state["changed"] = since
            articles, own, pairs = counting.histograms_of(state["statistics"])
            return counting.statistics_of(totals, baked, (articles, own, pairs))
        state["changed"] = 0
        return counting.counted(held, totals, baked)

    def _verified(self, held: "HeldIndex", state: dict[str, Any]) -> "Totals":
        """The sums over an index that is whole; SearchError where they are not those of what was written."""
        totals = held.totals()
        kept = state["statistics"]
        if (totals.documents, totals.passages) != (kept["articles"]["size"], kept["own"]["size"]):
            raise SearchError("The index changed while it was being verified; it is brought up to date with the next question.")
        return totals

    def _swap(self, before: str | None, after: str) -> None:
        actions: list[dict[str, Any]] = [{"add": {"index": after, "alias": self.address.index}}]
        if before:
            actions.insert(0, {"remove": {"index": before, "alias": self.address.index}})
        self.client.insist("POST", "/_aliases", json.dumps({"actions": actions}))
