"""When a question is about: dates and ranges in words and figures, as days, both ends inclusive.

What has no year means its latest occurrence up to a day that the caller names (today, or the archive's last day). Relative
words ("last week", "yesterday") count from today. A word that is also a name or a verb (May, March) is a month only beside a
day, a year or a preposition of time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefbot.core.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTHS_IN_FULL = "|".join(name for name in _MONTHS if len(name) > 3 or name == "may")

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w]|[.-]\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        r"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:19|20)\d\d)",
        rf"{_MONTH}\s+{_DAY}(?:\s*,?\s*{_YEAR})?(?!\s*(?:%|percent|million|billion|people))",
        rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)",
        rf"{_MONTH}\s*,?\s*(?:of\s+)?{_YEAR}",
    )
)
_RELATIVE = re.compile(
    r"\b(?:(?P<named>today|yesterday|tonight)"
    r"|(?P<which>last|past|previous|this)\s+(?:(?P<count>\d{1,3}|two|three|four|five|six|seven|ten)\s+)?"
    rf"(?P<unit>days?|weeks?|months?|years?|{'|'.join((*_SEASONS, *_WEEKDAYS))}|{_MONTHS_IN_FULL})"
    r"|(?P<ago>\d{1,3}|a|one|two|three|four|five|six)\s+(?P<ago_unit>days?|weeks?|months?|years?)\s+ago"
    r"|(?:in|since|during|of|until|before|after)\s+(?:the\s+)?(?:(?P<early>early|late)\s+)?"
    rf"(?P<season>{'|'.join(_SEASONS)})(?:\s+(?:of\s+)?(?P<season_year>(?:19|20)\d\d))?)\b",
    re.IGNORECASE,
)
# A month or a year alone needs a preposition of time before it; a year may also end a question.
_ALONE = re.compile(
    rf"(?:\b(?:in|since|during|of|until|till|before|after|from|by|to|and|between)\s+(?:early\s+|late\s+|mid-?\s*)?)"
    rf"(?P<what>{_MONTH}|{_YEAR})(?![\w-]|\s+(?:said|say|says|did|does|has|was|is|told)\b)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?:^|[\s(,]){_YEAR}(?=\s*[?:,)]|\s*$)")
_SINCE = re.compile(r"\b(?:since|after|from|starting)\s+(?:about\s+|early\s+|late\s+|the\s+)*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|before|by|up to|to)\s+(?:about\s+|early\s+|late\s+|the\s+)*$", re.IGNORECASE)
_ON = re.compile(r"\b(?:in|on|during|of|at|for)\s+(?:early\s+|late\s+|mid-?\s*|the\s+)*$", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?:between|from)\s+(?P<one>{_DAY})\s+(?:and|to|until)\s+(?={_DAY.replace('day', 'other')}\s)", re.IGNORECASE
)
_JOINED = re.compile(r"^\s*(?:and|to|until|till|through|-|–)\s*$", re.IGNORECASE)
# "Before 26 September" may look ahead: to the next one, where the last one is longer ago than it.
_AHEAD = timedelta(days=183)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


@dataclass(frozen=True, slots=True)
class When:
    """The days that a question is limited to, None for no limit, and where it says so (offsets into the question)."""

    since: date | None
    until: date | None
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One date expression: its first and last day, and its place."""

    first: date
    last: date
    place: Span


def find_dates(question: str, today: date, latest: date | None = None) -> When:
    """The limit in time that a question names; `latest` is the day up to which what has no year is looked for."""
    anchor = min(today, latest) if latest else today
    calendar = list(_calendar(question, anchor))
    found = [_Found(*days, place) for place, days in calendar if days]
    found += [*_relative(question, today, anchor), *_alone(question, anchor)]
    # A day that no calendar has keeps the month and the year within it from being read as such.
    impossible = [place for place, days in calendar if not days]
    found = [item for item in found if not any(place.contains(item.place) for place in impossible)]
    return _limits(question, _without_overlaps(found)) if found else When(None, None, ())


def parse_day(text: str, today: date, *, end: bool = False) -> date | None:
    """The first day (with `end`, the last) of one date that a person typed: a day, a month or a year; None if it is none."""
    words = text.strip()
    if re.fullmatch(_YEAR, words):
        words = f"in {words}"
    when = find_dates(words, today)
    if when.since is None and when.until is None and re.fullmatch(_MONTH, words, re.IGNORECASE):
        when = find_dates(f"in {words}", today)
    return when.until if end else when.since


def _limits(question: str, found: list[_Found]) -> When:
    """One range of the expressions: two that are joined are its ends, "since" and "before" open one side."""
    first = found[0]
    before = question[: first.place.start]
    places = tuple(_with_preposition(question, item.place) for item in found)
    if len(found) > 1 and _JOINED.match(question[first.place.end : found[1].place.start]):
        return When(min(first.first, found[1].first), max(first.last, found[1].last), places[:2])
    started = _RANGE.search(question)
    if started and started.end() == first.place.start and first.first == first.last:
        opening = _day(first.first.year, first.first.month, int(started["day"]))
        if opening and opening <= first.last:
            return When(opening, first.last, (Span(started.start(), first.place.end),))
    if len(found) > 1 and _SINCE.search(before) and _UNTIL.search(question[: found[1].place.start]):
        return When(first.first, found[1].last, places[:2])
    if re.search(r"\bafter\s+(?:the\s+)?$", before, re.IGNORECASE):
        return When(first.last + timedelta(days=1), None, places[:1])
    if _SINCE.search(before):
        return When(first.first, None, places[:1])
    if re.search(r"\bbefore\s+(?:the\s+)?$", before, re.IGNORECASE):
        return When(None, first.first - timedelta(days=1), places[:1])
    if _UNTIL.search(before):
        return When(None, first.last, places[:1])
    return When(first.first, first.last, places[:1])


