"""Words of a text as the terms that ranking compares: folded, without stop words, reduced to stems by language.

`terms` is the whole of it. A token keeps its inner points, hyphens, strokes and ampersands until `_token_terms` decides what
people may type for it: "U.S." and "US" are one term, "al-Khatib" is found by "Khatib" and by "alkhatib", "F-16" by "F16".
"""

import re
import unicodedata
from typing import Any, NamedTuple

import Stemmer

from briefbot.language.folding import fold_word
from briefbot.language.languages import PROFILES

# What Snowball has, by ISO 639-1 code. A language that is not here is compared by its folded words.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Scripts by the code point that a word starts with: first, last, and the language that a word is taken to be in when its
# document is in a language of another script.
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "yi"),
    (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0B80, 0x0BFF, "ta"),
)
_SCRIPT_OF_LANGUAGE = {
    "ar": "ar", "be": "ru", "bg": "ru", "el": "el", "fa": "ar", "he": "yi", "hi": "hi", "hy": "hy", "kk": "ru", "ky": "ru",
    "mk": "ru", "mn": "ru", "ne": "hi", "ps": "ar", "ru": "ru", "sr": "ru", "ta": "ta", "uk": "ru", "ur": "ar", "yi": "yi",
}  # fmt: skip
_DEFAULT_LANGUAGE = "en"

# A stop word that is also a name when it is written as one.
_NAME_LIKE = frozenset({"May"})

MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u0b82\u0bbe-\u0bcd"
_LETTER = rf"(?:[^\W_]|[{MARKS}])"
_TOKEN = re.compile(rf"{_LETTER}+(?:[-.,'&/]{_LETTER}+)*")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[-.,'&/][A-Za-z0-9]+)*")
_LONE_US = re.compile(r"\bus\b")
# Scripts without spaces between words are compared by pairs of characters.
UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_UNSPACED = re.compile(UNSPACED)

_NUMBERED_PLURAL = re.compile(r"[A-Za-z]+-?\d+s")  # "F-16s"

# What typesetters put for what keyboards have; soft hyphens and zero-width characters are not there for a reader.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "\u2044": "/",
    }
)
# British to American spelling, on folded words. A form is changed in every word that has it, so that both spellings of a word
# come out the same, whatever becomes of words that merely look alike ("rise" and "rize").
_BRITISH_FORMS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(.*[aeiouy][^aeiouy]*)our(?=(?:s|ed|ing|ful|able|ably|ers?|ists?|ites?|less|y|al|ally|hoods?)?$)", r"\1or"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|ers?|ing|ations?)$)", "iz"),
        (r"(?<=[a-z]{3})ys(?=(?:e|ed|ers?|ing)$)", "yz"),
        (r"(?<=^def|^off|^lic)ence(?=s?$)|(?<=^pret)ence(?=s?$)", "ense"),
        (r"(?<=[aeiou]l)ogue(?=s?$)", "og"),
    )
)
_BRITISH_FORM = re.compile("our|is|ys|ence|ogue")
_BRITISH_WORDS = {
    "acknowledgement": "acknowledgment", "aeroplane": "airplane", "ageing": "aging", "aluminium": "aluminum",
    "anaesth": "anesth", "archaeo": "archeo", "calibre": "caliber", "centimetre": "centimeter", "centre": "center",
    "cosy": "cozy", "diarrhoea": "diarrhea", "encyclopaed": "encycloped", "enrolment": "enrollment", "fibre": "fiber",
    "foet": "fet", "fulfilment": "fulfillment", "grey": "gray", "haem": "hem", "instalment": "installment",
    "jewellery": "jewelry", "judgement": "judgment", "kilometre": "kilometer", "leukaem": "leukem", "litre": "liter",
    "lustre": "luster", "manoeuvr": "maneuver", "metre": "meter", "millimetre": "millimeter", "mould": "mold",
    "moustache": "mustache", "oestr": "estr", "orthopaed": "orthoped", "paediatr": "pediatr", "plough": "plow",
    "programme": "program", "pyjama": "pajama", "sabre": "saber", "sceptic": "skeptic", "skilful": "skillful",
    "sombre": "somber", "spectre": "specter", "theatre": "theater", "wilful": "willful",
}  # fmt: skip
_BRITISH_WORD = re.compile("|".join(_BRITISH_WORDS))

# A compound with so short a part is often written as one word: "al-Khatib", "co-operate", "anti-doping".
_SHORT_PART = 4
_FEW_WORDS = 3
_CACHE_LIMIT = 200_000


class TokenTerms(NamedTuple):
    """What a token is found by: terms that follow each other as in the text, and others that stand for the same words."""

    sequence: tuple[str, ...]
    others: tuple[str, ...] = ()


class _Words(dict[str, TokenTerms]):
    """Terms of a token in one language, remembered: a text of a million words has some forty thousand different ones."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, token: str) -> TokenTerms:
        """Find the terms of a token that was not met before."""
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        result = self[token] = _token_terms(token, self.language)
        return result


_WORDS: dict[str | None, _Words] = {}
_stemmers: dict[str, list[Any]] = {}


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text, in its order and as often as they occur.

    `language` (ISO 639-1) chooses stop words and stems; a word in another script than that language's is taken by its
    script, and so is every word where the language is None.
    """
    words = _words(language)
    return [term for token in tokens(text) for part in words[token] for term in part]


