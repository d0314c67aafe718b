"""Bytes of a text file → its text, or the reason why they are none."""

import codecs
import re

from briefbot.errors import DocumentError
from briefbot.language.identification import language_of

# What the web means by these names.
_ON_THE_WEB = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-7": "cp1252",
}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# What text files were saved in before UTF-8. Left to all it knows, the detector reads two German letters as Thai.
_LEGACY = (
    *("cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "iso8859_2", "iso8859_5", "cp866", "cp1253", "cp1254"),
    *("mac_cyrillic", "gb18030", "cp932", "euc_jp", "cp949"),
)
# A capital, a sign or a mark that no word has inside it: what a wrong reading makes of a letter or an apostrophe.
_MIXED = re.compile(r"[a-zß-ÿ](?:[À-ÖØ-ÞŠŒŽŸ]|[ÇÈÉÊËÒÓÔÕÖ]\b|[¡-©¬-¹»-¿‚ƒ„†‡ˆ‰‹•˜™›])[a-zß-ÿ]|\b[ôöò][A-Z][a-z]|[\x80-\x9f]")
# Western and Central European encodings differ in a few letters, and the detector cannot tell them apart in a short text.
_CENTRAL = frozenset({"cs", "hu", "pl", "ro", "sk", "sl", "hr"})
_WRITTEN_IN = {"cp1250": _CENTRAL, "iso8859_2": _CENTRAL, "cp1254": frozenset({"tr"})}
_SAMPLE = 1 << 16
# Mess and fit are the detector's measures, 0 to 1; measured on one sentence each in twelve languages and their encodings:
# right readings had a mess of at most .07 and, in alphabets, a fit of at least .5 (.13 in Chinese and Japanese).
_MOST_MESS = 0.1
_LEAST_FIT = 0.1
_FIT_TIE = 0.1
# Shares of characters. Text has no control characters but white space; a stray one is no reason to refuse.
_MOST_CONTROLS = 0.01
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What ends a line or obeys a terminal.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of a file, unchanged but for its byte order mark; line ends stay as they are.

    UTF-8, UTF-16 and UTF-32 (these two with a byte order mark) are read strictly, other encodings where one fits well.

    Raises:
        DocumentError: empty, binary, broken, or in an encoding that cannot be told with confidence.
    """
    text = _decoded(data)
    require_text(text)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise DocumentError("this is binary data, not text")
    return text


def decode_declared(data: bytes, charset: str | None) -> str:
    """The text of bytes whose page, server or mail names an encoding: what is UTF-8 is that, whatever is named.

    A byte that the named encoding does not have becomes U+FFFD, as in browsers. Control characters are left out.

    Raises:
        DocumentError: no encoding is named that is known, and none can be told.
    """
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return _CONTROL.sub("", _decoded(data))
    try:
        return _CONTROL.sub("", data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    encoding = _named(charset) if charset else None
    if encoding is None or (encoding == "cp1252" and not _is_broken_utf8(data)):
        try:
            return _CONTROL.sub("", _decoded(data))
        except DocumentError:
            if encoding is None and not _is_broken_utf8(data):
                raise
    return _CONTROL.sub("", data.decode(encoding or "utf-8", "replace"))


def _named(charset: str) -> str | None:
    """Python's name of an encoding that the web knows by this one; None where there is none."""
    name = charset.strip("\"' \t").lower()
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    # Not all of Python's codecs are those of texts ("base64"), and of some that are, no text was ever written.
    is_charset = known._is_text_encoding and known.name not in _NO_CHARSETS  # noqa: SLF001 (as str.encode asks it)
    return _ON_THE_WEB.get(known.name, known.name) if is_charset else None


def require_text(text: str) -> None:
    """Refuse what can be no document's text.

    Raises:
        DocumentError: nothing but white space, a NUL character or a lone surrogate.
    """
    if not text.strip():
        raise DocumentError("there is no text in it")
    require_characters(text, "the text")


def require_characters(text: str, what: str) -> None:
    """Refuse what no database stores and no terminal shows: DocumentError, with `what` as the sentence's subject."""
    if "\0" in text:
        raise DocumentError(f"{what} holds a NUL character, as binary data does")
    if _SURROGATE.search(text):
        raise DocumentError(f"{what} holds half a character (a lone surrogate)")


def check_id(name: str) -> None:
    """Refuse what cannot name a document in one line: DocumentError."""
    require_characters(name, "the id")
    if not name.strip() or CONTROL.search(name):
        raise DocumentError("its id is empty or holds control characters")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise DocumentError("this is binary data, not text") from None
        if _is_broken_utf8(data):
            raise DocumentError(f"it is UTF-8 text with broken bytes, the first at byte {error.start}") from None
        return _in_legacy_encoding(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"it is {encoding.upper()} text by its first bytes, but broken at byte {error.start}") from None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of what is no ASCII is UTF-8: damaged text, which another encoding would read as nonsense."""
    good = len(data.decode("utf-8", "ignore").encode()) - sum(byte < 0x80 for byte in data)
    return good > sum(byte >= 0x80 for byte in data) / 2


def _in_legacy_encoding(data: bytes) -> str:
    import charset_normalizer  # noqa: PLC0415 (only old files need it, and it takes long to load)

    unclear = DocumentError("its encoding cannot be told; save it as UTF-8")
    sample = data[:_SAMPLE]
    found = charset_normalizer.from_bytes(sample, cp_isolation=[*_LEGACY])
    fitting = [match for match in found if match.chaos <= _MOST_MESS and match.coherence >= _LEAST_FIT]
    # Encodings that read the sample alike are listed under one of them.
    fits = {encoding: match.coherence for match in fitting for encoding in match.could_be_from_charset if encoding in _LEGACY}
    readings = {encoding: sample.decode(encoding, "replace") for encoding in fits}
    likely = {encoding: text for encoding, text in readings.items() if _is_likely(encoding, text)}
    best = max((fits[encoding] for encoding in likely), default=0.0)
    close = [encoding for encoding in likely if fits[encoding] >= best - _FIT_TIE]
    if len({likely[encoding] for encoding in close}) != 1:
        raise unclear
    try:
        return data.decode(close[0])
    except UnicodeDecodeError:
        raise unclear from None


def _is_likely(encoding: str, text: str) -> bool:
    """Whether a reading has words as people write them, in a language that was written in the encoding."""
    if _MIXED.search(text):
        return False
    language = language_of(text)
    return language in _WRITTEN_IN[encoding] if encoding in _WRITTEN_IN else language not in _CENTRAL
