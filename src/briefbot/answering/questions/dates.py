"""When a question is about: dates and ranges in words and figures, as days, both ends inclusive.

What has no year means its latest occurrence up to a day that the caller names (today, or the archive's last day). Relative
words ("last week", "yesterday") count from today. A word that is also a name or a verb (May, March) is a month only beside a
day, a year or a preposition of time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefbot.answering.questions.language import Calendar
from briefbot.answering.questions.languages import language_of
from briefbot.model import Span

# "Before 26 September" may look ahead: to the next one, where the last one is longer ago than it.
_AHEAD = timedelta(days=183)
_WHOLE = timedelta(days=364)  # from the first day of a year to its last
# The calendar has ends; days are counted from within them, whatever a clock shows.
_FIRST, _LAST = date(1000, 1, 1), date(9000, 1, 1)
_YEAR = r"(?:19|20)\d\d"


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
    today = min(max(today, _FIRST), _LAST)
    return _Dates(
        question, language_of(question).calendar, today, min(today, max(latest, _FIRST)) if latest else today
    ).limits()


def parse_day(text: str, today: date, *, end: bool = False) -> date | None:
    """The first day (with `end`, the last) of one date that a person typed: a day, a month or a year; None if it is none."""
    words = text.strip()
    calendar = language_of(words).calendar
    if re.fullmatch(_YEAR, words):
        words = f"{calendar.preposition} {words}"
    when = find_dates(words, today)
    if when.since is None and when.until is None and calendar.month.fullmatch(words):
        when = find_dates(f"{calendar.preposition} {words}", today)
    return when.until if end else when.since


@dataclass(frozen=True, slots=True)
class _Dates:
    """The date expressions of one question; `anchor` is the day up to which what has no year is looked for."""

    question: str
    calendar: Calendar
    today: date
    anchor: date

    def limits(self) -> When:
        """The range of days that they limit the question to."""
        found = self.found()
        if (year := self._year_apart(found)) is None:
            return self.range_of(found) if found else When(None, None, ())
        within = replace(self, anchor=year.last)
        when = within.range_of([item for item in within.found() if item.place != year.place])
        return replace(when, places=(self._with_preposition(year.place), *when.places))

    def found(self) -> list[_Found]:
        """Each expression, none within another, in the order of the question."""
        named = list(self._calendar_days())
        found = [_Found(*days, place) for place, days in named if days]
        found += [*self._relative(), *self._alone()]
        # A day that no calendar has keeps the month and the year within it from being read as such.
        impossible = [place for place, days in named if not days]
        return _without_overlaps([item for item in found if not any(place.contains(item.place) for place in impossible)])

    def _year_apart(self, found: list[_Found]) -> _Found | None:
        """A year that stands apart from the days and months that it is of: "in 2021, from October to November"."""
        years = [item for item in found if re.match(_YEAR, item.place.of(self.question)) and item.last - item.first >= _WHOLE]
        others = [item for item in found if item not in years and self.calendar.month.search(item.place.of(self.question))]
        if len(years) != 1 or not others or any(re.search(_YEAR, item.place.of(self.question)) for item in others):
            return None
        before = self.question[: years[0].place.start]
        return None if self.calendar.since.search(before) or self.calendar.until.search(before) else years[0]

    def range_of(self, found: list[_Found]) -> When:
        """One range of the expressions: two that are joined are its ends, "since" and "before" open one side."""
        question, calendar, first = self.question, self.calendar, found[0]
        before = question[: first.place.start]
        places = tuple(self._with_preposition(item.place) for item in found)
        if len(found) > 1 and calendar.joined.match(question[first.place.end : found[1].place.start]):
            return When(min(first.first, found[1].first), max(first.last, found[1].last), places[:2])
        started = calendar.range.search(question)
        if started and started.end() == first.place.start and first.first == first.last:
            opening = _day(first.first.year, first.first.month, int(started["day"]))
            if opening and opening <= first.last:
                return When(opening, first.last, (Span(started.start(), first.place.end),))
        if len(found) > 1 and calendar.since.search(before) and calendar.until.search(question[: found[1].place.start]):
            return When(first.first, found[1].last, places[:2])
        return When(*self._open_side(self._part_of(first, before), before), places[:1])

    def _part_of(self, found: _Found, before: str) -> _Found:
        """The days that "at the end of", "early in" and their like leave of a month: about half of it."""
        match = self.calendar.part.search(before)
        if match is None or (found.first, found.last) != _month(found.first.year, found.first.month):
            return found
        start, end = _PARTS[self.calendar.parts[match["part"].lower()]]
        return replace(
            found, first=found.first.replace(day=start), last=found.last if end is None else found.last.replace(day=end)
        )

    def _open_side(self, found: _Found, before: str) -> tuple[date | None, date | None]:
        """First and last day of one expression behind these words, None where they leave that side open."""
        if self.calendar.after.search(before):
            return found.last + timedelta(days=1), None
        if self.calendar.since.search(before):
            return found.first, None
        if self.calendar.before.search(before):
            return None, found.first - timedelta(days=1)
        if self.calendar.until.search(before):
            return None, found.last
        return found.first, found.last

    def _with_preposition(self, place: Span) -> Span:
        before = self.question[: place.start]
        for preposition in (self.calendar.since, self.calendar.until, self.calendar.on, self.calendar.joining):
            if match := preposition.search(before):
                return Span(match.start(), place.end)
        return place

    def _calendar_days(self) -> Iterator[tuple[Span, tuple[date, date] | None]]:
        """What names a day or a month, with its first and last day; without where no calendar has it."""
        for match in (match for form in self.calendar.forms for match in form.finditer(self.question)):
            yield Span(*match.span()), self._days_of(match)

    def _days_of(self, match: re.Match[str]) -> tuple[date, date] | None:
        parts = match.groupdict()
        month = self.calendar.months.get(parts["month"].lower()) or (int(parts["month"]) if parts["month"].isdigit() else 0)
        year, day = parts.get("year"), parts.get("day")
        if not day:
            return _month(int(year), month) if year else None
        limit = self.anchor + _AHEAD if self.calendar.until.search(self.question[: match.start()]) else self.anchor
        exact = _day(int(year), month, int(day)) if year else _latest(month, int(day), limit)
        return (exact, exact) if exact else None

    def _alone(self) -> Iterator[_Found]:
        for match in (*self.calendar.alone.finditer(self.question), *self.calendar.year_alone.finditer(self.question)):
            if match["year"]:
                year = int(match["year"])
                yield _Found(
                    date(year, 1, 1), date(year, 12, 31), Span(*match.span("what" if "what" in match.groupdict() else "year"))
                )
            elif self._names_a_month(match):
                month = self.calendar.months[match["month"].lower()]
                yield _Found(*_whole(self.anchor.year - (month > self.anchor.month), month), Span(*match.span("what")))

    def _names_a_month(self, match: re.Match[str]) -> bool:
        """Whether a month that may be another word is one here, by the preposition before it and what follows."""
        if match["month"].lower() not in self.calendar.doubtful:
            return True
        preposition = match.group().split()[0].lower()
        return preposition in self.calendar.surely and not self.question[match.end() :].lstrip().startswith("'")

    def _relative(self) -> Iterator[_Found]:
        for match in self.calendar.relative.finditer(self.question):
            start = match.start()
            if match["season"]:  # the preposition is looked at by range_of
                start = match.start("early") if match["early"] else match.start("season")
            yield _Found(*self._relative_days(match), Span(start, match.end()))

    def _relative_days(self, match: re.Match[str]) -> tuple[date, date]:
        if match["named"]:
            day = self.today - timedelta(days=self.calendar.days_back[match["named"].lower()])
            return day, day
        if weekday := match.groupdict().get("weekday"):
            return self._last("last", None, weekday.lower())
        if match["season"]:
            return _season(self.calendar.seasons[match["season"].lower()], int(match["season_year"] or 0), self.anchor)
        if match["ago_unit"]:
            unit = self.calendar.units[match["ago_unit"].lower()]
            back = _back(self.today, self._count(match["ago"]), unit)
            return back, back + timedelta(days=_SLACK[unit])
        return self._last(self.calendar.which[match["which"].lower()], match["count"], match["unit"].lower())

    def _last(self, which: str, count: str | None, unit: str) -> tuple[date, date]:
        calendar, today = self.calendar, self.today
        if single := calendar.units.get(unit):
            if count or which == "past":
                return _back(today, self._count(count), single), today
            return _unit_before(single, today, this=which == "this")
        if unit in calendar.weekdays:
            day = today - timedelta(days=(today.weekday() - calendar.weekdays[unit] - 1) % 7 + 1)
            return day, day
        if unit in calendar.seasons:
            return _season(calendar.seasons[unit], 0, today)
        month = calendar.months[unit]
        return _whole(today.year - (month >= today.month and which != "this"), month)

    def _count(self, word: str | None) -> int:
        """The number that a word tells; one where there is none ("a week ago" without its article)."""
        if word is None:
            return 1
        return int(word) if word.isdigit() else self.calendar.numbers[word.lower()]


# First and last day of a month's beginning, middle and end, None for its last one; people round generously.
_PARTS: tuple[tuple[int, int | None], ...] = ((1, 15), (8, 23), (16, None))
# How many days "two weeks ago" may be off: people round to the unit that they use.
_SLACK = {"day": 0, "week": 6, "month": 30, "year": 365}


def _unit_before(unit: str, today: date, *, this: bool) -> tuple[date, date]:
    """The calendar's unit before the one that today is in, or `this` one up to today."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        return (monday, today) if this else (monday - timedelta(days=7), monday - timedelta(days=1))
    if unit == "month":
        return (today.replace(day=1), today) if this else _whole(*_month_before(today))
    if unit == "year":
        year = today.year - (not this)
        return date(year, 1, 1), min(date(year, 12, 31), today)
    return today - timedelta(days=1), today


def _season(months: tuple[int, int], year: int, anchor: date) -> tuple[date, date]:
    first, last = months
    year = year or anchor.year - (date(anchor.year, first, 1) > anchor)
    return date(year, first, 1), _whole(year + (last < first), last)[1]


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return date.fromordinal(max(day.toordinal() - count * (7 if unit == "week" else 1), _FIRST.toordinal()))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return _day(year, month + 1, day.day) or date(max(year, 1), month + 1, 28)


def _month_before(day: date) -> tuple[int, int]:
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def _latest(month: int, day: int, anchor: date) -> date | None:
    """The latest such day up to the anchor; a 29 February may lie years back."""
    tries: Iterator[date | None] = (_day(anchor.year - back, month, day) for back in range(5))
    return next((found for found in tries if found and found <= anchor), None)


def _month(year: int, month: int) -> tuple[date, date] | None:
    return _whole(year, month) if 1 <= month <= 12 and 1 <= year <= 9998 else None


def _whole(year: int, month: int) -> tuple[date, date]:
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
