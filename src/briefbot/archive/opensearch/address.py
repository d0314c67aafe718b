"""The address of an index in OpenSearch: `https://user:password@host:9200,other:9200/index?shards=2&replicas=1`."""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs, unquote

from briefbot.errors import InputError

_FORM = re.compile(
    r"(?P<scheme>https?)://(?:(?P<user>[^/@]*)@)?(?P<hosts>[^/?#@]+)/(?P<index>[^/?#]+)/?(?:\?(?P<query>[^#]*))?"
)
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_INDEX = re.compile(r"[a-z0-9][a-z0-9._-]{0,100}")
_MOST_SHARDS = 1000
_LIKE = "https://user:password@host:9200/briefbot"


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """Where an index is. Its password is in no repr.

    `shards` is into how many parts a new index is divided; `replicas` how many further copies of each there are, None for one
    where there is a second node to hold it. A certificate is held to the file `authority`, where one is named.
    """

    scheme: str
    hosts: tuple[tuple[str, int], ...]
    index: str
    user: str = ""
    password: str = field(default="", repr=False)
    shards: int = 1
    replicas: int | None = None
    authority: str | None = None

    @classmethod
    def of(cls, address: str) -> Self:
        """What an address says; InputError, without the address, where it is none."""
        found = _FORM.fullmatch(address.strip())
        if found is None:
            raise InputError(f"BRIEFBOT_SEARCH_URL holds something that is no address of an index: it is like {_LIKE}.")
        user, _, password = (found["user"] or "").partition(":")
        hosts = tuple(_host(one, found["scheme"]) for one in found["hosts"].split(","))
        if not _INDEX.fullmatch(found["index"]):
            raise InputError(
                "BRIEFBOT_SEARCH_URL names an index with a name that OpenSearch does not take: small letters, digits, - and _."
            )
        given = parse_qs(found["query"] or "")
        if unknown := sorted(given.keys() - {"shards", "replicas", "ca"}):
            raise InputError(
                f"BRIEFBOT_SEARCH_URL has an option that there is not: {unknown[0]}; there are shards, replicas and ca."
            )
        replicas = _number(given, "replicas", 0)
        return cls(
            found["scheme"],
            hosts,
            found["index"],
            unquote(user),
            unquote(password),
            _number(given, "shards", 1) or 1,
            replicas,
            given["ca"][0] if "ca" in given else None,
        )

    @property
    def shown(self) -> str:
        """The address for people, without name and password."""
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{self.scheme}://{hosts}/{self.index}"


def _host(written: str, scheme: str) -> tuple[str, int]:
    found = _HOST.fullmatch(written.strip())
    port = int(found["port"] or (443 if scheme == "https" else 9200)) if found else 0
    if found is None or not 0 < port <= 65_535:
        raise InputError(f"BRIEFBOT_SEARCH_URL names a host that is none: it is like {_LIKE}.")
    return found["name"], port


def _number(given: dict[str, list[str]], name: str, least: int) -> int | None:
    if name not in given:
        return None
    written = given[name][0]
    if not re.fullmatch("[0-9]{1,4}", written) or not least <= int(written) <= _MOST_SHARDS:
        raise InputError(f"BRIEFBOT_SEARCH_URL says {name}, which is a number from {least} to {_MOST_SHARDS}.")
    return int(written)
