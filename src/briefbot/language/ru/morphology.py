"""Russian words: their dictionary forms, their grammar, and names in any case brought back to the nominative.

The dictionary is pymorphy3's (OpenCorpora). It takes 50 ms and 20 MB to load, so it is loaded with the first Russian word that
is asked about, never by importing this module.
"""

import functools
import itertools
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefbot.language.folding import fold_word

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

# Cases as OpenCorpora calls them; its rarer ones are forms of these.
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_RARE_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}
_GENDERS = {"masc": "m", "femn": "f", "neut": "n", "ms-f": "mf"}
_PLACE_TRAITS = frozenset(("Geox", "Orgn"))
_NAME_TRAITS = frozenset(("Name", "Surn", "Patr"))
_CACHED = 1 << 13  # words; all that is kept of them takes 30 MB
_CACHED_NAMES = 1 << 10
_CACHED_PARSES = 1 << 9  # a word is asked about several times in a row

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
_LETTERS = re.compile(r"[^\W\d_]")
# Letters of the languages that share the script: with some of them a text is not Russian.
_NOT_RUSSIAN = re.compile(r"[ІіЇїЄєҐґЎўЈјЉљЊњЋћЂђЏџЅѕЌќЃѓӘәҒғҚқҢңӨөҰұҮүҺһ]")
# Letters that Bulgarian does not have; a long text without any is not Russian.
_RUSSIAN_ALONE = re.compile(r"[ЫыЭэЁё]")
_LONG = 150
_CYRILLIC_SHARE = 0.6
_FOREIGN_SHARE = 0.01
_SAMPLE = 4_000  # code points that tell the script of a text

# How far a reading of a word as part of a name is believed, by what the dictionary says of the word.
_NAMED, _GUESSED_NAME, _PERSON, _ADJECTIVE, _THING, _GUESSED_THING = 1.0, 0.5, 0.3, 0.2, 0.1, 0.005
_BY_ENDING, _UNDECLINED, _SYLLABLE, _AS_IT_IS = 0.2, 0.05, 0.05, 1e-5
_GUESSED_PERSON = 0.05  # "Рейсманом" looks like "агроном" to who does not know the name
_FOREIGN = {"и": 1.0, "о": 1.0, "у": 0.2, "ю": 0.2, "е": 0.2, "э": 0.5}  # endings that foreign family names keep in every case
_CONSONANT = "бвгджзклмнпрстфхцчшщ"
_ADJECTIVAL = re.compile(r".{3,}(?:[оыие]й|ая|[иы]м)$")  # endings of women and men that change with the case
_OBLIQUE = re.compile(r".{2,}(?:ого|его|ому|ему)$")  # of an adjective
_OF_WOMAN = re.compile("(?:[оеё]в|[иы]н)ой$")
_WOMANS = re.compile("(?:[оеё]в|[иы]н)а$")
_FATHERED = re.compile("(?:[оеё]в)?ич$")
_RARE_NAME, _RARE = 0.1, 1e-4  # the least for what is rare in the texts that the dictionary counted
_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)


class _Declension(NamedTuple):
    """How a family name that the dictionary does not know may be declined: stem and ending of the nominative, who bears it."""

    stem: re.Pattern[str]
    nominative: str
    gender: str
    score: float
    cases: dict[str, tuple[str, ...]]


def _declension(stem: str, nominative: str, gender: str, score: float, cases: str) -> _Declension:
    """`cases` lists endings (- is none), each behind a colon the cases that it makes."""
    pairs = (entry.split(":") for entry in cases.split())
    return _Declension(
        re.compile(stem), nominative, gender, score, {ending.strip("-"): tuple(found.split("+")) for ending, found in pairs}
    )


