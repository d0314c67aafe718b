"""Answers to requests: bodies with their kind and status, and the headers that keep pages harmless and caches right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from briefbot.health.metrics import QuestionOutcome

HTML, ATOM, CSS, SVG, PNG, PLAIN = (
    "text/html; charset=utf-8",
    "application/atom+xml; charset=utf-8",
    "text/css; charset=utf-8",
    "image/svg+xml",
    "image/png",
    "text/plain; charset=utf-8",
)

# Pages load nothing but the style sheet and the picture of their own place, run nothing, and stand in no other page.
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# Of what is another page in a moment.
UNKEPT: Mapping[str, str] = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a request: what is shown, or whither to go on; of a question, what came of it."""

    body: str | bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    outcome: QuestionOutcome | None = None


def gone_on(address: str) -> Answer:
    """That the page is at another address here."""
    return Answer(b"", PLAIN, 303, {"Location": address})


def entity_tag(*parts: object) -> str:
    """What tells a page from what it was: the same exactly where all that it is made of is the same."""
    digest = blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def is_known(tag: str, header: str) -> bool:
    """Whether a header If-None-Match names a tag."""
    known = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag.removeprefix("W/") in known or "*" in known
