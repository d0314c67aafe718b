"""Names between the Cyrillic and the Latin script: one written in the other, and whether two spellings can be one name's.

`to_latin` is for names of Russian: the romanization of BGN/PCGN (1947) as newspapers simplify it, without its signs for ъ and
ь, with "y" for its "iy" and "yy" at the end of a word, and "yo" for ё. A foreign name in a Russian text follows its sound
(«Трамп» is Trump), and how a name was spelt before it was written in Cyrillic cannot be told from there; so `spelt_alike`
asks of two given spellings whether the one can stand for the other, letter by letter, after the practical transcription that
Russian papers use. It is generous, and meant for choosing among the few people of an archive.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable

from briefbot.language.folding import fold

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]+")
# Where е is written "ye": at the beginning, behind a vowel, behind й, ъ and ь.
_YE = re.compile(r"(?:^|(?<=[аеёиоуыэюяйъь]))е", re.IGNORECASE)
_ENDING = re.compile(r"[иы]й$", re.IGNORECASE)

# What a letter or group of letters may have been in a Latin spelling, as the alternatives of a pattern. Compared are folded
# words, where й is и and ё is е.
_SPELLINGS = {
    "мак": "ma?ck?|mak", "дж": "j|g|dge?|dj|dzh|gi", "кс": "x|c?ks|cs|xx", "кв": "q[uv]?|kv|kw|cw", "цз": "z|j|zh",
    "чж": "zh|ch", "дз": "d?z|ds", "шт": "sc?h?t|sht", "нь": "n|gn|nh|ni|ny", "ль": "ll?e?", "ау": "au|ow|ou|aw",
    "оу": "ow?|ou?|oa|oe|owe", "аи": "[iy]|ai|ay|ei|ey|igh|ie|uy|aj|ye|ahi", "еи": "a|ai|ay|ei|ey|ea|eigh|e|ej|ie|ehi",
    "эи": "a|ai|ay|ei|ey|ea|eigh|e", "ои": "oy|oi|oj|ohi", "ии": "i|y|ii|iy|ij|yi|ie|ee", "ыи": "y|i|yi|yy|iy|ij",
    "ия": "ia|iya|ja|ea|ya|iia|ija", "ью": "ew|u|yu|iu|ju|eu|ugh?|iew|yoo|hiu", "ья": "y?ia|ya|ja|iya", "ье": "i?ye|ie|je|e",
    "ьо": "io|yo|jo|llo", "уа": "wa|ua|oua|hua|oi[sxt]?", "уо": "wa|wo|uo|wha", "уи": "wi|ui|whi|oui|we|wee",
    "уэ": "we|ue|whe|wa", "уе": "we|ue|wha|uye|oue", "ео": "eo|io|yo|ieo|o", "ея": "ea|eya|eia", "юа": "ua|yua",
    "а": "a|aa|ahe?|u|ha|au", "б": "bb?", "в": "vv?|w|f|ff|ve", "г": "gg?|gh|gue?|h", "д": "dd?e?|dt|dh",
    "е": "e|ye|ie|je|a|ea|ae|he|eh|ee|yo|o|io|oe|eo|eu|jo|u", "ж": "zh|j|ge?|z", "з": "zz?e?|e?s|se",
    "и": "i|e|y|ee|ea|ie|ey|ei|hi|yi|ih|ii|j", "к": "k+e?|c+|ck|che?|q|que|kh", "л": "ll?e?", "м": "mm?e?",
    "н": "nn?e?|kn|gn|ng", "о": "o|a|au|aw|oh|ho|oa|ou|oo|eau|ow|aa|eo", "п": "pp?e?", "р": "rr?e?|wr|rh",
    "с": "ss?e?|ce?|sc|z|x|es|sz", "т": "tt?e?|th|dt", "у": "u|oo|w|ou|ew|oe|wh|ui|uh|hu", "ф": "ff?e?|ph",
    "х": "hh?|kh|ch|j|x|g", "ц": "t?s|t?z|c|cz|tc", "ч": "ch|cz|t?s?ch|cc?i?|q|tj", "ш": "sc?h|ch|s|sz|ssi",
    "щ": "shch|s?t?sch|shh|sh", "ъ": "|y|i|j", "ы": "y|i|ui|e", "ь": "|y|i|j|'", "э": "e|a|ae|ea|ei|ai|he|ha|eh",
    "ю": "yu|u|iu|ju|ew|ou|yoo|hu|ue", "я": "y?a|ia|ja|ea|iya",
}  # fmt: skip
_VOWELS = frozenset("аеиоуэюя")
_PIECE = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)) + "|[-’']|.")
# Given names that went their own ways, as folded words.
_PAIRS = frozenset(
    pair
    for cyrillic, latins in {
        "маикл": "michael", "мэтью": "matthew", "стивен": "steven stephen", "шон": "sean shaun shawn", "хуан": "juan",
        "жак": "jacques", "франсуа": "francois", "жан": "jean", "хосе": "jose", "франциск": "francis", "бенедикт": "benedict",
        "папа": "pope", "александр": "alexander aleksandr alexandre", "петр": "peter pyotr petr", "павел": "paul pavel",
        "юлия": "julia yulia", "екатерина": "catherine ekaterina yekaterina",
        "евгении": "eugene evgeny yevgeny", "чарлз": "charles", "люк": "luke luc", "лин": "lynn", "элис": "alice",
        "ян": "jan ian yan", "джеимс": "james", "маи": "may", "грэм": "graham", "реитер": "reuters",
        "реитерс": "reuters",
    }.items()
    for pair in ((cyrillic, latin) for latin in latins.split())
)  # fmt: skip


class _Outline(dict[int, str]):
    """For `str.translate`: the letters that are not here are left out."""

    def __missing__(self, letter: int) -> str:
        return ""


# The consonants that every spelling of a name keeps, each with a letter for it; spellings of one name have one outline.
_OUTLINE = _Outline({ord(letter): kept for letter, kept in zip("lлмmнnрrбbпp", "llmmnnrrbbpp", strict=True)})
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST = 40  # code points; what is longer is no name, and its pattern takes long to make


def to_latin(name: str) -> str:
    """A name in Cyrillic → in the Latin script, capitals kept; what is not Cyrillic stays as it is."""
    return _CYRILLIC_WORD.sub(lambda match: _latin_word(match[0]), name)


def spelt_alike(cyrillic: str, latin: str) -> bool:
    """Whether a word in Latin letters can be what a nominative in Cyrillic stands for: «Трамп» and "Trump"."""
    return _can_stand_for(fold(cyrillic), fold(latin))


def same_name(one: str, other: str) -> bool:
    """Whether a name in one script can be, word for word, a name in the other."""
    pairs = list(zip(one.split(), other.split(), strict=False)) if len(one.split()) == len(other.split()) else []
    return bool(pairs) and all(
        (is_cyrillic(a) and spelt_alike(a, b)) or (is_cyrillic(b) and spelt_alike(b, a)) or fold(a) == fold(b) for a, b in pairs
    )


class Counterparts:
    """Words in one script, to be asked for those of them that a word in the other can stand for."""

    def __init__(self, words: Iterable[str]) -> None:
        """From these folded words, of either script."""
        self._by_outline: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            self._by_outline[is_cyrillic(word), _outline(word)].append(word)

    def of(self, word: str) -> list[str]:
        """The words of the other script that can be this one."""
        if len(word) > _LONGEST:
            return []
        typed, typed_in_cyrillic = fold(word), is_cyrillic(word)
        candidates = self._by_outline.get((not typed_in_cyrillic, _outline(typed)), ())
        if typed_in_cyrillic:
            return [other for other in candidates if _can_stand_for(typed, other)]
        return [other for other in candidates if _can_stand_for(other, typed)]


def is_cyrillic(word: str) -> bool:
    """Whether a word has Cyrillic letters."""
    return not word.isascii() and _CYRILLIC_WORD.search(word) is not None


def outline(word: str) -> str:
    """The consonants that all spellings of a name in either script share: "rmp" for Trump, doubled ones once."""
    return _outline(fold(word))


def _outline(folded: str) -> str:
    return _DOUBLED.sub(r"\1", folded.replace("ph", "").translate(_OUTLINE))


def _can_stand_for(cyrillic: str, latin: str) -> bool:
    """Whether a folded word in Latin letters can be what a folded nominative in Cyrillic stands for."""
    if len(cyrillic) > _LONGEST:
        return False
    return (cyrillic, latin) in _PAIRS or _pattern(cyrillic).fullmatch(latin) is not None


def _latin_word(word: str) -> str:
    spelt = _YE.sub(lambda match: "Ye" if match[0].isupper() else "ye", _ENDING.sub("y", word))
    latin = "".join(_with_capital(letter) for letter in spelt)
    return latin.upper() if word.isupper() and len(word) > 1 else latin


def _with_capital(letter: str) -> str:
    latin = _LATIN.get(letter.lower(), letter.lower())
    return latin.capitalize() if letter.isupper() else latin


@functools.lru_cache(maxsize=1 << 12)
def _pattern(cyrillic: str) -> re.Pattern[str]:
    """All Latin spellings of a folded word in Cyrillic; a vowel at the beginning may have an h before it."""
    pieces = "".join(f"(?:{_SPELLINGS[piece]})" if piece in _SPELLINGS else _sign(piece) for piece in _PIECE.findall(cyrillic))
    return re.compile(("h?" if cyrillic[:1] in _VOWELS else "") + pieces + "(?:e|h)?")


def _sign(piece: str) -> str:
    return "[-’' ]?" if piece in "-’'" else re.escape(piece)
