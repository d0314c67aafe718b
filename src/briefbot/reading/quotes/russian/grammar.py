"""What a Russian word can be in a sentence: the dictionary's readings, and the bits of the lexicon that they make."""

import functools
import re

from briefbot.language.folding import fold_word
from briefbot.language.lexicon import (  # fmt: skip
    CALLING,
    DETERMINER,
    FUNCTION,
    GROUP,
    OPENER,
    ORGANIZATION,
    PAPER,
    PERSON,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    SAYING,
    TRANSPARENT,
    Lexicon,
)
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import CASES, Word, words

_CACHED = 1 << 13
_SAYING = frozenset(lists.SAYING + lists.SPEAKING + lists.SURE)
_SURE = frozenset(lists.SURE)
_CALLING = frozenset(lists.CALLING)
_STANDING = frozenset(lists.STANDING)
_GROUPS = frozenset(lists.GROUPS)
_PAPERS = frozenset(lists.PAPERS)
_SOURCES = frozenset(lists.SOURCES + lists.PEOPLE)
_ACCORDING = frozenset(lists.ACCORDING)
_CONJUNCTIONS = frozenset(lists.CONJUNCTIONS)
_PREPOSITIONS = {word: tuple(cases.split()) for word, cases in lists.PREPOSITIONS.items()}
_NAME_TRAITS = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
_POSSESSIVES = frozenset(("его", "ее", "её", "их"))  # pronouns too, though the dictionary thinks it unlikely
_SUBSTANTIVES = frozenset(lists.SUBSTANTIVES)
_DEPUTY = re.compile("(?:зам|пом)(?=.{4})")
_LEAST = 0.04  # the score below which a reading is a curiosity
_LIKELY = 0.15  # "уже" is hardly a snake
_SURE_NAME = 0.5


@functools.lru_cache(maxsize=_CACHED)
def senses(word: str) -> tuple[Word, ...]:
    """The readings of a word that are worth a thought, likeliest first."""
    found = words(word)
    return tuple(one for one in found if one.score >= _LEAST) or found[:1]


@functools.lru_cache(maxsize=_CACHED)
def is_deputy(word: str) -> bool:
    """Whether a word is a deputy's title: his chief's in the genitive, in whatever case he stands himself ("замминистра")."""
    prefix = _DEPUTY.match(word)
    chief = words(word[prefix.end() :]) if prefix else ()
    return any(one.known and one.case == "gent" and "anim" in one.traits for one in chief)


@functools.lru_cache(maxsize=_CACHED)
def nouns(word: str) -> tuple[Word, ...]:
    """Its readings as a common noun; names and places are none."""
    if is_deputy(word):
        return tuple(Word(fold_word(word), "NOUN", case, "sing", "mf", frozenset(("anim",)), 1.0, known=True) for case in CASES)
    found = senses(word)
    if callings := tuple(one for one in found if _is_calling_of(one, word)):  # "ведущая шоу"
        lemma = next((whole for stem, whole in lists.PARTICIPLES.items() if fold_word(word).startswith(stem)), "")
        return tuple(one._replace(part="NOUN", traits=one.traits | {"anim"}, lemma=lemma or one.lemma) for one in callings)
    return tuple(one for one in found if one.part == "NOUN" and not one.traits & _NAME_TRAITS)


def _is_calling_of(one: Word, word: str) -> bool:
    """Whether a reading is an adjective or participle that may stand for somebody's calling, or the noun of it."""
    if one.part == "PRTF":
        return fold_word(word).startswith(tuple(lists.PARTICIPLES))
    return one.lemma in _SUBSTANTIVES and one.part in {"ADJF", "NOUN"}


@functools.lru_cache(maxsize=_CACHED)
def adjectives(word: str) -> tuple[Word, ...]:
    """Its readings as a full adjective or participle, or a pronoun or number used as one."""
    return tuple(one for one in senses(word) if one.part in {"ADJF", "PRTF"})


@functools.lru_cache(maxsize=_CACHED)
def verbs(word: str) -> tuple[Word, ...]:
    """Its readings as something that says or does: finite verbs, gerunds, short participles and adjectives."""
    return tuple(one for one in senses(word) if one.part in {"VERB", "GRND", "PRTS", "ADJS"})


def cases(found: tuple[Word, ...], number: str = "") -> frozenset[str]:
    """The cases that some readings stand in; all of them where a word has the same form in each."""
    fitting = [one for one in found if number in ("", one.number or number)]
    if any("Fixd" in one.traits for one in fitting):
        return frozenset(CASES)
    return frozenset(one.case for one in fitting if one.case)


def agreement(modifiers: tuple[Word, ...], heads: tuple[Word, ...]) -> frozenset[str]:
    """The cases in which an adjective agrees with a noun, in number and gender too."""
    return frozenset(
        one.case
        for one in modifiers
        for head in heads
        if (one.case, one.number) == (head.case, head.number) and (not one.gender or one.gender in head.gender)
    )


