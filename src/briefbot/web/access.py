"""Who may see pages: whoever has the token, or comes by a proxy that names them; and by which names pages are reached."""

import base64
import binascii
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

# Names under which a machine reaches itself alone.
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets in, or not. Where it has neither a `token` nor the `header` of a proxy, everybody comes in.

    `proxies` are the addresses of proxies whose header is believed. `hosts` are the names by which the pages are reached, None
    for any: pages that only this machine reaches are not for a site that gives itself the machine's address.
    """

    token: str | None = None
    header: str | None = None
    proxies: frozenset[str] = frozenset()
    hosts: frozenset[str] | None = None

    def lets_in(self, peer: str, named: str, authorization: str) -> bool:
        """Whether a request may have a page, by who is at the other end, whom the proxy names and what the visitor shows."""
        if self.header is not None and named.strip() and peer in self.proxies:
            return True
        if self.token is None:
            return self.header is None
        return hmac.compare_digest(_shown(authorization).encode("utf-8", "replace"), self.token.encode())

    def knows(self, host: str) -> bool:
        """Whether pages are reached by this name (a header Host)."""
        return self.hosts is None or _name(host) in self.hosts


def hosts_of(bound: str, url: str | None) -> frozenset[str] | None:
    """The names by which pages are reached that are served at an address of this machine; None for any."""
    if bound not in _LOOPBACK:
        return None
    return _LOOPBACK | ({urlsplit(url).hostname or ""} if url else frozenset())


def believed(peer: str, forwarded: str, proxies: Collection[str]) -> str:
    """The visitor's address: the last one that a trusted proxy tells (X-Forwarded-For), or else who is at the other end."""
    address = peer
    for told in reversed([one.strip() for one in forwarded.split(",") if one.strip()]):
        if address not in proxies:
            break
        address = told
    return address


def _name(host: str) -> str:
    name = host.strip().lower()
    return name if name.endswith("]") or ":" not in name else name.rpartition(":")[0]


def _shown(authorization: str) -> str:
    """The token that a header Authorization shows: alone (Bearer), or as a password (Basic), as browsers ask for it."""
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(rest.strip(), validate=True).decode("utf-8", "replace").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
