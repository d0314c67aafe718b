"""What a question takes over from the one before it, and what not."""

import re
from dataclasses import dataclass, replace
from datetime import date

from briefbot.core.questions.model import Asked, Intent, Query
from briefbot.core.questions.reading import Reader, tidy
from briefbot.core.quotes.lexicon import GROUP, ORGANIZATION, PERSON, PLURAL, given_names, lexicon
from briefbot.core.text import fold

_ELLIPSIS = re.compile(
    r"^(?:and|but|or|also|as|any|anything|anybody|anyone|what about|how about|what else|who else|where else|then)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:and|but|or|also|what|how|about|on|then|so)\b[\s,]*)+", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|it|its)\b", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?:to|about|on|of|after|was|is|by|against|with|for) (?:that|this|those|these)\b(?!\s+\w+ing)|\b(?:that|this)\s*\?*$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\b(?:who|anybody|anyone|somebody|someone) else\b", re.IGNORECASE)
# "and the company?", "what about the London mayor?": somebody is meant, so the earlier speaker is not.
_SPEAKS = PERSON | PLURAL | GROUP | ORGANIZATION
_THE_X = re.compile(
    r"^(?:(?:and|but|or|what about|how about|what did|any)\s+)+(?:the\s+|any\s+|an?\s+)(?!same|other)\w+(?:\s+\w+){0,3}\s*\??$",
    re.IGNORECASE,
)


# "And about Syria?" asks the same of another topic.
_REPLACES_TOPIC = re.compile(r"^(?:and\s+|but\s+|so\s+)?(?:(?:what|how) )?about\b|^and on\b", re.IGNORECASE)
# "What did she say in May?" with a name in it wants whatever she said, not what was asked about before.
_ASKS_FOR_ALL = re.compile(r"^(?:what|which|all|everything|anything)\b", re.IGNORECASE)
# Somebody who is named where the speaker stands, and whom the archive does not know as one, is not the earlier speaker.
_ANOTHER = re.compile(
    r"\b(?:did|does|has|would|will)\s+(?!I\b)[A-Z][\w’'-]+\s+(?:\w+ly\s+)?(?:say|think|tell|answer|reply|respond|react|comment|mean|want)"
)
_ANY = re.compile(r"^(?:and\s+|or\s+|what about\s+)?any\b", re.IGNORECASE)
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a follow-up may lean on: the last question, the documents that its answer showed, and who was spoken of."""

    query: Query
    documents: tuple[int, ...] = ()


def read_in_dialogue(reader: Reader, question: str, today: date, asked: Asked, earlier: Earlier | None) -> Query:
    """What a question means after an earlier one; a fresh question inherits nothing."""
    query = reader.read(question, today, asked)
    if earlier is None or not leans_on_earlier(question, query):
        return query
    return _continued(question, query, earlier)


def leans_on_earlier(question: str, query: Query) -> bool:
    """Whether a question needs the one before it to be understood."""
    words = tidy(question)
    points_back = bool(_THAT.search(words) or _PRONOUN.search(words)) and not _names_its_own(query)
    if _ELLIPSIS.match(words) or points_back or _THAT.search(words):
        return True
    return not _content(query.topic) and not (query.people and _ASKS_FOR_ALL.match(words))


def _continued(question: str, query: Query, earlier: Earlier) -> Query:
    words = tidy(question)
    before = earlier.query
    own = _content(query.own_topic)
    people = _people(words, query, before)
    same_time = query.since is None and query.until is None
    return replace(
        query,
        topic=_topic(words, own, before),
        own_topic=own or before.own_topic,
        mentioned=tuple(dict.fromkeys((*people, *query.mentioned, *before.mentioned))),
        intent=before.intent
        if query.intent is Intent.ANYTHING or (not own and query.intent is not Intent.WHO)
        else query.intent,
        people=people,
        choices=before.choices if people == before.people else query.choices,
        sources=before.sources if query.sources is None else query.sources,
        since=before.since if same_time else query.since,
        until=before.until if same_time else query.until,
        follows_up=True,
        documents=earlier.documents,
    )


def _topic(words: str, own: str, before: Query) -> str:
    """What a follow-up is about: what the question before was about too, its own words counting twice."""
    if not own:
        return before.topic
    if _REPLACES_TOPIC.search(words) and not _means_somebody(words):
        return own
    return f"{own} {own} {before.own_topic}"


def _people(words: str, query: Query, before: Query) -> tuple[str, ...]:
    """Whose words a follow-up asks for: those it names, those a pronoun points at, or the same as before."""
    if query.people_by_hand or query.strangers:
        return query.people
    if _ANY.match(words):
        return ()
    if query.people:
        return query.people
    if query.intent is Intent.WHO or _means_somebody(words) or _ELSE.search(words) or _ANOTHER.search(words):
        return ()
    pronoun = _HE_OR_SHE.search(words)
    if pronoun:
        wanted = "f" if pronoun[0].lower() == "she" else "m"
        by_gender = {gender: [person for person in before.mentioned if _gender(person) == gender] for gender in (wanted, "")}
        return tuple((by_gender[wanted] or by_gender[""])[:1]) or before.people
    return before.people


def _means_somebody(words: str) -> bool:
    """Whether a follow-up of a few words names an office or a body: "and the company?"."""
    bits = lexicon("en").bits
    return _THE_X.match(words) is not None and any(bits.get(fold(word.strip("?")), 0) & _SPEAKS for word in words.split()[1:])


def _gender(person: str) -> str:
    """What the given name tells: "m", "f", or "" where it does not."""
    gender = given_names().get(fold(person.split(" ", 1)[0]), "")
    return gender if gender in ("m", "f") else ""


def _names_its_own(query: Query) -> bool:
    """A pronoun in a question that names a person and a topic mostly points at that person."""
    return bool(query.people) and len(query.topic.split()) > 3


def _content(topic: str) -> str:
    """The words of a topic without those that only join it to the question before."""
    rest = _OPENING.sub("", topic)
    kept = [word for word in rest.split() if re.sub(r"\W", "", word).casefold() not in _EMPTY]
    return " ".join(kept)


_EMPTY = frozenset(
    "a about also an and any anybody anyone anything are at be been but by did do does else for from had has have he her "
    "hers him his in is it its no not of on one or other same she that the their theirs them then there these they this "
    "those to too was were with yes".split()
) | {""}  # fmt: skip
