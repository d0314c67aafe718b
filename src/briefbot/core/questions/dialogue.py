"""What a question takes over from the one before it, and what not."""

import re
from dataclasses import dataclass, replace
from datetime import date

from briefbot.core.questions.model import Asked, Intent, Query
from briefbot.core.questions.reading import Reader, tidy

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
_SOMEBODY = re.compile(
    r"^(?:(?:and|but|or|what about|how about|what did|any)\s+)+(?:the\s+|any\s+|an?\s+)(?!same|other)\w+(?:\s+\w+){0,3}\s*\??$",
    re.IGNORECASE,
)


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
    return bool(_ELLIPSIS.match(words)) or points_back or bool(_THAT.search(words)) or not _content(query.topic)


def _continued(question: str, query: Query, earlier: Earlier) -> Query:
    words = tidy(question)
    before = earlier.query
    own = _content(query.topic)
    topic = before.topic if not own else own if _replaces_topic(words) else f"{own} {own} {before.topic}"
    keeps_people = (
        not query.people
        and not query.strangers
        and not query.people_by_hand
        and not _SOMEBODY.match(words)
        and not _ELSE.search(words)
    )
    same_time = query.since is None and query.until is None
    return replace(
        query,
        topic=topic,
        intent=before.intent if query.intent is Intent.ANYTHING else query.intent,
        people=before.people if keeps_people else query.people,
        choices=before.choices if keeps_people else query.choices,
        sources=before.sources if query.sources is None else query.sources,
        since=before.since if same_time else query.since,
        until=before.until if same_time else query.until,
        follows_up=True,
        documents=earlier.documents,
    )


def _names_its_own(query: Query) -> bool:
    """A pronoun in a question that names a person and a topic mostly points at that person."""
    return bool(query.people) and len(query.topic.split()) > 3


def _replaces_topic(words: str) -> bool:
    """ "And about Syria?" asks the same of another topic."""
    return re.match(r"^(?:and\s+|but\s+|so\s+)?(?:(?:what|how) )?about\b|^and on\b", words, re.IGNORECASE) is not None


def _content(topic: str) -> str:
    """The words of a topic without those that only join it to the question before."""
    rest = _OPENING.sub("", topic)
    kept = [word for word in rest.split() if re.sub(r"\W", "", word).casefold() not in _EMPTY]
    return " ".join(kept)


_EMPTY = frozenset(
    "he she him her his hers they them their theirs it its that this those these there then else also too same one other "
    "the a an to of on in about at for from by with and or but did do does was were is are has have had any anybody anyone "
    "anything no yes be been not".split()
) | {""}  # fmt: skip