def governed(word: str) -> tuple[str, ...]:
    """The cases that a preposition asks for; none for what is no preposition."""
    return _PREPOSITIONS.get(word, ())


def is_according(word: str) -> bool:
    """Whether a word is a form of "слова", "мнение" … that "по" makes a sign of who said something."""
    return any(one.lemma in _ACCORDING and one.case == "datv" for one in nouns(word))


def saying(word: str) -> Word | None:
    """The reading of a word as a verb of saying, calling or standing written, None where it is none."""
    found = verbs(word)
    # "Уверен" is hardly of "уверить"; of "убеждена" the dictionary knows no other than "убедить".
    sure = next((one for one in found if one.part == "ADJS" and one.lemma in _SURE), None) or _convinced(found)
    return sure or next((one for one in found if one.lemma in _SAYING | _CALLING | _STANDING and one.part != "ADJS"), None)


def _convinced(found: tuple[Word, ...]) -> Word | None:
    """The short participle of "убедить", as the adjective that it is beside whoever says something."""
    return next((one._replace(part="ADJS", lemma="убежденный") for one in found if _is_convinced(one)), None)


def _is_convinced(one: Word) -> bool:
    return one.part == "PRTS" and one.lemma == "убедить"


def is_calling(lemma: str) -> bool:
    """Whether a verb introduces a fragment rather than whole words."""
    return lemma in _CALLING


def is_standing(verb: Word) -> bool:
    """Whether a verb says that words stand in a document: "говорится", "сказано"."""
    return verb.lemma in _STANDING and (verb.part == "PRTS" or verb.lemma.endswith("ся"))


@functools.lru_cache(maxsize=_CACHED)
def is_common(word: str) -> bool:
    """Whether a word is in the dictionary as an ordinary one, and not above all as a name."""
    found = words(word)
    named = sum(one.score for one in found if one.traits & _NAME_TRAITS)
    if "-" in word and found and not found[0].known:  # "эксперт-бухгалтер"
        return all(part and is_common(part) for part in word.split("-"))
    return bool(found) and named < _SURE_NAME and (found[0].known or is_deputy(word))


@functools.lru_cache(maxsize=_CACHED)
def bits(word: str) -> int:
    """What a word can be, as the bits of `lexicon`; 0 for what is not Russian."""
    found = PERSON if is_deputy(word) else 0
    read = senses(word)
    likely = min(_LIKELY, read[0].score) if read else _LIKELY  # "швед" has a dozen readings, each of them unlikely
    for one in read:
        found |= _bits(one, likely) if not _is_calling_of(one, word) else PLURAL if one.number == "plur" else PERSON
    if word in _PREPOSITIONS:
        found |= PREPOSITION | FUNCTION
    if word in _POSSESSIVES:
        found |= PRONOUN
    if word in _CONJUNCTIONS:
        found |= OPENER | FUNCTION
    return found


def _bits(one: Word, likely: float) -> int:
    if one.part == "NOUN":
        return _noun_bits(one) if one.score >= likely else 0
    if one.part in {"VERB", "GRND", "PRTS", "ADJS"}:
        if one.lemma in _CALLING:
            return CALLING
        return SAYING if one.lemma in _SAYING | _STANDING or _is_convinced(one) else 0
    if one.part == "NPRO":
        return PRONOUN | FUNCTION if one.lemma in lists.PRONOUNS else FUNCTION
    if one.part in {"ADVB", "PRCL"}:
        return TRANSPARENT | FUNCTION
    return DETERMINER if "Apro" in one.traits else 0


def _noun_bits(one: Word) -> int:
    if one.lemma in _GROUPS:
        return GROUP | ORGANIZATION
    if one.lemma in _PAPERS:
        return PAPER
    if ("anim" in one.traits and not one.traits & _NAME_TRAITS) or one.lemma in _SOURCES:
        return PLURAL if one.number == "plur" else PERSON
    return 0


class _Bits(dict[str, int]):
    """`bits` of every word there is, as the table that a lexicon is; it is asked by `get` alone."""

    def get(self, word: str, default: int = 0) -> int:  # type: ignore[override]  # there is an answer for every word
        """The bits; `default` is never needed."""
        return bits(word) or default


@functools.cache
def lexicon() -> Lexicon:
    """The Russian lexicon, which asks the dictionary instead of holding forms."""
    return Lexicon(
        bits=_Bits(), lemma={}, pronouns=lists.PRONOUNS, titles={}, title_parts=frozenset(), regnal=frozenset(lists.REGNAL),
        persons={}, generations=frozenset(("младший", "старший")),
        reporting=frozenset(lists.SAYING + lists.SURE + lists.CALLING + lists.STANDING + ["according"]),
    )  # fmt: skip
