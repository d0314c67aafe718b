"""A question in somebody's own words → a Query: who, when, where from, and what about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefbot.answering.questions.courtesies import is_courtesy
from briefbot.answering.questions.dates import When, find_dates, parse_day
from briefbot.answering.questions.language import Language
from briefbot.answering.questions.languages import language_of
from briefbot.answering.questions.mentions import can_be_called
from briefbot.answering.questions.model import Asked, Intent, Order, Query
from briefbot.answering.questions.names import Named, NameFinder
from briefbot.answering.questions.offices import holder
from briefbot.answering.questions.operators import read_operators
from briefbot.answering.questions.publishers import PublisherFound, find_publishers, is_publisher
from briefbot.language.lexicon import PERSON, lexicon
from briefbot.language.name_words import name_words, title_before
from briefbot.language.transliteration import same_name
from briefbot.model import Catalogue, Person, Span

# A longer question is cut: what a person asks is in its first sentences, and ranking takes time for every word.
LONGEST_QUESTION = 1_000

# Somebody quoted so many times as often as the next one of that name is meant without being asked for by given name.
_DOMINANT = 4

_BY_HAND = re.compile(
    r"(?<!\S)(?P<what>from|source|speaker|by|since|until):(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>\S+))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions to one archive: what it holds, and an index of its people."""

    catalogue: Catalogue
    names: NameFinder
    by_name: Mapping[str, Person]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Reader":
        """A reader for this archive."""
        by_name = {name: person for person in catalogue.people for name in person.names}
        return cls(catalogue, NameFinder(catalogue.people), by_name)

    def person(self, name: str | None) -> str | None:
        """The fullest name in the archive of somebody whom an article calls this."""
        person = self.by_name.get(name) if name else None
        return person.name if person else name

    def names_of(self, people: Iterable[str]) -> frozenset[str]:
        """All that articles call these people."""
        wanted = set(people)
        return frozenset(name for name, person in self.by_name.items() if person.name in wanted)

    def read(self, question: str, today: date, asked: Asked = Asked()) -> Query:  # noqa: B008 (frozen)
        """What this question means by itself; `asked` holds the limits set by hand."""
        if is_courtesy(question):
            return Query(question.strip(), "", courtesy=True)
        words = tidy(question)
        language = language_of(words)
        operators = read_operators(words, language.exception)
        order, words = _order(operators.rest, language)
        found = _Found.of(self, words, today)
        people = self._asked_for(found.speakers(words), asked)
        stranger = None if people else _stranger(words, found) or self._unborne(words, found)
        called = None if people or stranger else _called(words, found) or self._heading(words, found)
        unknown = stranger.of(words) if stranger else called
        topic = _topic(words, found, people, stranger)
        in_office = self._in_office(words, found, people)
        query = Query(
            question=question.strip(),
            topic=topic,
            own_topic=topic,
            subject=topic,
            mentioned=_distinct(person.name for name in (*people, *found.people) for person in _meant(name)),
            intent=Intent.WORDS if (people or in_office) and found.intent is Intent.ANYTHING else found.intent,
            people=in_office or _distinct(person.name for name in people for person in _meant(name)),
            strangers=(stranger.of(words),) if stranger else (),
            called=called,
            choices=self.names.like(unknown, language.name_forms) if unknown else _choices(people),
            sources=tuple(p.name for p in found.sources) or None,
            strange_source=_strange_source(words, found),
            since=found.when.since,
            until=found.when.until,
            order=order,
            objects=_objects(words, found) if not people else (),
            beside=_beside(words, people, found),
            taken=tuple((name.place.of(words), _meant(name)[0].name) for name in people if name.misspelt),
            phrases=operators.phrases,
            excluded=operators.excluded,
            alternatives=operators.alternatives,
            why=language.why.search(words) is not None,
        )
        return self._limited(query, asked)

    def _asked_for(self, people: Sequence[Named], asked: Asked) -> Sequence[Named]:
        """Those whom a question names as speakers; where a speaker was set by hand, another name is what it is about."""
        if not asked.speaker:
            return people
        by_hand = self.people_called(asked.speaker)
        return [name for name in people if any(person.name in by_hand for person in name.people)]

    def _unborne(self, words: str, found: "_Found") -> Span | None:
        """Where a name that nobody bears stands for a speaker: "ann moy on skin", of somebody else's family."""
        place = self.names.unborne(words) if found.asks_for_somebody(words) else None
        if place is None:
            return None
        heads = place.start == 0 and found.language.heads.match(words, place.end) is not None
        return place if heads or found.language.subject.search(words[: place.start]) else None

    def _heading(self, words: str, found: "_Found") -> str | None:
        """The unknown name that a question like a heading begins with ("Orlov on the strike").

        What may be a plural is one only where somebody is called nearly so. Its capital says nothing, as any question has one.
        """
        match = found.language.heading.match(words)
        if not match or found.people or not can_be_called("", match["name"].lower()):
            return None
        is_name = not match["name"].endswith("s") or self.names.like(match["name"], found.language.name_forms)
        return match["name"] if is_name else None

    def _in_office(self, words: str, found: "_Found", people: Sequence[Named]) -> tuple[str, ...]:
        """Whoever held the office that is asked for ("the president"), in the days that the question is about."""
        if people or not found.asks_for_somebody(words):
            return ()
        name = holder(words, self.catalogue.offices, found.when.since, found.when.until)
        person = self.person(name)
        return (person,) if person else ()

    def _limited(self, query: Query, asked: Asked) -> Query:
        """The query with the limits that a person set by hand in place of those read from the words."""
        if asked.since or asked.until:
            query = replace(query, since=asked.since, until=asked.until)
        if asked.timeline:
            query = replace(query, order=Order.TIMELINE)
        if asked.source:
            fitting = tuple(p.name for p in self.catalogue.publishers if p.name and is_publisher(asked.source, p.name))
            query = replace(query, sources=fitting, strange_source=None if fitting else asked.source)
        if asked.speaker:
            query = replace(
                query, people=self.people_called(asked.speaker), people_by_hand=True, strangers=(), choices=(), beside=()
            )
            if not query.people:
                query = replace(
                    query,
                    strangers=(asked.speaker,),
                    choices=self.names.like(asked.speaker, language_of(asked.speaker).name_forms),
                )
        return query

    def people_called(self, typed: str) -> tuple[str, ...]:
        """The people of the archive whom somebody may mean who types this name."""
        named = [
            name
            for name in self.names.find(typed.title() if typed.islower() else typed, language_of(typed).name_forms)
            if name.place.end == len(typed.rstrip())
        ]
        return _distinct(person.name for name in named for person in name.people)