def token_terms(token: str, language: str | None = None) -> TokenTerms:
    """The terms of one of the `tokens` of a text."""
    return _words(language)[token]


def tokens(text: str) -> list[str]:
    """The words of a text as written, compounds in one piece, typography reduced to what keyboards have."""
    if text.isascii():
        found = _ASCII_TOKEN
    else:
        text = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
        found = _TOKEN
    if text.isupper() and len(text.split()) > _FEW_WORDS:  # capitals tell an acronym only where other words have none
        text = text.lower()
    elif text.islower():  # nobody's pronoun is lost when who types without capitals means the country
        text = _LONE_US.sub("US", text)
    return found.findall(text)


def pieces(token: str) -> list[str]:
    """The folded words that a token consists of, as a reader would look them up: "Al-Khatib's" is "al", "khatib"."""
    return [piece for piece in re.split(r"[-.,&/]|'s\b|'", fold_word(token)) if piece]


def _words(language: str | None) -> _Words:
    words = _WORDS.get(language)
    return _WORDS.setdefault(language, _Words(language)) if words is None else words


def _token_terms(token: str, language: str | None) -> TokenTerms:
    """A compound is found by its parts; and by all of it without its signs, where people write it so as well."""
    if token.isalpha():  # most words, and none of a compound
        return TokenTerms(_part_terms(token, language))
    token = token[:-1] if _NUMBERED_PLURAL.fullmatch(token) else _without_ending(token)
    parts = [part for piece in re.split("[-/]", token) for part in _parts(piece)]
    if len(parts) == 1:
        return TokenTerms(_part_terms(parts[0], language))
    joined = "".join(parts)
    if joined.isdigit():  # "9/11", "2016-17"
        return TokenTerms((joined,), tuple(part for part in parts if len(part) == 4))
    sequence = tuple(term for part in parts if len(part) > 1 for term in _part_terms(part, language))
    if "-" not in token or min(map(len, parts), default=_SHORT_PART + 1) > _SHORT_PART:
        return TokenTerms(sequence)
    whole = _part_terms(joined, language)
    is_one_word = any(len(part) == 1 for part in parts)  # "F-16", "e-mail"
    return TokenTerms(whole, sequence) if is_one_word else TokenTerms(sequence, whole)


def _parts(piece: str) -> list[str]:
    """What points, commas and ampersands hold together: an acronym or a number is one part, anything else comes apart."""
    if piece.replace(",", "").replace(".", "").isdigit():
        return [piece.replace(",", "")]
    letters = re.split("[.,&]", piece.replace("'", ""))
    if "&" in piece or all(len(letter) < 2 for letter in letters):
        return ["".join(letters)] if any(letters) else []
    return [letter for letter in letters if letter]


def _without_ending(token: str) -> str:
    """Without a possessive or a shortened verb: "Harris's", "we'll", "isn't"."""
    stem, mark, ending = token.rpartition("'")
    if not mark:
        return token
    if ending.lower() == "t" and stem[-1:].lower() == "n" and len(stem) > 1:
        return stem[:-1]
    return stem if ending.lower() in {"s", "ll", "re", "ve", "d", "m"} else token


def _part_terms(part: str, language: str | None) -> tuple[str, ...]:
    if _UNSPACED.match(part):
        return tuple(part[at : at + 2] for at in range(max(1, len(part) - 1)))
    word, language = fold_word(part), _language_of(part, language)
    if language in PROFILES and word in PROFILES[language].stop_words:
        is_name = part in _NAME_LIKE or (part.isupper() and len(part) > 1)
        return (word,) if is_name else ()
    return (_stem(_american(word) if language == "en" else word, language),)


def _language_of(word: str, language: str | None) -> str:
    """The language of a word: its document's where that is written in the word's script, else the script's own."""
    first = ord(word[0])
    script = next((code for start, end, code in _SCRIPTS if start <= first <= end), _DEFAULT_LANGUAGE)
    if language is None or _SCRIPT_OF_LANGUAGE.get(language, _DEFAULT_LANGUAGE) != script:
        return script
    return language


def _american(word: str) -> str:
    if _BRITISH_FORM.search(word):
        for pattern, replacement in _BRITISH_FORMS:
            word = pattern.sub(replacement, word)
    if match := _BRITISH_WORD.match(word):
        word = _BRITISH_WORDS[match[0]] + word[match.end() :]
    return word


def _stem(word: str, language: str) -> str:
    """The stem; a stemmer keeps state while it works, so each thread takes one that nobody else is using."""
    if language not in _SNOWBALL:
        return word
    idle = _stemmers.setdefault(language, [])
    try:
        stemmer = idle.pop()
    except IndexError:
        stemmer = Stemmer.Stemmer(_SNOWBALL[language], 0)  # 0: terms are remembered here
    stem: str = stemmer.stemWord(word)
    idle.append(stemmer)
    return fold_word(stem)
