"""Questions that show a newcomer what can be asked: drawn from the archive at hand, each tried before it is shown."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from briefbot.app.archive import Briefbot
from briefbot.core.model import Citation
from briefbot.core.text import fold

# People of the archive who are tried, most quoted first, before there are examples enough.
_TRIED = 15
_TOPICS = 3
# How many of a person's newest passages are looked through.
_SAMPLE = 40
# A name within a sentence: behind a word in small letters.
_PROPER = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*(?![\w’'-])")
# Endings of nouns for matters that people speak about.
_NOUN = ("tion", "sion", "ment", "ity", "ism", "ence", "ance", "ship", "taxes", "defense", "defence")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def examples(briefbot: Briefbot, count: int = 3) -> tuple[str, ...]:
    """At most so many questions that the archive answers, each on another person and topic."""
    return tuple(islice(_distinct(_answerable(briefbot)), count))


def _answerable(briefbot: Briefbot) -> Iterator[tuple[str, str]]:
    """Questions with their topics; one in three asks who spoke, the others what somebody said."""
    people = sorted(briefbot.catalogue.people, key=lambda person: (-person.passages, person.name))
    names = {part for person in people for part in _folded(person.name)}
    found = 0
    for person in people[:_TRIED]:
        form = "Who spoke about {topic}?" if found % 3 == 2 else "What did {name} say about {topic}?"
        for topic in _topics(_words_of(briefbot, person.name), names)[:_TOPICS]:
            question = form.format(name=person.name, topic=topic)
            answer = briefbot.ask(question, date.min)[1]
            if answer.answered and (found % 3 == 2 or answer.citations[0].speaker == person.name):
                found += 1
                yield question, topic
                break


def _words_of(briefbot: Briefbot, name: str) -> tuple[Citation, ...]:
    return briefbot.ask(f"What did {name} say?", date.min, k=_SAMPLE)[1].citations


def _topics(citations: tuple[Citation, ...], names: set[str]) -> list[str]:
    """What quotations speak of, that of most articles first: proper names of no person, then nouns that titles have too."""
    articles: dict[str, set[int]] = {}
    for citation in citations:
        title = set(_folded(citation.document.title or ""))
        proper = [name for name in _PROPER.findall(citation.text) if not (names | _DAYS) & set(_folded(name))]
        nouns = [word for word in _WORD.findall(citation.text) if word.endswith(_NOUN) and fold(word) in title]
        for topic in (*proper, *nouns):
            articles.setdefault(topic, set()).add(citation.key)
    return sorted(articles, key=lambda topic: (-len(articles[topic]), topic.islower(), -len(topic), topic))


def _folded(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _distinct(found: Iterator[tuple[str, str]]) -> Iterator[str]:
    topics: set[str] = set()
    for question, topic in found:
        if fold(topic) not in topics:
            topics.add(fold(topic))
            yield question