def tidy(question: str) -> str:
    """The question without control characters, doubled space and polite padding, cut to a length that can be ranked."""
    plain = "".join(c if c.isprintable() else " " for c in question[:LONGEST_QUESTION])
    spaced = " ".join(plain.split())
    language = language_of(spaced)
    stripped = language.courtesy_behind.sub("", language.padding.sub("", spaced))
    return stripped or spaced


def _order(words: str, language: Language) -> tuple[Order, str]:
    """Whether the newest or the oldest is wanted first, or a timeline, and the words without what says so.

    "How long did it last?" wants neither.
    """
    if language.counted.search(words):
        return Order.BEST, words
    asking = ((Order.TIMELINE, language.timeline), (Order.NEWEST, language.newest), (Order.OLDEST, language.oldest))
    for order, pattern in asking:
        if pattern.search(words):
            return order, " ".join(pattern.sub(" ", words).split())
    return Order.BEST, words


def read_limits(line: str, today: date) -> tuple[str, Asked, list[str]]:
    """Take the limits in "from:Politico since:2016-09 …" out of a line: the rest, the limits, and what could not be read."""
    asked, wrong = Asked(), []
    for match in _BY_HAND.finditer(line):
        what, value = match["what"].lower(), match["quoted"] if match["quoted"] is not None else match["bare"]
        if what in ("from", "source"):
            asked = replace(asked, source=value)
        elif what in ("speaker", "by"):
            asked = replace(asked, speaker=value)
        elif (day := parse_day(value, today, end=what == "until")) is None:
            wrong.append(match.group())
        else:
            asked = replace(asked, since=day) if what == "since" else replace(asked, until=day)
    return " ".join(_BY_HAND.sub(" ", line).split()), asked, wrong


@dataclass(frozen=True, slots=True)
class _Found:
    """What was recognised in a question, each with its place in it."""

    language: Language
    intent: Intent
    when: When
    publishers: list[PublisherFound]
    people: list[Named]

    @classmethod
    def of(cls, reader: Reader, words: str, today: date) -> "_Found":
        language = language_of(words)
        publishers = find_publishers(words, [p.name for p in reader.catalogue.publishers if p.name])
        when = find_dates(_blanked(words, [p.place for p in publishers]), today, reader.catalogue.last)  # "USA Today" is no day
        taken = [*when.places, *(p.place for p in publishers if p.is_source)]
        people = [
            name
            for name in reader.names.find(words, language.name_forms)
            if not any(name.place.overlaps(place) for place in taken)
        ]
        return cls(language, _intent(words, language), when, publishers, people)

    def asks_for_somebody(self, words: str) -> bool:
        """Whether the question can ask for the words of somebody whom it names."""
        by_date = self.intent is Intent.WHEN and not self.language.words.search(words)
        return self.intent is not Intent.WHO and not by_date and not self.language.counted.search(words)

    def speakers(self, words: str) -> list[Named]:
        """The names of those whose words are asked for."""
        if not self.asks_for_somebody(words):
            return []
        asked = self.language.asked_for(words, self.people)
        if self.sources and self.language.subject.search(
            words[: self.sources[0].place.start]
        ):  # the paper tells it, whoever says it
            asked = [name for name in asked if name.possessed is not None]
        return asked

    @property
    def sources(self) -> list[PublisherFound]:
        return [publisher for publisher in self.publishers if publisher.is_source]


