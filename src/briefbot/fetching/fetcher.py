"""The fetcher: an address of the web → bytes, or one sentence that says why not."""

import re
import ssl
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore2

from briefbot.errors import BriefbotError
from briefbot.fetching.guard import AddressError, GuardedBackend

AGENT = "Briefbot"

# Seconds that an answer may take in all, and that may pass without a byte.
_IN_ALL, _SILENCE = 30.0, 10.0
_REDIRECTS = 5
# Bytes of an answer, as it is read and after it was unpacked.
LARGEST = 20 * 2**20
_CHUNK = 1 << 16
# What is waited at most because a server asks for it.
_LONGEST_WAIT = timedelta(days=7)
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
# What characters of an address may stand as they are (RFC 3986); `%` too, for what was quoted already.
_SAFE = "/?:@!$&'()*+,;=-._~%[]"
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")


class FetchError(BriefbotError):
    """Why nothing was fetched, in one sentence without the address.

    `status` is the server's, None where none answered; `again_at` is when it may be asked again, where it says so (UTC).
    """

    def __init__(self, sentence: str, status: int | None = None, again_at: datetime | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.again_at = again_at


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: bytes without their packing, and what the server says of them.

    `url` is where they were in the end; `unchanged` that they are what `etag` or `modified` stood for, and then there are none.
    `moved` says that the address has moved for good.
    """

    url: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Url:
    scheme: bytes
    host: bytes
    port: int
    target: bytes
    whole: str


class Fetcher:
    """Fetches by http and https, from public addresses and from those hosts that are `allowed` by name."""

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)

    def is_ours(self, url: str) -> bool:
        """Whether an address is on one of the hosts that are allowed by name: there is no need to be polite to it."""
        return (urlsplit(url).hostname or "") in self._allowed

    def get(
        self,
        url: str,
        etag: str | None = None,
        modified: str | None = None,
        largest: int = LARGEST,
        seconds: float = _IN_ALL,
    ) -> Fetched:
        """Fetch what is at an address, where it is other than what `etag` or `modified` stand for.

        Raises:
            FetchError: it is no address of the web, leads into a private network or round in circles, takes longer than
                `seconds` or is larger than `largest` bytes, or the server refuses.
        """
        deadline = time.monotonic() + seconds
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        moved = False
        for hop in range(_REDIRECTS + 1):
            answer = self._once(url, headers, largest, deadline)
            if isinstance(answer, Fetched):
                return replace(answer, moved=moved)
            moved = answer.permanent and (moved or hop == 0)
            url = urljoin(url, answer.to)
        raise FetchError(f"it leads on and on: more than {_REDIRECTS} times")

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _once(self, url: str, headers: Mapping[str, str], largest: int, deadline: float) -> "Fetched | _Redirect":
        parts = _parts(url)
        backend = GuardedBackend(self._allowed, deadline)
        host = parts.host.decode() + ("" if parts.port == _PORTS[parts.scheme.decode()] else f":{parts.port}")
        try:
            with (
                httpcore2.ConnectionPool(self._tls, network_backend=backend) as pool,
                pool.stream(
                    b"GET",
                    httpcore2.URL(scheme=parts.scheme, host=parts.host, port=parts.port, target=parts.target),
                    headers=[(b"Host", host.encode()), *((name.encode(), value.encode()) for name, value in headers.items())],
                    extensions={"timeout": {"connect": _SILENCE, "read": _SILENCE, "write": _SILENCE, "pool": _SILENCE}},
                ) as response,
            ):
                return _read(parts.whole, response, largest)
        except AddressError as error:
            raise FetchError(str(error)) from error
        except httpcore2.TimeoutException as error:
            raise FetchError("it does not answer in time") from error
        except ssl.SSLError as error:
            raise FetchError(f"its certificate is not right ({error.reason or 'TLS'})") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise FetchError("the connection to it fails; check whether there is a network") from error


@dataclass(frozen=True, slots=True)
class _Redirect:
    to: str
    permanent: bool


def _parts(url: str) -> _Url:
    """The parts of an address, quoted as the network wants them; FetchError where it is none of the web."""
    try:
        split = urlsplit(url.strip())
        host, port = split.hostname or "", split.port
        name = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise FetchError("it is no web address") from None
    if split.scheme not in _PORTS or not _HOST.fullmatch(name):
        raise FetchError("it is no web address: one begins with https:// or http://")
    if split.username or split.password:
        raise FetchError("an address with a name or password in it is not fetched")
    path, query = quote(split.path or "/", _SAFE), quote(split.query, _SAFE)
    target = f"{path}?{query}" if query else path
    whole = urlunsplit((split.scheme, split.netloc, path, query, ""))
    return _Url(split.scheme.encode(), name.encode(), port or _PORTS[split.scheme], target.encode("ascii"), whole)


def _read(url: str, response: httpcore2.Response, largest: int) -> Fetched | _Redirect:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    status = response.status
    if status in _MOVED and "location" in headers:
        return _Redirect(headers["location"].encode("latin-1").decode("utf-8", "replace"), status in (301, 308))
    etag, modified = headers.get("etag"), headers.get("last-modified")
    if status == 304:
        return Fetched(url, b"", etag=etag, modified=modified, unchanged=True)
    if status != 200:
        raise FetchError(_refusal(status), status, _again_at(headers.get("retry-after")))
    told = Message()
    told["content-type"] = headers.get("content-type", "")
    media_type = told.get_content_type() if "content-type" in headers else None
    if media_type and media_type.partition("/")[0] in ("image", "audio", "video", "font"):
        raise FetchError(f"it is {media_type}, and no text", status)
    if headers.get("content-length", "").isdigit() and int(headers["content-length"]) > largest:
        raise FetchError(_too_large(largest), status)
    content = b"".join(_limited(_unpacked(response.iter_stream(), headers.get("content-encoding", "")), largest))
    return Fetched(url, content, media_type, told.get_content_charset(), etag, modified)


def _limited(chunks: Iterator[bytes], largest: int) -> Iterator[bytes]:
    length = 0
    for chunk in chunks:
        length += len(chunk)
        if length > largest:
            raise FetchError(_too_large(largest))
        yield chunk


def _unpacked(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Bytes without their packing, a bounded piece at a time, so that a small answer cannot become a huge one unseen."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"it is packed in a way that was not asked for ({encoding})")
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unpacking.eof:
                yield unpacking.decompress(rest, _CHUNK)
                rest = unpacking.unconsumed_tail
    except zlib.error:
        raise FetchError("its packing is broken") from None
    if not unpacking.eof:
        raise FetchError("its packing is broken")


def _too_large(largest: int) -> str:
    return f"it is larger than {largest // 2**20 or 1} MB, the most that is fetched"


def _refusal(status: int) -> str:
    return {
        401: "the server wants a password (401)",
        403: "the server refuses it (403)",
        404: "there is no such page (404)",
        410: "it is gone for good (410)",
        429: "the server is asked too often (429)",
    }.get(status, f"the server has a fault of its own ({status})" if status >= 500 else f"the server answers with {status}")


def _again_at(value: str | None, now: datetime | None = None) -> datetime | None:
    """When a server may be asked again, by its Retry-After: seconds or a date (RFC 9110, 10.2.3), at most a week ahead."""
    if value is None:
        return None
    now = now or datetime.now(UTC)
    if value.strip().isdigit() and len(value.strip()) < 10:
        return min(now + timedelta(seconds=int(value)), now + _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return min(at if at.tzinfo else at.replace(tzinfo=UTC), now + _LONGEST_WAIT)
