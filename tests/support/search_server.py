"""A server on loopback that answers as OpenSearch does what Briefbot asks of it, for tests where no cluster can run.

`tests/scale` holds a real cluster to the same tests. Documents are shown after a refresh; scores are those of the index's own
similarities, with the length of a field in a byte. `server.faults` says by method and path what becomes of a request.
"""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

_AVERAGE = re.compile(r"doc\.length / ([0-9.e+-]+)\)")
_K1, _B = 1.5, 0.75
_TEXTS = {"article", "pairs", "own", "around"}

Answer = tuple[int, Any]


def rounded_length(length: int) -> int:
    """A length as Lucene keeps it in a byte (SmallFloat.intToByte4): exact below 24, then four binary places, rounded down."""
    free = 24
    if length < free:
        return length
    above = length - free
    shift = max(above.bit_length() - 4, 0)
    return free + (above >> shift << shift)


@dataclass
class _Index:
    averages: dict[str, float]
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: Counter[str] = field(default_factory=Counter)

    def put(self, name: str, body: dict[str, Any]) -> None:
        """Take a document in; it is shown after a refresh."""
        self.versions[name] += 1
        self.stored[name] = body | {"_tokens": _tokens(body), "_nested": [_tokens(one) for one in body.get("passages", ())]}


def _tokens(item: Mapping[str, Any]) -> dict[str, Counter[str]]:
    return {name: Counter(item[name].split()) for name in _TEXTS if item.get(name) is not None}


