"""Addresses of pages: where a document, its words and a person are shown, for those who lead there and who show them.

An anchor is of the words alone: it holds in every version of a document that has them, whoever made it, and nothing is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from briefbot.language.folding import letters
from briefbot.model import Citation

# Parts of a path that browsers take for a way up or drop, however they are written.
_NO_PARTS = ("", ".", "..")
_ANCHOR_BYTES = 5
# More words than these are told by their first and last ones.
_FRAGMENT_WORDS, _FRAGMENT_ENDS = 12, 5
# Signs at the ends of words that a page may print in another form.
_AROUND = " \t\r\n\"'“”„«»‘’‹›()[]{}.,;:!?…-–—"


def anchor_of(words: str) -> str:
    """What a quotation's place in its document is called: the same whatever its marks, spaces, accents and case are."""
    told = letters(words) or words
    return f"w{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=_ANCHOR_BYTES).hexdigest()}"


def document_path(document_id: str, anchor: str = "") -> str:
    """The path of a document's page, and of a place in it."""
    return f"{_path('d', document_id)}{f'#{anchor}' if anchor else ''}"


def person_path(name: str) -> str:
    """The path of a person's page."""
    return _path("p", name)


def publisher_path(name: str) -> str:
    """The path of a publisher's page."""
    return _path("s", name)


def _path(kind: str, name: str) -> str:
    if any(part in _NO_PARTS for part in name.split("/")):
        return f"/{kind}?{urlencode({'id': name}, errors='surrogatepass')}"
    return f"/{kind}/{quote(name, safe='/', errors='surrogatepass')}"


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as they are reached from outside, at an address without a slash at its end."""

    url: str

    def document(self, document_id: str) -> str:
        """The address of a document."""
        return self.url + document_path(document_id)

    def place(self, document_id: str, anchor: str) -> str:
        """The address of a place in a document."""
        return self.url + document_path(document_id, anchor)

    def citation(self, citation: Citation) -> str:
        """The address at which a citation is shown in its document."""
        return self.place(citation.document.id, anchor_of(citation.text))


def web_address(url: str | None) -> str | None:
    """An address that a page may lead to, None for others: of the web, with a host, and without a sign that breaks it off."""
    if not url or not url.isprintable() or any(sign.isspace() for sign in url):
        return None
    try:
        split = urlsplit(url)
        host = split.hostname
    except ValueError:
        return None
    return url if split.scheme.lower() in ("http", "https") and host else None


def words_in_page(url: str, words: str) -> str:
    """The address at which a browser shows these words in the original page (text fragments: `#:~:text=`).

    A page may break lines and print marks otherwise, so that words are told without the signs at their ends, and many of them
    by the first and the last.
    """
    written = words.strip(_AROUND).split()
    if not written:
        return url
    ends = [written] if len(written) <= _FRAGMENT_WORDS else [written[:_FRAGMENT_ENDS], written[-_FRAGMENT_ENDS:]]
    split = urlsplit(url)
    before = split.fragment.partition(":~:")[0]
    return urlunsplit(split._replace(fragment=f"{before}:~:text={_directive(ends)}"))


def _directive(ends: Sequence[Sequence[str]]) -> str:
    """Words as a text directive has them: a dash, a comma or an ampersand of theirs would be read as one of its own."""
    texts = (" ".join(end).strip(_AROUND) for end in ends)
    return ",".join(quote(text, safe="", errors="replace").replace("-", "%2D") for text in texts)
