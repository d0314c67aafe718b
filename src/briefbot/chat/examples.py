"""Questions that show a newcomer what can be asked: drawn from the archive at hand, each tried before it is shown."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from briefbot.archive.archive import Archive
from briefbot.language.folding import fold
from briefbot.language.languages import profile
from briefbot.language.ru.morphology import is_russian, words
from briefbot.model import Citation, Person

# People of the archive who are tried, most quoted first, before there are examples enough.
_TRIED = 15
_TOPICS = 3
# How many of a person's newest passages are looked through.
_SAMPLE = 40
# A name within a sentence: behind a word in small letters.
_PROPER = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*(?![\w’'-])")
# Endings of nouns for matters that people speak about.
_NOUN = ("tion", "sion", "ment", "ity", "ism", "ence", "ance", "ship", "taxes", "defense", "defence")
_DAYS = frozenset(names[0] for names in (*profile("en").months, *profile("en").weekdays))
_WORD = re.compile(r"[^\W\d_]{3,}")
# Shorter nouns are seldom matters that people speak about.
_SHORTEST_NOUN = 6


def examples(briefbot: Archive, language: str = "en", count: int = 3) -> tuple[str, ...]:
    """At most so many questions that the archive answers, in the language of the reader (English where it has no form).

    Each is on another person and topic; where the archive has no topics in that language, on what somebody said at all.
    """
    form = _FORMS.get(language, _ENGLISH)
    return tuple(islice(_distinct(chain(_answerable(briefbot, form), _of_anything(briefbot, form))), count))


@dataclass(frozen=True, slots=True)
class _Form:
    """How examples are worded in a language, with {name} and {topic}, and what topics words of a person offer.

    `topics` gets the words, their article's title, and the words of people's names, folded.
    """

    who: str
    what: str
    all_of: str
    names: Callable[[str], bool]
    topics: Callable[[str, str, set[str]], list[str]]


def _most_quoted(briefbot: Archive) -> list[Person]:
    return sorted(briefbot.catalogue.people, key=lambda person: (-person.passages, person.name))


def _of_anything(briefbot: Archive, form: _Form) -> Iterator[tuple[str, str]]:
    """Questions for whatever somebody said, with whom they are about."""
    for person in _most_quoted(briefbot)[:_TRIED]:
        question = form.all_of.format(name=person.name)
        citations = briefbot.ask(question, date.min)[1].citations
        if citations and citations[0].speaker == person.name:
            yield question, person.name


def _answerable(briefbot: Archive, form: _Form) -> Iterator[tuple[str, str]]:
    """Questions with their topics; one in three asks who spoke, the others what somebody said."""
    people = _most_quoted(briefbot)
    names = {part for person in people for part in _folded(person.name)}
    found = 0
    for person in [person for person in people if form.names(person.name)][:_TRIED]:
        for topic in _topics(_words_of(briefbot, form.all_of.format(name=person.name)), names, form)[:_TOPICS]:
            question = (form.who if found % 3 == 2 else form.what).format(name=person.name, topic=topic)
            answer = briefbot.ask(question, date.min)[1]
            if answer.answered and (found % 3 == 2 or answer.citations[0].speaker == person.name):
                found += 1
                yield question, topic
                break


def _words_of(briefbot: Archive, question: str) -> tuple[Citation, ...]:
    return briefbot.ask(question, date.min, k=_SAMPLE)[1].citations


def _topics(citations: tuple[Citation, ...], names: set[str], form: _Form) -> list[str]:
    """What quotations speak of, that of most articles first: proper names of no person, then nouns that titles have too."""
    articles: dict[str, set[int]] = {}
    for citation in citations:
        for topic in form.topics(citation.text, citation.document.title or "", names):
            articles.setdefault(topic, set()).add(citation.key)
    return sorted(articles, key=lambda topic: (-len(articles[topic]), topic.islower(), -len(topic), topic))


def _english_topics(text: str, title: str, names: set[str]) -> list[str]:
    proper = [name for name in _PROPER.findall(text) if not (names | _DAYS) & set(_folded(name)) and not _is_title(name)]
    titled = set(_folded(title))
    nouns = [word for word in _WORD.findall(text) if word.endswith(_NOUN) and fold(word) in titled]
    return [*proper, *nouns]


def _is_title(name: str) -> bool:
    """Whether a name is but somebody's office: the Prime Minister."""
    return all(word in profile("en").titles for word in _folded(name))


def _russian_topics(text: str, title: str, names: set[str]) -> list[str]:
    """Nouns for things, in their dictionary form, that the title has in some form."""
    titled = {one.lemma for word in _WORD.findall(title) for one in words(word)[:1]}
    likeliest = (reading[0] for word in _WORD.findall(text) if len(reading := words(word)) and fold(word) not in names)
    things = (one.lemma for one in likeliest if one.part == "NOUN" and one.known and "inan" in one.traits)
    return [lemma for lemma in things if len(lemma) >= _SHORTEST_NOUN and lemma in titled]


_ENGLISH = _Form(
    who="Who spoke about {topic}?",
    what="What did {name} say about {topic}?",
    all_of="What did {name} say?",
    names=lambda name: not is_russian(name),
    topics=_english_topics,
)
# The topic stands in its dictionary form, so that no case has to be made.
_RUSSIAN = _Form(
    who="Кто говорил на тему «{topic}»?",
    what="Что {name} говорит на тему «{topic}»?",
    all_of="Что говорит {name}?",
    names=is_russian,
    topics=_russian_topics,
)
_FORMS = {"en": _ENGLISH, "ru": _RUSSIAN}


def _folded(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _distinct(found: Iterator[tuple[str, str]]) -> Iterator[str]:
    topics: set[str] = set()
    for question, topic in found:
        if fold(topic) not in topics:
            topics.add(fold(topic))
            yield question
