"""Writing documents into an index, as fast as the cluster takes them."""

import json
import logging
import secrets
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from briefbot.archive.opensearch.client import WRITING
from briefbot.archive.opensearch.held import WORDS, HeldIndex, packed_words
from briefbot.errors import SearchError
from briefbot.retrieval.model import IndexedDocument
from briefbot.retrieval.opensearch.records import mark_of, record_of

_log = logging.getLogger(__name__)

# Characters that are sent together, and documents: a node holds both in memory while it works on them.
_BULK, _MOST_TOGETHER = 4_000_000, 500
_TOO_MUCH = 429
# Lists of words that are kept apart before they are put together.
_MOST_LISTS = 200
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0


class Writer:
    """Puts documents into one index and takes them out. The next ones are read only once the cluster has taken the last."""

    def __init__(self, held: HeldIndex, state: dict[str, Any]) -> None:
        """Write into this index, of which this is the state."""
        self._held = held
        self.state = state
        self.seen: set[int] = set()
        self.changed = 0
        self._actions: list[tuple[str, str]] = []  # what is to be done, and the document, empty where there is none
        self._size = 0
        self._words: Counter[str] = Counter()

    def add(self, documents: Iterable[IndexedDocument], present: Mapping[int, str] | None = None) -> None:
        """Put documents in, in place of any of the same key, but for those that are `present` just so (`mark_of`)."""
        there = present or {}
        for one in documents:
            self.seen.add(one.key)
            if there.get(one.key) == mark_of(one):
                continue
            record = record_of(one)
            self._words.update(record.words)
            self._put(json.dumps({"index": {"_id": f"d{one.key}"}}), json.dumps(record.body))
        self._flush()

    def remove(self, keys: Collection[int]) -> None:
        """Take documents out, where they are there."""
        for key in keys:
            self._put(json.dumps({"delete": {"_id": f"d{key}"}}), "")
        self._flush()

    def _put(self, action: str, document: str) -> None:
        self._actions.append((action, document))
        self._size += len(document)
        if self._size >= _BULK or len(self._actions) >= _MOST_TOGETHER:
            self._flush()

    def _flush(self) -> None:
        """Send what waits; words first, for a kill between the two counts some twice, and loses none."""
        if not self._actions:
            return
        if self._words:
            self._keep_words()
        self.changed += len(self._actions)
        self._send(self._actions)
        self._actions, self._size = [], 0

    def _send(self, actions: list[tuple[str, str]]) -> None:
        """Have actions carried out; those for which the cluster has no room are sent again, more slowly and fewer at a time."""
        until, pause, together = time.monotonic() + WRITING, _FIRST_PAUSE, len(actions)
        while actions:
            some, rest = actions[:together], actions[together:]
            results = self._held.client.bulk(self._held.name, [line for pair in some for line in pair if line])
            refused = []
            for one, (status, reason) in zip(some, results, strict=True):
                if status == _TOO_MUCH or status >= 500:
                    refused.append(one)
                elif status >= 400 and not (status == 404 and not one[1]):
                    raise SearchError(f"The search engine does not take a document: {reason[:300]}.")
            if refused:
                if time.monotonic() > until:
                    raise SearchError(
                        "The search engine takes no more documents now; what is missing is sent with the next question."
                    )
                _log.info("The search engine has no room for %d of %d documents; they are sent again.", len(refused), len(some))
                time.sleep(pause)
                pause, together = min(2 * pause, _LONGEST_PAUSE), max(together // 2, 1)
            actions = refused + rest

    def _keep_words(self) -> None:
        lists: list[str] = self.state.setdefault("word_lists", [])
        number = int(lists[-1].split("-")[1]) + 1 if lists else 0
        words, merged = self._words, []
        if len(lists) >= _MOST_LISTS:
            words, merged = self._held.word_counts(lists) + words, lists[:]
        name = f"{WORDS}-{number}-{secrets.token_hex(3)}"
        held = self._held
        held.client.insist("PUT", f"/{held.name}/_doc/{name}", json.dumps({"held": {"words": packed_words(words)}}))
        self.state["word_lists"] = [*(lists if not merged else ()), name]
        held.keep_state(self.state)
        if merged:
            held.client.bulk(held.name, [json.dumps({"delete": {"_id": one}}) for one in merged])
        self._words = Counter()
