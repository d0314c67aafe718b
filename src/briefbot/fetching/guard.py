"""The guard of the network: which addresses may be connected to, by the address that was checked, until a deadline.

A page or feed can name any host, and a host's name can lead anywhere: to this machine, to the network behind it, to a cloud's
own services. So a name is resolved here, each of its addresses is checked, and the connection goes to that address: a second
look-up could bring another one.
"""

import socket
import time
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore2

from briefbot.errors import BriefbotError

# Addresses that stand for an IPv4 address: what they lead to is that one (RFC 3056, RFC 6052).
_6TO4, _NAT64 = IPv6Network("2002::/16"), IPv6Network("64:ff9b::/96")
_SOCKET_OPTIONS = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]


class AddressError(BriefbotError):
    """An address that nothing is fetched from."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not this machine, a private network or one with a special use."""
    ip = _meant(ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _6TO4:
        return IPv4Address((int(ip) >> 80) & 0xFFFFFFFF)
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses, and lets nothing go on beyond a deadline (of `time.monotonic`)."""

    def __init__(self, allowed: Collection[str], deadline: float) -> None:
        """`allowed` are names of hosts, in small letters, whose addresses need not be public."""
        self._allowed = allowed
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers; AddressError where it has none, or one that may not be."""
        failed: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, _left(self._deadline, timeout), local_address, socket_options or _SOCKET_OPTIONS
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed or httpcore2.ConnectError("no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise AddressError(
                f"no computer of the name {host} is known; check the address, and whether there is a network"
            ) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        # One that is not public is enough: which of them answers is the host's choice.
        if host.lower() not in self._allowed and not all(is_public(address) for address in addresses):
            raise AddressError(f"{host} is in a private network, and nothing is fetched from there")
        return addresses


class _Stream(httpcore2.NetworkStream):
    """A connection that ends at a deadline, however often a byte comes."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: object, **kwargs: object) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(*args, **kwargs), self._deadline)  # type: ignore[arg-type]

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time is over")
    return left if timeout is None else min(left, timeout)
