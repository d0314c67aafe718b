"""Folding: words without what differs between their spellings, in the ways that it is needed.

Offsets are kept by `fold_aligned` alone, й by `fold_word` alone.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
     "ё": "е", "ə": "e"}
)  # fmt: skip
_NO_LETTER = re.compile(r"[\W_]+")
_LATIN_OR_GREEK_MARK = re.compile(r"([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+")


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that leaves out combining marks; it learns each character when it is met first."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else code
        return found


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Without accents and case, to compare what people typed or printed: й and и are one letter."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS).casefold()


def letters(text: str) -> str:
    """Its letters and digits alone, without accents and case: the same whatever marks and spaces stand between them."""
    return _NO_LETTER.sub("", fold(text))


def fold_name(word: str) -> str:
    """A word of a name: without accents and case, with the typewriter's apostrophe."""
    return fold(word).replace("’", "'")


def fold_word(word: str) -> str:
    """A word of an index: small letters, without the accents of Latin and Greek; й stays й, for it is another letter than и."""
    word = word.lower()
    if word.isascii():
        return word
    word = _LATIN_OR_GREEK_MARK.sub(r"\1", unicodedata.normalize("NFD", word.translate(_LETTERS)))
    return unicodedata.normalize("NFC", word)


def fold_aligned(text: str) -> str:
    """Small letters without accents, as many as the text has code points, so that offsets stay true."""
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter)[0].lower()
    return bare if len(bare) == 1 else letter
