"""Redaction: secrets that stand where they do not belong are told in no error and no log.

A secret is known by its shape (a token of any bot, a password within an address, a header that lets somebody in), or because
the settings name it (`hide`). It is found in whatever a log makes of it: percent-encoded or escaped, in a repr, in bytes, in
capitals.
"""

import base64
import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

HIDDEN_TOKEN, HIDDEN = "<token>", "<secret>"

# As @BotFather gives them: 123456789:AbC…, also in an address; a time of day or a place in a
# document has no letter behind its colon. And the part behind the colon alone, of which each has 35 signs.
_TOKEN = re.compile(
    r"(?<![\w.])(?:bot)?\d{3,}(?::|%3A)(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{3,}"
    r"|\d{8,}(?::|%3A)[A-Za-z0-9_-]{30,}"
    r"|(?<![A-Za-z0-9_-])AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_NAMES = r"[\w-]{0,40}(?:secret|password|passwd|token|api[_-]?key|authorization)[\w-]{0,40}"
_SHAPES = (
    re.compile(r"(?P<kept>://[^\s/:@]{0,200}:)[^\s/@\"']+(?=@)"),  # an address with a password
    re.compile(rf"(?P<kept>\b{_NAMES}=)[^\s&\"'<>]+", re.IGNORECASE),  # password=…, in an address or a DSN
    re.compile(rf"(?P<kept>[\"']{_NAMES}[\"']: ?b?[\"'])[^\"']+", re.IGNORECASE),  # as JSON or a repr has it
    re.compile(rf"(?P<kept>\bX-{_NAMES}: ?)[^\s<]+", re.IGNORECASE),  # a header
    re.compile(r"(?P<kept>\b(?:Basic|Bearer) )[A-Za-z0-9+/=_~.-]{8,}", re.IGNORECASE),
)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|\\|&#?\w{1,9};")
_ESCAPE = re.compile(r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|x(?P<two>[0-9A-Fa-f]{2})|(?P<sign>[^\w\s]))")
_CHUNK = re.compile(r"\S+")
# How often something may have been encoded: an address within an address within JSON.
_LAYERS = 4
# Characters of the shortest secret that is looked for everywhere; a shorter one would be found in every other word.
_SHORTEST = 5


class Redactor:
    """Puts a word in place of each secret in a text, of known ones and of those that are known by their shape."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = frozenset(secrets)
        forms = sorted({form for secret in self._secrets for form in _forms(secret)}, key=lambda one: (-len(one), one))
        self._known = re.compile("|".join(map(re.escape, forms)), re.IGNORECASE) if forms else None

    def knowing(self, secrets: Iterable[str]) -> "Redactor":
        """The same, which knows more secrets."""
        return Redactor(self._secrets.union(secrets))

    def __call__(self, text: str) -> str:
        """The text without secrets; it is the same where it has none."""
        text = self._plain(text)
        return _CHUNK.sub(self._chunk, text) if _ENCODED.search(text) else text

    def _plain(self, text: str) -> str:
        text = _TOKEN.sub(HIDDEN_TOKEN, text)
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for shape in _SHAPES:
            text = shape.sub(rf"\g<kept>{HIDDEN}", text)
        return text

    def _chunk(self, found: re.Match[str]) -> str:
        """What stands between two spaces: as it is, unless there is a secret in what it is the encoding of."""
        decoded = found[0]
        for _ in range(_LAYERS):
            before, decoded = decoded, _decoded(decoded)
            if decoded == before:
                break
            if (clean := self._plain(decoded)) != decoded:
                return " ".join(clean.split())
        return found[0]


def _decoded(text: str) -> str:
    """A text with one layer of encoding less: of addresses, of JSON and reprs, of HTML."""
    return html.unescape(_ESCAPE.sub(_unescaped, unquote(text)))


def _unescaped(found: re.Match[str]) -> str:
    number = found["four"] or found["two"]
    return chr(int(number, 16)) if number else found["sign"]


def _forms(secret: str) -> Iterable[str]:
    """What a secret looks like that is written down: itself, its bytes as signs, within Base64 at any place, a token's end."""
    if len(secret) < _SHORTEST:
        return
    yield secret
    content = secret.encode("utf-8", "surrogatepass")
    yield content.decode("latin-1")
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content).decode().rstrip("=")
        yield encoded[(0, 2, 3)[before] : -1]  # the signs at the ends depend on what stands beside
    if _TOKEN.fullmatch(secret) and (end := secret.partition(":")[2]):
        yield from _forms(end)


class _Process:
    """The filter of this process: what is known here as a secret is hidden wherever it would be told."""

    def __init__(self) -> None:
        self.redactor = Redactor()


_PROCESS = _Process()


def hide(secrets: Iterable[str]) -> None:
    """Know these as secrets in this process, from now on."""
    _PROCESS.redactor = _PROCESS.redactor.knowing(secrets)


def without_secrets(text: str) -> str:
    """The same with a word in place of each secret that this process knows, and of what looks like one."""
    return _PROCESS.redactor(text)
