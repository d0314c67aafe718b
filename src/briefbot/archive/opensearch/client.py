"""A client of OpenSearch: one node after the other is asked, within a deadline, and what goes wrong is said in a sentence."""

import json
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from briefbot.archive.opensearch.address import SearchAddress
from briefbot.errors import IndexGoneError, SearchError

MISSING = "OpenSearch needs the package opensearch-py; install Briefbot with its extra: pip install 'briefbot[opensearch]'."

# A node that failed is not asked again for so many seconds, unless all have.
_AVOIDED = 5
# Of the time for a question, the share after which another node is asked; a healthy one takes hundredths of a second.
_PATIENCE = 1 / 3
# Seconds for which writing is tried again: an election takes two or three, and a cluster that is full may take longer.
WRITING = 120.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_REQUEST = 60.0
# What is tried again: too much to do, a node that leaves, no manager at the moment.
_PASSING = frozenset((429, 500, 502, 503, 504))
_REFUSED = {
    401: "does not let this user in; check name and password in BRIEFBOT_SEARCH_URL.",
    403: "does not give this user the right to do that; see the user's roles.",
    413: "does not take so much at once; raise its http.max_content_length.",
}


class ConflictError(SearchError):
    """Somebody else changed it meanwhile."""


class OpenSearchClient:
    """Requests to a cluster; safe to use from several threads."""

    def __init__(self, address: SearchAddress, deadline: float) -> None:
        """Talk to the nodes of this address; a question has `deadline` seconds."""
        self.address = address
        self.deadline = deadline
        self.requests = 0  # that were made so far
        self._transport = _transport(address)

    def search(self, index: str, bodies: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
        """The answers to several searches, in one round trip; and whether a part of the index is missing from them.

        SearchError where no node answers within the deadline.
        """
        until = time.monotonic() + self.deadline
        best: list[dict[str, Any]] | None = None
        failure = SearchError(self._told("does not answer"))
        for _ in range(max(3, len(self.address.hosts) + 1)):
            left = until - time.monotonic()
            if left <= 0:
                break
            patience = min(left, max(self.deadline * _PATIENCE, 0.2))
            try:
                answers = self._searched(index, bodies, patience)
            except IndexGoneError:
                raise
            except SearchError as error:
                failure = error
                time.sleep(min(_FIRST_PAUSE / 2, max(until - time.monotonic(), 0)))
                continue
            if not any(map(_is_partial, answers)):
                return answers, False
            best = answers
        if best is None:
            raise failure
        return best, True

    def _searched(self, index: str, bodies: Sequence[dict[str, Any]], patience: float) -> list[dict[str, Any]]:
        # Copies that the node that is asked holds itself: one that hangs then delays nobody who asks another.
        head = json.dumps({"index": index, "preference": "_local"})
        limit = f"{max(int(patience * 800), 50)}ms"
        lines = [line for body in bodies for line in (head, json.dumps(body | {"timeout": limit}))]
        given = "\n".join(lines) + "\n"
        answers: list[dict[str, Any]] = self._request("POST", "/_msearch", {}, given, patience)["responses"]
        for one in answers:
            if "error" in one:
                status, reason = one.get("status", 500), one["error"].get("type", "")
                if status == 404:
                    raise IndexGoneError(self._told("has no such index"))
                raise SearchError(self._told(f"cannot search it now ({reason})"))
        return answers

    def read(self, method: str, path: str, body: Any = None, **parameters: Any) -> Any:
        """What a request that changes nothing gives; it is tried on other nodes within the deadline."""
        return self._tried(method, path, body, parameters, self.deadline, min(self.deadline, _REQUEST))

    def health(self, patience: float) -> dict[str, Any]:
        """How the cluster's copies of the index are, by asking for so many seconds at most."""
        path = f"/_cluster/health/{self.address.index}-*"
        limit = {"timeout": f"{int(patience * 300)}ms", "cluster_manager_timeout": f"{int(patience * 300)}ms"}
        found: dict[str, Any] = self._tried("GET", path, None, limit, patience, patience / 2)
        return found

    def insist(self, method: str, path: str, body: Any = None, **parameters: Any) -> Any:
        """What a request gives for which nobody waits, and which can be made twice; tried again until the cluster takes it."""
        return self._tried(method, path, body, parameters, WRITING, _REQUEST)

    def whole(self, index: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a search for which nobody waits; SearchError where a part of the index is missing from it."""
        answer: dict[str, Any] = self.insist("POST", f"/{index}/_search", json.dumps(body))
        if _is_partial(answer):
            raise SearchError(
                self._told("lacks a part of the index now; it is brought up to date once that is back"), is_passing=True
            )
        return answer

    def bulk(self, index: str, lines: Sequence[str]) -> list[tuple[int, str]]:
        """Carry out actions (one JSON string each, with its document behind it); status and reason of each, in order."""
        answer = self.insist("POST", f"/{index}/_bulk", "\n".join(lines) + "\n", _source="false")
        found = [next(iter(item.values())) for item in answer["items"]]
        return [(one["status"], str(one.get("error", {}).get("reason", ""))) for one in found]

    def _tried(self, method: str, path: str, body: Any, parameters: dict[str, Any], seconds: float, patience: float) -> Any:
        until, pause = time.monotonic() + seconds, _FIRST_PAUSE
        while True:
            left = until - time.monotonic()
            try:
                return self._request(method, path, parameters, body, max(min(patience, left), 0.1))
            except (IndexGoneError, ConflictError):
                raise
            except SearchError as error:
                if not error.is_passing or left < pause:
                    raise
                _log.info("%s It is tried again.", error)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _request(self, method: str, path: str, parameters: dict[str, Any], body: Any, seconds: float) -> Any:
        from opensearchpy import exceptions as told  # noqa: PLC0415 (an extra)

        self.requests += 1
        try:
            return self._transport.perform_request(method, path, params=parameters, body=body, timeout=seconds)
        except told.ConnectionTimeout as error:
            raise SearchError(self._told(f"does not answer within {seconds:.1f} seconds"), is_passing=True) from error
        except told.SSLError as error:
            raise SearchError(
                self._told("shows a certificate that is not trusted; name its authority's file (?ca=FILE)")
            ) from error
        except told.ConnectionError as error:
            raise SearchError(self._told("cannot be reached; see that its nodes run"), is_passing=True) from error
        except told.TransportError as error:
            raise self._failure(error) from error
        except told.OpenSearchException as error:
            raise SearchError(self._told(f"answers what cannot be read ({type(error).__name__})"), is_passing=True) from error

    def _failure(self, error: Any) -> SearchError:
        status = error.status_code if isinstance(error.status_code, int) else 500
        if status == 404:
            return IndexGoneError(self._told("has no such index"))
        if status == 409:
            return ConflictError(self._told("was changed by somebody else"))
        if status in _REFUSED:
            return SearchError(f"The search engine at {self.address.shown} {_REFUSED[status]}")
        kind, reason = str(error.error)[:100], ""
        with suppress(AttributeError, KeyError, TypeError):
            reason = str(error.info["error"]["reason"])[:200]
        return SearchError(self._told(f"refuses: {kind} {reason}".rstrip()), is_passing=status in _PASSING)

    def _told(self, what: str) -> str:
        return f"The search engine at {self.address.shown} {what}."


_log = logging.getLogger(__name__)


def _is_partial(answer: dict[str, Any]) -> bool:
    """Whether a part is missing; one that is on no node that runs is no failure to OpenSearch: it is only not counted."""
    shards = answer.get("_shards", {})
    return bool(answer.get("timed_out") or shards.get("failed")) or shards.get("successful", 0) < shards.get("total", 0)


def _transport(address: SearchAddress) -> Any:
    try:
        from opensearchpy import OpenSearch  # noqa: PLC0415 (an extra, which takes long to load)
    except ImportError as error:
        raise SearchError(MISSING) from error
    options: dict[str, Any] = {"http_auth": (address.user, address.password)} if address.user else {}
    if address.authority:
        options["ca_certs"] = address.authority
    logging.getLogger("opensearch").setLevel(logging.ERROR)  # each node that is passed over would be told with a traceback
    hosts = [{"host": host.strip("[]"), "port": port, "use_ssl": address.scheme == "https"} for host, port in address.hosts]
    client = OpenSearch(
        hosts=hosts,
        max_retries=0,
        retry_on_timeout=True,  # which here says only that a node that hangs is avoided, too
        dead_timeout=_AVOIDED,
        pool_maxsize=16,
        randomize_hosts=True,
        **options,
    )
    return client.transport