class _Scorer:
    """Matches and scores the documents of one index, and what is nested in them."""

    def __init__(self, index: _Index) -> None:
        self._averages = index.averages

    def score(self, query: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        """The score, None for no match."""
        ((kind, given),) = query.items()
        score: float | None = getattr(self, f"_{kind}")(given, item)
        return score

    def _bool(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        if any(self.score(one, item) is None for one in given.get("filter", ())):
            return None
        found = [score for one in given.get("should", ()) if (score := self.score(one, item)) is not None]
        needed = given.get("minimum_should_match", 0 if given.get("filter") or not given.get("should") else 1)
        return sum(found) if len(found) >= needed else None

    def _term(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        ((path, wanted),) = given.items()
        name = path.rpartition(".")[2]
        value, boost = (wanted["value"], wanted.get("boost", 1.0)) if isinstance(wanted, dict) else (wanted, 1.0)
        tokens = item["_tokens"].get(name)
        if tokens is None or not tokens[value]:
            return None
        length = rounded_length(sum(tokens.values()))
        frequency = tokens[value]
        score: float = boost * frequency * (_K1 + 1) / (frequency + _K1 * (1 - _B + _B * length / self._averages[name]))
        return score

    def _terms(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        ((path, wanted),) = given.items()
        name = path.rpartition(".")[2]
        held = item["_tokens"][name] if name in item["_tokens"] else [item.get(name)]
        return 1.0 if set(wanted) & set(held) else None

    def _range(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        ((name, limits),) = given.items()
        value = item.get(name)
        signs: dict[str, Callable[[int, int], bool]] = {"gt": int.__gt__, "gte": int.__ge__, "lte": int.__le__}
        return 1.0 if value is not None and all(signs[sign](value, limit) for sign, limit in limits.items()) else None

    def _exists(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        return 1.0 if item.get(given["field"]) is not None else None

    def _nested(self, given: dict[str, Any], item: Mapping[str, Any]) -> float | None:
        passages = ({**one, "_tokens": tokens} for one, tokens in zip(item.get("passages", ()), item["_nested"], strict=True))
        found = [score for one in passages if (score := self.score(given["query"], one)) is not None]
        return (max(found) if given["score_mode"] == "max" else 0.0) if found else None

    def counted(self, aggregations: dict[str, Any], items: list[Mapping[str, Any]]) -> dict[str, Any]:
        """What aggregations come to."""
        return {name: self._counted(one, items) for name, one in aggregations.items()}

    def _counted(self, given: dict[str, Any], items: list[Mapping[str, Any]]) -> dict[str, Any]:
        if "nested" in given:
            inner: list[Mapping[str, Any]] = [{"_tokens": tokens} for item in items for tokens in item["_nested"]]
            return self.counted(given["aggs"], inner)
        if "filters" in given:
            queries = given["filters"]["filters"]
            return {"buckets": [{"doc_count": sum(self.score(one, item) is not None for item in items)} for one in queries]}
        if "sum" in given:
            return {"value": float(sum(item.get(given["sum"]["field"]) or 0 for item in items))}
        if "value_count" in given:
            return {"value": sum(item.get("key") is not None for item in items)}
        firsts: dict[str, int] = {}
        for item in items:
            if language := item.get("language"):
                firsts[language] = min(item["key"], firsts.get(language, item["key"]))
        return {"buckets": [{"key": language} for language in sorted(firsts, key=lambda one: firsts[one])]}


class SearchServer:
    """The server, with the indexes that it holds."""

    def __init__(self) -> None:
        self.indexes: dict[str, _Index] = {}
        self.aliases: dict[str, str] = {}
        self.paths: list[str] = []  # that were asked for
        self.faults: Callable[[str, str], Answer | None] = lambda _method, _path: None
        self.partial = False  # whether a part of each index is said not to answer
        self.status = "green"
        self.lock = threading.RLock()
        self.port = 0

    @property
    def url(self) -> str:
        """The address of an index there, without its name."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, method: str, path: str, given: Mapping[str, list[str]], body: str) -> Answer:
        """What a request gives: a status and JSON."""
        with self.lock:
            for pattern, handler in _ROUTES:
                if found := re.fullmatch(pattern, f"{method} {path}"):
                    status, answer = handler(self, given=given, body=body, **found.groupdict())
                    return status, answer
        return 400, {"error": {"type": "unknown", "reason": path}}

    def _named(self, name: str) -> _Index | None:
        return self.indexes.get(self.aliases.get(name, name))

    def _make(self, name: str, body: str, **_: Any) -> Answer:
        similarities = json.loads(body)["settings"]["similarity"]
        averages = {
            kind.removeprefix("bm25_"): float(found[1])
            for kind, one in similarities.items()
            if (found := _AVERAGE.search(one["script"]["source"]))
        }
        self.indexes[name] = _Index(averages)
        return 200, {"acknowledged": True}

    def _remove(self, name: str, **_: Any) -> Answer:
        del self.indexes[name]
        self.aliases = {alias: index for alias, index in self.aliases.items() if index != name}
        return 200, {}

    def _get(self, name: str, document: str, **_: Any) -> Answer:
        index = self._named(name)
        if index is None or document not in index.stored:
            return 404, {"error": {"type": "index_not_found_exception"}}
        return 200, {"_source": index.stored[document], "_seq_no": index.versions[document], "_primary_term": 1}

    def _put(self, name: str, document: str, given: Mapping[str, list[str]], body: str, **_: Any) -> Answer:
        index = self.indexes.setdefault(name, _Index({}))
        taken = given.get("op_type") == ["create"] and document in index.stored
        if taken or ("if_seq_no" in given and int(given["if_seq_no"][0]) != index.versions[document]):
            return 409, {"error": {"type": "version_conflict_engine_exception"}}
        index.put(document, json.loads(body))
        return 200, {}

    def _bulk(self, name: str, body: str, **_: Any) -> Answer:
        index, lines, items = self.indexes[name], iter(body.splitlines()), []
        for line in lines:
            ((action, named),) = json.loads(line).items()
            if action == "delete":
                items.append({"delete": {"status": 200 if index.stored.pop(named["_id"], None) else 404}})
            else:
                index.put(named["_id"], json.loads(next(lines)))
                items.append({"index": {"status": 201}})
        return 200, {"items": items}

    def _mget(self, name: str, body: str, **_: Any) -> Answer:
        index = self.indexes[name]
        ids = json.loads(body)["ids"]
        return 200, {"docs": [{"found": one in index.stored, "_source": index.stored.get(one)} for one in ids]}

    def _refresh(self, name: str, **_: Any) -> Answer:
        self.indexes[name].shown = dict(self.indexes[name].stored)
        return 200, {}

    def _alias(self, name: str, **_: Any) -> Answer:
        return (200, {self.aliases[name]: {}}) if name in self.aliases else (404, {})

    def _all(self, pattern: str, **_: Any) -> Answer:
        return 200, {name: {} for name in self.indexes if fnmatch(name, pattern)}

    def _swap(self, body: str, **_: Any) -> Answer:
        for action in json.loads(body)["actions"]:
            ((kind, one),) = action.items()
            if kind == "add":
                self.aliases[one["alias"]] = one["index"]
        return 200, {}

    def _health(self, **_: Any) -> Answer:
        missing = {"green": 0, "yellow": 1, "red": 2}[self.status]
        return 200, {"status": self.status, "number_of_nodes": 1, "number_of_data_nodes": 1, "unassigned_shards": missing}

    def _search(self, name: str, body: str, **_: Any) -> Answer:
        index = self._named(name)
        if index is None:
            return 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
        return 200, self._found(index, json.loads(body))

    def _msearch(self, body: str, **_: Any) -> Answer:
        lines = iter(body.splitlines())
        answers = [self._search(json.loads(head)["index"], next(lines))[1] for head in lines]
        return 200, {"responses": answers}

    def _found(self, index: _Index, body: dict[str, Any]) -> dict[str, Any]:
        scorer = _Scorer(index)
        items: list[Mapping[str, Any]] = list(index.shown.values())
        shards = {"total": 2, "successful": 2 - int(self.partial), "failed": 0}
        answer: dict[str, Any] = {"hits": {"hits": []}, "timed_out": False, "_shards": shards}
        if "aggs" in body:
            return answer | {"aggregations": scorer.counted(body["aggs"], items)}
        found = [(score, item) for item in items if (score := scorer.score(body["query"], item)) is not None]
        orders = [next(iter(one.items())) for one in body["sort"]]
        hits = []
        for score, item in found:
            values = [score if name == "_score" else item[name] for name, _ in orders]
            place = [-value if way == "desc" else value for value, (_, way) in zip(values, orders, strict=True)]
            hits.append((place, values, score, item))
        hits.sort(key=lambda one: one[0])
        if after := body.get("search_after"):
            last = [-value if way == "desc" else value for value, (_, way) in zip(after, orders, strict=True)]
            hits = [one for one in hits if one[0] > last]
        hits = [one for one in hits if one[2] >= body.get("min_score", one[2])]
        shown = body["_source"] or ()
        answer["hits"]["hits"] = [
            {"sort": values, "_source": {name: item[name] for name in shown if name in item}}
            for _, values, _, item in hits[: body["size"]]
        ]
        return answer


_ROUTES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    (r"POST /_msearch", SearchServer._msearch),
    (r"POST /_aliases", SearchServer._swap),
    (r"GET /_cluster/health.*", SearchServer._health),
    (r"GET /_alias/(?P<name>[^/]+)", SearchServer._alias),
    (r"GET /(?P<pattern>[^/]+)/_alias", SearchServer._all),
    (r"POST /(?P<name>[^/]+)/_search", SearchServer._search),
    (r"POST /(?P<name>[^/]+)/_bulk", SearchServer._bulk),
    (r"POST /(?P<name>[^/]+)/_mget", SearchServer._mget),
    (r"POST /(?P<name>[^/]+)/_refresh", SearchServer._refresh),
    (r"GET /(?P<name>[^/]+)/_doc/(?P<document>[^/]+)", SearchServer._get),
    (r"PUT /(?P<name>[^/]+)/_doc/(?P<document>[^/]+)", SearchServer._put),
    (r"PUT /(?P<name>[^/]+)", SearchServer._make),
    (r"DELETE /(?P<name>[^/]+)", SearchServer._remove),
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    search: ClassVar[SearchServer]

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        server = self.server.search  # type: ignore[attr-defined]
        server.paths.append(f"{self.command} {parts.path}")
        status, answer = server.faults(self.command, parts.path) or server.answer(
            self.command, parts.path, parse_qs(parts.query), body
        )
        if status == 0:  # it hangs for so many seconds, and breaks off
            time.sleep(answer)
            self.close_connection = True
            return
        told = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 (the library's)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def search_server() -> Iterator[SearchServer]:
    """A server of its own, while the block lasts."""
    server = SearchServer()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    listening.daemon_threads = True
    listening.search = server  # type: ignore[attr-defined]
    server.port = listening.server_port
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
