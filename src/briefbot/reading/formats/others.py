"""Files that are no documents, or of no format that can be read: what they are, told by their first bytes."""

import re

_OTHERS = (
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,200}\?>\s*|<!--.{0,4000}?-->\s*)*<opml\b", re.IGNORECASE | re.DOTALL),
        "it is a list of feeds, which `briefbot feeds add` takes",
    ),
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL), "it is a picture, and no text"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "it is of an old office program; save it as DOCX or PDF"),
    (re.compile(rb"\{\\rtf"), "it is RTF; save it as DOCX or PDF"),
)


def why_unread(head: bytes) -> str | None:
    """Why a file is not read whose first bytes tell what it is; None where they do not."""
    return next((reason for pattern, reason in _OTHERS if pattern.match(head)), None)