_DECLENSIONS = (
    _declension("(?:[оеё]в|[иы]н)$", "", "m", 0.5, "-:nomn а:gent+accs у:datv ым:ablt е:loct"),
    _declension("(?:[оеё]в|[иы]н)$", "а", "f", 0.5, "а:nomn ой:gent+datv+ablt+loct у:accs"),
    _declension(f"[{_CONSONANT}]$", "", "m", _BY_ENDING, "-:nomn а:gent+accs у:datv ом:ablt ем:ablt е:loct"),
    _declension(f"[{_CONSONANT}]$", "ь", "m", _BY_ENDING, "ь:nomn я:gent+accs ю:datv ем:ablt е:loct"),
    _declension("[аеиоуыэюя]$", "й", "m", _BY_ENDING, "й:nomn я:gent+accs ю:datv ем:ablt е:loct"),
    # Less sure, for most that end so are men's, declined.
    _declension("[бвдзлмнпрстфаеиоу]$", "я", "", _BY_ENDING / 2, "я:nomn и:gent+datv+loct ю:accs ей:ablt"),
    _declension(f"[{_CONSONANT}]$", "а", "", _BY_ENDING / 2, "а:nomn ы:gent и:gent е:datv+loct у:accs ой:ablt ей:ablt"),
)


class Word(NamedTuple):
    """One way to read a word: its dictionary form (folded), part of speech, and grammar as OpenCorpora tags it.

    `case`, `number` ("sing", "plur") and `part` are "" where the word has none; `gender` is "m", "f", "n", "mf" or "".
    `traits` are all tags: "anim", "Name", "Surn", "Patr", "past" …; `known` tells a word of the dictionary from one that only
    looks like those there.
    """

    lemma: str
    part: str
    case: str
    number: str
    gender: str
    traits: frozenset[str]
    score: float
    known: bool


class Reading(NamedTuple):
    """One way to read a name: itself in the nominative, the case that it stands in, "m" or "f"; `score` only orders."""

    name: str
    case: str
    gender: str
    score: float


class _Part(NamedTuple):
    """One way to read one word of a name; no cases: it has the same form in each."""

    nominative: str
    cases: tuple[str, ...]
    gender: str
    score: float


def is_cyrillic(text: str) -> bool:
    """Whether most letters of a text's beginning are Cyrillic."""
    sample = text[:_SAMPLE]
    cyrillic = len(_CYRILLIC.findall(sample))
    return bool(cyrillic) and cyrillic > _CYRILLIC_SHARE * len(_LETTERS.findall(sample))


def is_russian(text: str) -> bool:
    """Whether a text is by its script Russian: most letters are Cyrillic, nearly all of them Russian, and "ы" among them."""
    if not is_cyrillic(text):
        return False
    sample = text[:_SAMPLE]
    cyrillic = len(_CYRILLIC.findall(sample))
    if len(_NOT_RUSSIAN.findall(sample)) > _FOREIGN_SHARE * cyrillic:
        return False
    return cyrillic < _LONG or _RUSSIAN_ALONE.search(sample) is not None


def lemma(word: str) -> str:
    """The dictionary form of a word, folded as `fold_word` does it: small letters, ё is е, й stays й.

    The likeliest form is taken where there are several. A word that is not Cyrillic is only folded.
    """
    readings = words(word)
    return readings[0].lemma if readings else fold_word(word)


@functools.lru_cache(maxsize=_CACHED)
def words(word: str) -> tuple[Word, ...]:
    """All ways to read a word, the likeliest first; none for what is not Cyrillic."""
    if (low := word.lower()) != word:
        return words(low)
    return tuple(map(_word, _parses(word))) if _CYRILLIC.search(word) else ()


def nominative(name: str, case: str = "", gender: str = "") -> str:
    """A person's name in any case → in the nominative, capitals kept; what is not Cyrillic comes back unchanged.

    The parts agree ("Марии Захаровой" is "Мария Захарова"); alone "Захарова" may be two people, and where `case` (one of
    `CASES`) or `gender` ("m", "f") is known, it decides between them.
    """
    found = readings(name)
    fitting = [one for one in found if case in ("", one.case) and gender in ("", one.gender)]
    return (fitting or found)[0].name if found else name


@functools.lru_cache(maxsize=_CACHED_NAMES)
def readings(name: str) -> tuple[Reading, ...]:
    """All ways to read a person's name, the likeliest first, at most one for each case and gender; none without Cyrillic."""
    pieces = _WORD.split(name)
    parts = [_parts(word) for word in _WORD.findall(name)]
    if not parts:
        return ()
    found = [one for case in CASES for gender in "mf" if (one := _agreeing(pieces, parts, case, gender))]
    return tuple(sorted(found, key=lambda one: (-one.score, one.gender != "m")))