def _with_preposition(question: str, place: Span) -> Span:
    before = question[: place.start]
    for preposition in (_SINCE, _UNTIL, _ON):
        if match := preposition.search(before):
            return Span(match.start(), place.end)
    if match := re.search(r"\b(?:between|and)\s+$", before, re.IGNORECASE):
        return Span(match.start(), place.end)
    return place


def _calendar(question: str, anchor: date) -> Iterator[tuple[Span, tuple[date, date] | None]]:
    """What names a day or a month, with its first and last day; without where no calendar has it."""
    for match in (match for form in _FORMS for match in form.finditer(question)):
        yield Span(*match.span()), _days_of(question, match, anchor)


def _days_of(question: str, match: re.Match[str], anchor: date) -> tuple[date, date] | None:
    parts = match.groupdict()
    month = _MONTHS.get(parts["month"].lower()) or (int(parts["month"]) if parts["month"].isdigit() else 0)
    year, day = parts.get("year"), parts.get("day")
    if not day:
        return _month(int(year), month) if year else None
    limit = anchor + _AHEAD if _UNTIL.search(question[: match.start()]) else anchor
    exact = _day(int(year), month, int(day)) if year else _latest(month, int(day), limit)
    return (exact, exact) if exact else None


def _alone(question: str, anchor: date) -> Iterator[_Found]:
    for match in (*_ALONE.finditer(question), *_YEAR_ALONE.finditer(question)):
        if match["year"]:
            year = int(match["year"])
            yield _Found(date(year, 1, 1), date(year, 12, 31), Span(*match.span("year")))
        elif _names_a_month(question, match):
            month = _MONTHS[match["month"].lower()]
            days = _month(anchor.year - (month > anchor.month), month)
            if days:
                yield _Found(*days, Span(*match.span("what")))


def _names_a_month(question: str, match: re.Match[str]) -> bool:
    """May after "by" or "from" is rather Theresa; march after "to" rather on foot."""
    word, preposition = match["month"].lower(), match.group().split()[0].lower()
    return word not in ("may", "march", "mar", "jan") or (preposition in ("in", "since", "during", "until", "before", "after")
                                                        and not question[match.end() :].lstrip().startswith("'"))  # fmt: skip


def _relative(question: str, today: date, anchor: date) -> Iterator[_Found]:
    for match in _RELATIVE.finditer(question):
        days = _relative_days(match, today, anchor)
        if days:
            start = match.start()
            if match["season"]:  # the preposition is looked at by _limits
                start = match.start("early") if match["early"] else match.start("season")
            yield _Found(*days, Span(start, match.end()))


def _relative_days(match: re.Match[str], today: date, anchor: date) -> tuple[date, date] | None:
    if match["named"]:
        day = today - timedelta(days=match["named"].lower() == "yesterday")
        return day, day
    if match["season"]:
        return _season(match["season"].lower(), int(match["season_year"] or 0), anchor)
    if match["ago"]:
        length = _count(match["ago"])
        back = _back(today, length, match["ago_unit"].lower().rstrip("s"))
        return back, back + timedelta(days=_SLACK[match["ago_unit"].lower().rstrip("s")])
    return _last(match["which"].lower(), match["count"], match["unit"].lower(), today)


# How many days "two weeks ago" may be off: people round to the unit that they use.
_SLACK = {"day": 0, "week": 6, "month": 30, "year": 365}


def _last(which: str, count: str | None, unit: str, today: date) -> tuple[date, date] | None:
    single = unit.rstrip("s")
    if count:
        return _back(today, _count(count), single), today
    if single == "week":
        monday = today - timedelta(days=today.weekday())
        return (monday, today) if which == "this" else (monday - timedelta(days=7), monday - timedelta(days=1))
    if single == "month":
        first = today.replace(day=1)
        return (first, today) if which == "this" else _month(*_month_before(today))
    if single == "year":
        year = today.year - (which != "this")
        return date(year, 1, 1), min(date(year, 12, 31), today)
    if unit in _WEEKDAYS:
        day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(unit) - 1) % 7 + 1)
        return day, day
    if unit in _SEASONS:
        return _season(unit, 0, today)
    if unit in _MONTHS:
        return _month(today.year - (_MONTHS[unit] >= today.month and which != "this"), _MONTHS[unit])
    return today - timedelta(days=1), today


def _season(season: str, year: int, anchor: date) -> tuple[date, date]:
    first, last = _SEASONS[season]
    year = year or anchor.year - (date(anchor.year, first, 1) > anchor)
    end = _month(year + (last < first), last)
    return date(year, first, 1), end[1] if end else anchor


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return _day(year, month + 1, day.day) or date(max(year, 1), month + 1, 28)


def _month_before(day: date) -> tuple[int, int]:
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _latest(month: int, day: int, anchor: date) -> date | None:
    """The latest such day up to the anchor; a 29 February may lie years back."""
    tries: Iterator[date | None] = (_day(anchor.year - back, month, day) for back in range(5))
    return next((found for found in tries if found and found <= anchor), None)


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """Longer expressions win over those inside them; in the order of the question."""
    kept: list[_Found] = []
    by_length: Callable[[_Found], int] = lambda item: -len(item.place)  # noqa: E731 (one line says it best)
    for item in sorted(found, key=by_length):
        if not any(item.place.overlaps(other.place) for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.place)
