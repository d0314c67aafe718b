"""What a question takes over from the one before it, and what not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefbot.answering.questions.language import FollowUps
from briefbot.answering.questions.languages import language_of
from briefbot.answering.questions.model import Asked, Intent, Query
from briefbot.answering.questions.reading import Reader, tidy
from briefbot.language.folding import fold
from briefbot.language.lexicon import given_names
from briefbot.language.ru.morphology import is_given_name, is_russian, readings
from briefbot.model import Answer


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a follow-up may lean on: the last question, the documents that its answer showed, and who was spoken of."""

    query: Query
    documents: tuple[int, ...] = ()
    shown: tuple[tuple[int, int], ...] = ()


def earlier_of(query: Query, answer: Answer) -> Earlier:
    """What the next question may lean on."""
    shown = tuple(citation.place for citation in answer.citations)
    return Earlier(query, tuple(dict.fromkeys(key for key, _ in shown)), shown)


def read_in_dialogue(reader: Reader, question: str, today: date, asked: Asked, earlier: Earlier | None) -> Query:
    """What a question means after an earlier one; a fresh question inherits nothing."""
    query = reader.read(question, today, asked)
    if earlier is None or query.courtesy:
        return query
    query = _what_about(reader, question, query)
    if not leans_on_earlier(question, query):
        return query
    return _continued(question, query, earlier)


def _what_about(reader: Reader, question: str, query: Query) -> Query:
    """The same, where it only names somebody ("what about Solberg?"): it is theirs that is asked for."""
    words = tidy(question)
    ways = language_of(words).follow_ups
    match = None if _means_somebody(words, ways) else ways.about.match(words)
    people = reader.people_called(match["name"]) if match else ()
    if not people or query.people_by_hand:
        return query
    return replace(query, people=people, mentioned=people, topic="", own_topic="", strangers=())


def leans_on_earlier(question: str, query: Query) -> bool:
    """Whether a question needs the one before it to be understood."""
    words = tidy(question)
    ways = language_of(words).follow_ups
    points = ways.pointing.search(words) is not None
    points_back = (points or ways.pronoun.search(words) is not None) and not _names_its_own(query)
    if ways.ellipsis.match(words) or points_back or points:
        return True
    return not _content(query.topic, ways) and not (query.people and ways.asks_for_all.match(words))


def _continued(question: str, query: Query, earlier: Earlier) -> Query:
    words = tidy(question)
    ways = language_of(words).follow_ups
    before = earlier.query
    anybody = ways.anybody.match(words) is not None  # "any Republicans?" names nobody, and is about them
    own = _content(_without_times(words if anybody else query.own_topic, ways), ways)
    people = _people(_without_times(words, ways), query, before, ways)
    since, until = _days(words, query, before, ways)
    return replace(
        query,
        topic=_topic(words, own, before, ways),
        own_topic=own or before.own_topic,
        subject=_subject(words, own, before, ways),
        mentioned=tuple(dict.fromkeys((*people, *query.mentioned, *before.mentioned))),
        intent=before.intent
        if query.intent is Intent.ANYTHING or (not own and query.intent is not Intent.WHO)
        else query.intent,
        people=people,
        choices=before.choices if people == before.people else query.choices,
        sources=before.sources if query.sources is None else query.sources,
        since=since,
        until=until,
        follows_up=True,
        documents=earlier.documents,
        inherited=bool(people)
        and people != query.people
        and (people == before.people or query.intent is not Intent.WORDS),  # "what did she say to that?" names her
        shown=tuple(dict.fromkeys((*before.shown, *earlier.shown))) if ways.else_.search(words) else (),
        seen=earlier.shown,
        order=query.order,
        objects=query.objects or _not_meant(words, people, before, ways),
    )


def _without_times(words: str, ways: FollowUps) -> str:
    """The words without those at their end that only go back or on in time: "and the week before?" names nobody."""
    return ways.later_times.sub("", ways.earlier_times.sub("", words))