@functools.lru_cache(maxsize=_CACHED)
def inflected(word: str, case: str, number: str, gender: str) -> str:
    """A noun, or an adjective that agrees with one, of this case, number and gender → its nominative; otherwise unchanged."""
    for parse in _parses(word) if _CYRILLIC.search(word) else ():
        read = _word(parse)
        agrees = read.case == case and read.number == number and read.gender in {gender, ""}
        if agrees and read.part in {"NOUN", "ADJF"} and (straight := parse.inflect({"nomn"})):
            return _spelt_like(straight.word, word)
    return word


def is_given_name(word: str) -> bool:
    """Whether a word is a form of a given name that the dictionary knows."""
    return any("Name" in one.traits and one.known for one in words(word))


def is_patronymic(word: str) -> bool:
    """Whether a word is a form of a patronymic; of a man's that the dictionary lacks, where it knows the father's name."""
    return any("Patr" in one.traits and (one.known or one.gender == "f" or _has_father(one.lemma)) for one in words(word))


@functools.lru_cache(maxsize=_CACHED_PARSES)
def _has_father(patronymic: str) -> bool:
    """Whether a patronymic is made of a given name that the dictionary knows: "Лыкашевич" is a family name."""
    stem = _FATHERED.sub("", patronymic)
    return any(is_given_name(stem + ending) for ending in ("", "й", "ь", "а", "я"))


def is_surname(word: str) -> bool:
    """Whether a word is, or looks like, a form of a family name."""
    return any("Surn" in one.traits for one in words(word))


def _agreeing(pieces: list[str], parts: list[tuple[_Part, ...]], case: str, gender: str) -> Reading | None:
    """The name read in one case and gender; None where no word of it speaks for them."""
    chosen = [max(_fitting(part, case, gender), key=_weight) for part in parts]
    score = math.prod(map(_weight, chosen))
    if all(one.score <= _AS_IT_IS for one in chosen):
        return None
    name = "".join(itertools.chain.from_iterable(itertools.zip_longest(pieces, (c.nominative for c in chosen), fillvalue="")))
    return Reading(name, case, gender, score)


def _weight(part: _Part) -> float:
    """How much speaks for a reading in one case; a word that has the same form in each spreads over all."""
    return part.score if part.cases else part.score / len(CASES)


def _fitting(part: tuple[_Part, ...], case: str, gender: str) -> Iterator[_Part]:
    for one in part:
        if (not one.cases or case in one.cases) and gender in (one.gender or gender):
            yield one


@functools.lru_cache(maxsize=_CACHED_NAMES)
def _parts(word: str) -> tuple[_Part, ...]:
    """All ways to read a word of a name, the last of them as it is."""
    as_it_is = _Part(word, (), "", _AS_IT_IS)
    if word.islower():  # a particle
        return (as_it_is._replace(score=1.0),)
    found = list(_declined(word))
    if _WOMANS.search(word) and {one.gender for one in found if one.score >= _GUESSED_NAME} == {"m"}:
        found.append(_Part(word, ("nomn",), "f", _GUESSED_NAME))  # "Гречишникова", of whom the dictionary has the man alone
    # "Арнольдов" is no family of Arnolds
    if not any(one.known and (_NAME_TRAITS | _PLACE_TRAITS) & one.traits and one.number != "plur" for one in words(word)):
        found += _by_ending(word)
    elif _OF_WOMAN.search(word):  # "Лориной", though Лорина is a given name
        found += [one._replace(score=_UNDECLINED) for one in _by_ending(word) if one.gender == "f"]
    if not _ADJECTIVAL.search(word.lower()) and word[-1].lower() in _CONSONANT + "йь":  # a woman's, as it is in every case
        found.append(_Part(word, (), "f", _UNDECLINED))
        if len(_VOWEL.findall(word)) == 1:  # "Ким Чен Ына"
            found.append(_Part(word, (), "m", _SYLLABLE))
    elif (ending := word[-1].lower()) in _FOREIGN and not _OBLIQUE.search(word):
        known = not _is_curious(word)  # a word of the dictionary is declined: «Лиги» is the league's
        found.append(_Part(word, (), "", _UNDECLINED if known else _FOREIGN[ending]))
    return (*found, as_it_is)


