"""What somebody is in charge of, and by what other title: "министр иностранных дел" is "глава МИД"."""

from collections.abc import Set as AbstractSet

from briefbot.language.ru import speech as lists
from briefbot.language.ru.callings import PROJECTS
from briefbot.language.ru.morphology import words
from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.russian.grammar import is_deputy
from briefbot.reading.quotes.russian.name_words import stem
from briefbot.reading.quotes.tokens import QUOTE, Stream

_HEADED = frozenset(lists.GROUPS) | PROJECTS | frozenset(lists.OFFICES)  # what somebody is the head or the author of
DEPUTY = "deputy"  # whatever his title: "замминистра", "замглавы"


def is_in_charge(roles: AbstractSet[str], office: str) -> bool:
    """Whether "регион", "ведомство" … can be what a person was said to be in charge of."""
    if office not in lists.OFFICES:
        return False
    return not lists.OFFICES[office] or not roles.isdisjoint(lists.OFFICES[office].split())


def is_ministry_of(word: str, own: set[str]) -> bool:
    """Whether "минприроды" is what "природных ресурсов" says at length."""
    return word.startswith("мин") and len(word) > 6 and any(one.startswith(word[3:7]) for one in own)


def is_made_of(adjective: str, own: set[str]) -> bool:
    """Whether an adjective is of a word that a role was narrowed down by: "профсоюзный" of "профсоюз"."""
    return any(len(one) > 3 and adjective != one and adjective.startswith(one.rstrip("аяоеьй")) for one in own)


def narrower(word: str) -> str:
    """A word that narrows a role down, whatever its case."""
    found = words(word.lower())
    lemma = found[0].lemma if found and found[0].known else stem(word)
    return lists.ALIASES.get(lemma, lemma)


def headed(m: Mention) -> list[str]:
    """The short names of the ministry that a minister heads: "министр иностранных дел" is "глава МИД"."""
    if "министр" not in m.titles:
        return []
    lemmas = {one.lemma for word in m.relations for one in words(word)[:1]}
    return [short for title, short in lists.MINISTRIES.items() if title in lemmas]


def headships(m: Mention) -> list[str]:
    """The other title of a minister: who is "министр обороны" is "глава" of his ministry, and the other way round."""
    if headed(m):
        return ["глава"]
    ministry = any(word.startswith("мин") or word in lists.MINISTRIES.values() for word in m.relations)
    return ["министр"] if "глава" in m.titles and ministry else []


def former_roles(stream: Stream, m: Mention) -> list[str]:
    """The roles that somebody had before ("бывший президент": "экс-президент"), and a deputy's."""
    before = (
        {one.lemma for word in stream.words[max(0, m.phrase) : m.start] for one in words(word.lower())[:1]}
        if m.phrase >= 0
        else set()
    )
    deputy = [DEPUTY] if any(is_deputy(title) for title in m.titles) else []
    return [*deputy, *(f"экс-{title}" for title in m.titles if "бывший" in before)]


def is_object(s: Stream, k: int) -> bool:
    """Whether a word that may stand in the genitive is the object of the verb behind it: "премьер обвинения отверг"."""
    behind = s.words[k + 1] if k + 1 < len(s.words) and s.sentence[k + 1] == s.sentence[k] else "."
    if behind is QUOTE:
        return False
    acts = any(one.part == "VERB" and one.number == "sing" for one in words(behind.lower())[:1]) and not behind.endswith("ся")
    things = [one for one in words(s.words[k].lower()) if one.case == "accs" and one.number == "plur"]
    return acts and any(one.lemma not in _HEADED for one in things)
