"""A limit on how many pages a visitor is shown: who it is, is known for a minute, as a hash that no other process can make."""

import ipaddress
import secrets
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from time import monotonic

_WINDOW = 60.0  # seconds
# Visitors who are remembered before those are forgotten who have had nothing for a window.
_REMEMBERED = 10_000
# Of an address of IPv6, what one household has.
_HOUSEHOLD = 64


class VisitorLimit:
    """At most so many pages for a visitor in a minute, and a further one with each part of it that passed (token bucket)."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._most = float(per_minute)
        self._clock = clock
        self._left: dict[bytes, tuple[float, float]] = {}
        self._secret = secrets.token_bytes(16)
        self._one_at_a_time = Lock()

    def wait(self, address: str) -> float:
        """Seconds until a visitor of this address may have a page: 0 where that is now, and then it is counted."""
        with self._one_at_a_time:
            now, visitor = self._clock(), self._hash(address)
            if len(self._left) >= _REMEMBERED:
                self._left = {key: kept for key, kept in self._left.items() if kept[1] > now - _WINDOW}
            if len(self._left) >= _REMEMBERED:  # so many within a minute are no readers
                self._left.clear()
            left, at = self._left.get(visitor, (self._most, now))
            left = min(self._most, left + (now - at) * self._most / _WINDOW)
            self._left[visitor] = (left - 1 if left >= 1 else left, now)
            return 0.0 if left >= 1 else (1 - left) * _WINDOW / self._most

    def _hash(self, address: str) -> bytes:
        try:
            known = ipaddress.ip_address(address)
        except ValueError:
            return blake2b(address.encode("utf-8", "replace"), key=self._secret, digest_size=16).digest()
        household = known.packed[: _HOUSEHOLD // 8] if known.version == 6 else known.packed
        return blake2b(household, key=self._secret, digest_size=16).digest()