def _is_curious(word: str) -> bool:
    """Whether a word is unknown, or so rare that the dictionary prefers no reading of it, and no name: "яри" (of "ярь")."""
    found = [one for one in words(word) if one.known]
    named = any(one.traits & (_NAME_TRAITS | _PLACE_TRAITS) for one in found)
    return not found or (not named and len(found) > 1 and len({one.score for one in found}) == 1)


def _declined(word: str) -> Iterator[_Part]:
    for parse in _parses(word):
        read = _word(parse)
        trust = _trust(parse, read)
        neuter = read.part == "ADJF" and read.gender == "n" and "Geox" not in read.traits  # nobody is "Рымашевское"
        if not trust or neuter or read.number == "plur" or not read.case or not (straight := _straight(parse, read)):
            continue
        cases = () if "Fixd" in read.traits else (read.case,)
        score = max(trust * read.score, _RARE_NAME if trust == _NAMED else _RARE)
        yield _Part(_spelt_like(straight.word, word), cases, _bearer(read), score)


def _straight(parse: "Parse", read: Word) -> "Parse | None":
    """The nominative of a form; None where it has none."""
    return parse if read.case == "nomn" else parse.inflect({"nomn"})


def _bearer(read: Word) -> str:
    """Who can bear a name that is declined so: a common noun in -а serves men and women ("Дзюба")."""
    common = read.part == "NOUN" and not read.traits & _NAME_TRAITS
    return "" if common and read.gender == "f" else read.gender.replace("mf", "").replace("n", "m")


def _trust(parse: "Parse", read: Word) -> float:
    """How far a word read so is believed to be part of a name."""
    if read.part == "NOUN":
        if read.traits & _NAME_TRAITS:
            return _NAMED if parse.is_known else _GUESSED_NAME
        if read.traits & _PLACE_TRAITS and parse.is_known:
            return _GUESSED_NAME
        if "anim" in read.traits:
            return _PERSON if parse.is_known else _GUESSED_PERSON
        return _THING if parse.is_known else _GUESSED_THING
    return _ADJECTIVE if read.part == "ADJF" else 0.0


def _by_ending(word: str) -> Iterator[_Part]:
    """A family name that the dictionary does not know, read by its ending alone."""
    low = word.lower()
    for declension in _DECLENSIONS:
        for ending, cases in declension.cases.items():
            stem = low[: len(low) - len(ending)]
            if low.endswith(ending) and len(stem) > 1 and declension.stem.search(stem):
                yield _Part(_spelt_like(stem + declension.nominative, word), cases, declension.gender, declension.score)


def _spelt_like(form: str, word: str) -> str:
    """A form with the capitals of the word that it was made from, and with ё only where that has it."""
    if "ё" not in word.lower():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    shared = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(form, word.lower(), strict=False))))
    return word[: max(shared, 1)] + form[max(shared, 1) :]


def _word(parse: "Parse") -> Word:
    tag = parse.tag
    return Word(
        fold_word(parse.normal_form),
        str(tag.POS or ""),
        str(_RARE_CASES.get(tag.case, tag.case) or ""),  # pymorphy3's own text type raises where it is compared with ""
        str(tag.number or ""),
        _GENDERS.get(tag.gender, "") if "ms-f" not in tag.grammemes else "mf",
        _traits(tag.grammemes),
        parse.score,
        parse.is_known,
    )


@functools.cache
def _traits(grammemes: frozenset[str]) -> frozenset[str]:
    """The tags of a word, one object for all words that share them; there are some hundred."""
    return frozenset(map(str, grammemes))


def _parses(word: str) -> tuple["Parse", ...]:
    return _parses_of(word.lower())


@functools.lru_cache(maxsize=_CACHED_PARSES)
def _parses_of(low: str) -> tuple["Parse", ...]:
    """What the dictionary says of a word; for one that it does not know it takes a millisecond."""
    return tuple(_analyzer().parse(low))


@functools.cache
def _analyzer() -> "MorphAnalyzer":
    """The dictionary, read once, with the first Russian word, from the data that ships with pymorphy3."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 — English texts need no dictionary

    return MorphAnalyzer(lang="ru")