def _days(words: str, query: Query, before: Query, ways: FollowUps) -> tuple[date | None, date | None]:
    """The days of a follow-up: its own, those before or after the ones that were asked about, or the same as before."""
    if query.since or query.until:
        return query.since, query.until
    one_day = timedelta(days=1)
    if (match := ways.earlier_times.search(words)) and before.since:
        last = before.since - one_day
        if not match["unit"]:
            return None, last
        if match["unit"][0].lower() in "mм":  # the month before a day of May is April
            last = before.since.replace(day=1) - one_day
        return _first_of(last, match["unit"]), last
    if ways.later_times.search(words) and before.until:
        return before.until + one_day, None
    return before.since, before.until


def _first_of(day: date, unit: str) -> date:
    """The first day of the week, month or year that ends on this day."""
    if unit[0].lower() in "mм":
        return day.replace(day=1)
    length = {"d": 0, "д": 0, "w": 6, "н": 6, "y": 364, "г": 364}
    return day - timedelta(days=length[unit[0].lower()])


def _topic(words: str, own: str, before: Query, ways: FollowUps) -> str:
    """What a follow-up is about: what the question before was about too, its own words counting twice."""
    if not own:
        return before.topic
    if ways.replaces_topic.search(words) and not _means_somebody(words, ways):
        return own
    return f"{own} {own} {before.subject}"


def _subject(words: str, own: str, before: Query, ways: FollowUps) -> str:
    """What the next follow-up takes over: the words of this one and of those before, but not who is meant ("the company")."""
    if not own or _means_somebody(words, ways):
        return before.subject
    if ways.replaces_topic.search(words):
        return own
    return f"{own} {before.subject}"


def _people(words: str, query: Query, before: Query, ways: FollowUps) -> tuple[str, ...]:
    """Whose words a follow-up asks for: those it names, those a pronoun points at, or the same as before."""
    if query.people_by_hand or query.strangers:
        return query.people
    if ways.anybody.match(words):
        return ()
    if query.people:
        return query.people
    if (
        query.intent is Intent.WHO
        or _means_somebody(words, ways)
        or ways.somebody_else.search(words)
        or ways.another.search(words)
    ):
        return ()
    wanted = next((ways.genders[word] for word in re.findall(r"\w+", words.lower()) if word in ways.genders), None)
    if wanted:
        by_gender = {gender: [person for person in before.mentioned if _gender(person) == gender] for gender in (wanted, "")}
        return tuple((by_gender[wanted] or by_gender[""])[:1]) or before.people
    return before.people


def _not_meant(words: str, people: Sequence[str], before: Query, ways: FollowUps) -> tuple[str, ...]:
    """Who is not asked for where somebody else is: "and the company?", "who was he arguing with?", "who else?"."""
    if people or not (
        _means_somebody(words, ways) or ways.somebody_else.search(words) or (ways.pronoun.search(words) and before.people)
    ):
        return ()
    if ways.somebody_else.search(words):
        return tuple(dict.fromkeys((*before.people, *before.objects, *before.mentioned)))
    return before.people or before.objects


def _means_somebody(words: str, ways: FollowUps) -> bool:
    """Whether a follow-up of a few words names an office or a body: "and the company?"."""
    return ways.brief_noun.match(words) is not None and any(ways.speaks(word.strip("?")) for word in words.split()[1:])


def _gender(person: str) -> str:
    """What the given name tells: "m", "f", or "" where it does not."""
    given = person.split(" ", 1)[0]
    if is_russian(given):
        return next((one.gender for one in readings(given) if one.case == "nomn"), "") if is_given_name(given) else ""
    gender = given_names().get(fold(given), "")
    return gender if gender in ("m", "f") else ""


def _names_its_own(query: Query) -> bool:
    """A pronoun in a question that names a person and a topic mostly points at that person."""
    return bool(query.people) and len(query.topic.split()) > 3


def _content(topic: str, ways: FollowUps) -> str:
    """The words of a topic without those that only join it to the question before."""
    rest = ways.opening.sub("", topic)
    kept = [word for word in rest.split() if re.sub(r"\W", "", word).casefold() not in ways.empty]
    return " ".join(kept)