def _intent(words: str, language: Language) -> Intent:
    if language.when.match(words):
        return Intent.WHEN
    if language.who.match(words):
        return Intent.WHO
    return Intent.WORDS if language.words.search(words) else Intent.ANYTHING


def _objects(words: str, found: _Found) -> tuple[str, ...]:
    """Those whose own words are not asked for: X in "who endorsed X?", and in "what did X's wife say?"."""
    match = found.language.done_to.match(words)
    done_to = [name for name in found.people if match and name.place.start >= match.end() and name.possessed is None]
    bits = lexicon("en").bits
    relatives = [name for name in found.people if name.possessed and bits.get(name.possessed, 0) & PERSON]
    named = (*done_to[:1], *(relatives if found.asks_for_somebody(words) else ()))
    return _distinct(person.name for name in named for person in _meant(name))


def _topic(words: str, found: _Found, people: Sequence[Named], stranger: Span | None) -> str:
    """The words to rank by: all but the frame, dates, papers, and the name of the speaker, whom a quotation seldom names."""
    places = [*found.when.places, *(p.place for p in found.sources), *(found.language.named(words, name) for name in people)]
    places += [title for name in people if (title := title_before(words, name.place))]
    places += [stranger] if stranger else []
    rest = _without(words, places)
    kept = [word for word in rest.split() if found.language.key(re.sub(r"[^\w-]+", "", word)) not in found.language.frame]
    return " ".join(kept)


def _without(words: str, places: Sequence[Span]) -> str:
    kept, at = [], 0
    for place in sorted(places):
        kept.append(words[at : max(place.start, at)])
        at = max(at, place.end)
    return " ".join([*kept, words[at:]])


def _blanked(words: str, places: Sequence[Span]) -> str:
    """The question with these places emptied, every other word where it was."""
    for place in places:
        words = words[: place.start] + "_" * len(place) + words[place.end :]
    return words


def _stranger(words: str, found: _Found) -> Span | None:
    """Where somebody is named whose words are asked for and whom nobody in the archive is called like."""
    if not found.asks_for_somebody(words):
        return None
    match = found.language.stranger.search(words)
    if not match or not found.language.is_name(match["name"]):
        return None
    place = Span(*match.span("name"))
    known = [*(n.place for n in found.people), *(p.place for p in found.publishers), *found.when.places]
    return None if any(place.overlaps(other) for other in known) else place


def _called(words: str, found: _Found) -> str | None:
    """A name in the speaker's place that nobody in the archive bears; other texts of it may have the word."""
    if not found.asks_for_somebody(words):
        return None
    known = [*(n.place for n in found.people), *(p.place for p in found.publishers), *found.when.places]
    for match in (match for pattern in found.language.called for match in pattern.finditer(words)):
        place = Span(*match.span("name"))
        if can_be_called(match["before"], match["name"]) and not any(place.overlaps(other) for other in known):
            return match["name"]
    return None


def _beside(words: str, people: Sequence[Named], found: _Found) -> tuple[tuple[str, ...], ...]:
    """All whose words are asked for together, with a name beside theirs that nobody bears; none where it is one."""
    asked = [tuple(person.name for person in _meant(name)) for name in people]
    if people:
        known = [name.place for name in found.people]
        ends = people[0].place.start, people[-1].place.end
        around = found.language.before.search(words[: ends[0]]), found.language.behind.match(words, ends[1])
        named = [Span(*match.span("name")) for match in around if match]
        asked += [(place.of(words),) for place in named if not any(place.overlaps(other) for other in known)]
    return tuple(asked) if len(asked) > 1 else ()


def _strange_source(words: str, found: _Found) -> str | None:
    """A paper in quotation marks that the question asks to hear from, and that the archive lacks."""
    match = found.language.paper.search(words) if found.language.paper and not found.publishers else None
    return match["name"] if match else None


def _meant(name: Named) -> Sequence[Person]:
    """Whom a name means: the one who is quoted far more than the others that bear it, else all of them.

    Somebody known by the family name alone may be any of them, and comes along.
    """
    full = [person for person in name.people if len(name_words(person.name)) > 1]
    others = [person for person in full[1:] if not same_name(full[0].name, person.name)]
    if not name.whole and others and full[0].passages >= _DOMINANT * others[0].passages:
        return [person for person in name.people if person not in others]
    return name.people


def _choices(people: Sequence[Named]) -> tuple[str, ...]:
    """People of one family name, where the question gave no more of it and none is quoted far more than the others.

    One who is named in two scripts is one.
    """
    for name in people:
        full: list[str] = []
        for person in _meant(name):
            if len(name_words(person.name)) > 1 and not any(same_name(other, person.name) for other in full):
                full.append(person.name)
        if not name.whole and len(full) > 1:
            return tuple(full)
    return ()


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
