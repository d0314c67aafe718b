"""Dates as publications print them: a line of text → the day of publication.

A date that can be read in two ways, or that the calendar does not have, is no date: nothing is guessed.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from enum import IntEnum

# January to December; a name is recognised by any of its forms. One row a language.
_MONTHS = """
january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov\
 december|dec
января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл\
 августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек
січня|січ лютого|лют березня|бер квітня|квіт травня|трав червня|черв липня|лип серпня|серп вересня|вер жовтня|жовт\
 листопада|лист грудня|груд
januar|jänner februar märz april mai juni juli august september oktober|okt november dezember|dez
janvier|janv février|févr mars avril mai juin juillet août septembre octobre novembre décembre|déc
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
"""
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun"
    "|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс"
    "|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_PUBLISHED = (
    "first published|published|posted|released|issued|date|опубликовано|дата публикации|дата|veröffentlicht|publié|publicado"
)
_UPDATED = (
    "last updated|last modified|updated|modified|corrected|обновлено|изменено|оновлено|aktualisiert|mis à jour|actualizado"
)
# What may stand in a date line beside the date: the small words of the trade.
_FILLERS = (
    "(?:press|news|media)[ -]release|пресс-релиз|pressemitteilung|communiqué|comunicado"
    "|on|at|the|by|von|par|por|от|le|el|den|um|à|в|г|р|года|году|год|року|de|del"
)

_NUMBER_OF = {
    name: number
    for language in _MONTHS.splitlines()
    for number, forms in enumerate(language.split(), start=1)
    for name in forms.split("|")
}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_YEAR = r"(?:1[6-9]|20|21)\d\d"  # newspapers are printed since 1605
_DAY = r"\d{1,2}"

_DATE = re.compile(
    rf"""(?<![\w.,:/-])(?:
        (?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)
      | (?P<d2>{_DAY})\.[ ]?(?P<m2>\d\d?)\.[ ]?(?P<y2>{_YEAR})
      | (?P<a3>{_DAY})(?P<s3>[/-])(?P<b3>\d\d?)(?P=s3)(?P<y3>{_YEAR})
      | (?P<d4>{_DAY})(?:st|nd|rd|th|er|\.|º)?[ -](?:of[ ]|de[ ])?(?P<n4>{_NAMES})\b\.?
        (?:,?[ -](?:de[ ]|del[ ])?(?P<y4>{_YEAR}))?
      | (?P<y6>{_YEAR})年[ ]?(?P<m6>\d\d?)月[ ]?(?P<d6>\d\d?)日
      | (?P<n5>{_NAMES})\b\.?[ ](?P<d5>{_DAY})(?:st|nd|rd|th)?(?:,?[ ](?P<y5>{_YEAR}))?
    )(?:(?<=日)|(?![\w/-]|[.:]\d))""",
    re.IGNORECASE | re.VERBOSE,
)
# "2013-02-14T13:57": the letter between the two would end the date above in a word.
_ISO = re.compile(rf"(?<![\w-])(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)T(?=\d\d:)")
_OFFSET = r"(?P<zulu>Z|UTC|GMT)?(?P<offset>[+-]\d\d:?\d\d|(?<=UTC|GMT)[+-]\d\d?)?"
_TIME = re.compile(
    rf"(?<![\w.:])(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    rf"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?\s?{_OFFSET}(?:\s?\(?(?:[A-Z]{{2,4}}T|ET|CT|MT|PT|BST|MSK|МСК|мск)\b\)?)?(?![\w:])",
    re.IGNORECASE,
)
# "2024-03-05" with whatever behind it, and "20240305T140211Z".
_ISO_FORM = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ]\d\d:\d\d)")
_COMPACT = re.compile(r"\d{8}(?:T\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?")
_ZONE = re.compile(r"(?:GMT|UTC?|Z|[+-]\d{4})(?: \d{4})?$")
# The first instant that a clock knows (of Go, Unix, a database): nobody set the field.
_ZERO = re.compile(
    r"-0|000[01]-0[01]-0[01]|1970-01-01|19700101|(?:1[69]0[01]-01-01|1899-12-30)[T ]00:00|0+$|-1$|.*\b0001\b"
    r"|Thu, 0?1 Jan 1970 00:00"
)
_MONTH_ALONE = re.compile(rf"{_YEAR}(?:[-/.]\d\d?)?$|(?:{_NAMES})\.?,? {_YEAR}$", re.IGNORECASE)
# Seconds since 1970, or thousandths of them, as programs write an instant.
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_YEARS = range(1500, 2200)
_LABEL = re.compile(rf"\b(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))\b\s*:?", re.IGNORECASE)
_FILLER = re.compile(rf"\b(?:{_WEEKDAYS}|{_FILLERS}|uhr|min(?:ute)?s?(?: read)?|hrs?)\b\.?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# Typesetters' spaces are spaces, and what has no width is nothing.
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2212", "-"))
# A date and the word behind it that only a style sheet sets apart: "Feb. 3, 2026Updated Feb. 4, 2026".
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_a-zа-яё][a-zа-яё]{2})")
_WIDTHLESS = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_BREAK = re.compile(r"\s*(?:[|•·—–\t]|\s-\s|//)\s*")
# A section set off from the date: "Latest news | 14.02.2013".
_SECTION = re.compile(r"[^\W\d_][^\d|•·]{0,30}[|•·]|[|•·]\s*[^\W\d_][^\d|•·]{0,30}")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# A date line is short: a longer one tells something.
_LONGEST = 110
_PLACE_WORDS = 3
_BESIDE_WORDS = 6


class Rank(IntEnum):
    """How surely a printed date is that of publication: the greater, the surer."""

    UPDATED = 1
    PLAIN = 2
    PUBLISHED = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when, and nothing else: `day` and `moment` (UTC, only where an offset is printed) may be unknown."""

    day: date | None
    moment: datetime | None
    rank: Rank


def read_date_line(line: str) -> DateLine | None:
    """The date of a line that consists of a date, a time, or both; None for a line that tells anything else.

    A place before the date ("Geneva, 3 March 2014") and short notes set off from it ("14.02.2013 | Politics") are allowed.
    A year alone, or a date within a sentence, makes no date line.
    """
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    line = _plain(line)
    found = [*_ISO.finditer(line)] or [*_DATE.finditer(line)]
    if not found:
        return DateLine(None, None, Rank.PLAIN) if _is_time(line) else None
    if not _is_bare(line, found):
        return None
    return max(
        (_read(line, found, index) for index in range(len(found))), key=lambda dated: (dated.day is not None, dated.rank)
    )


def read_date(printed: str) -> DateLine | None:
    """The date in a field for it: as standards write it (ISO 8601, RFC 822, C's asctime), or as publications print it.

    Its day is None where the field stands for no date (the first instant of a clock, a year that no paper is from), for a
    month or a year, or can be read in two ways; None: it cannot be read.
    """
    printed = _plain(printed).strip()
    if _EPOCH.fullmatch(printed):
        when = datetime.fromtimestamp(int(printed[:10]), UTC)
        return DateLine(when.date(), when, Rank.PUBLISHED)
    local = None if _ZERO.match(printed) else _as_standards_write(printed)
    if local is None and not _ZERO.match(printed) and not _MONTH_ALONE.match(printed):
        line = read_date_line(printed)
        return replace(line, rank=Rank.PUBLISHED) if line and (line.day or _is_ambiguous(printed)) else None
    if local is None or local.year not in _YEARS:
        return DateLine(None, None, Rank.PUBLISHED)
    return DateLine(local.date(), local.astimezone(UTC) if local.tzinfo else None, Rank.PUBLISHED)


def _is_ambiguous(printed: str) -> bool:
    """Whether day and month may stand in either order, so that nobody can tell them."""
    return any(match["y3"] and max(int(match["a3"]), int(match["b3"])) <= 12 for match in _DATE.finditer(printed))


def _as_standards_write(printed: str) -> datetime | None:
    """The local time that a standard form tells, at midnight where it tells a day alone."""
    if _COMPACT.fullmatch(printed) or _ISO_FORM.match(printed):
        try:
            return datetime.fromisoformat(printed)
        except ValueError:
            return None
    parsed = parsedate_tz(printed) if _LETTERS.search(printed) and ":" in printed else None
    if parsed is None:
        return None
    try:
        # The names of zones are ambiguous, but for that of Greenwich.
        zone = timezone(timedelta(seconds=parsed[9] or 0)) if _ZONE.search(printed) else None
        return datetime(*parsed[:6], tzinfo=zone)
    except ValueError:
        return None


def date_in_dateline(opening: str) -> date | None:
    """The full date of a dateline, "GENEVA, 3 March 2014 (Agency) —"; `opening` is what stands before its dash."""
    found = [*_DATE.finditer(_plain(opening))]
    return _day(found[0]) if len(found) == 1 else None


def _plain(line: str) -> str:
    """A line with plain spaces and hyphens, one between a number and a word, and without characters that have no width."""
    plain = line if line.isascii() else line.translate(_SPACES).translate(_HYPHENS).translate(_WIDTHLESS)
    return _GLUED.sub(" ", plain)


def _read(line: str, found: list[re.Match[str]], index: int) -> DateLine:
    """What one of the dates of a line says, with the label before it and the time after it."""
    match = found[index]
    before = line[found[index - 1].end() if index else 0 : match.start()]
    after = line[match.end() : found[index + 1].start() if index + 1 < len(found) else len(line)]
    labels = [*_LABEL.finditer(before)]
    rank = Rank.PLAIN
    if labels:
        rank = Rank.UPDATED if labels[-1]["updated"] else Rank.PUBLISHED
    day = _day(match)
    time = _TIME.search(after)
    return DateLine(day, _moment(day, time) if day and time else None, rank)


def _day(match: re.Match[str]) -> date | None:
    """The day that a match of `_DATE` or `_ISO` prints, None where it has no year, is ambiguous or does not exist."""
    part = match.groupdict()
    for form in "12456":
        year, day = part.get(f"y{form}"), part.get(f"d{form}")
        if year and day:
            month = part.get(f"m{form}") or _NUMBER_OF[part[f"n{form}"].casefold()]
            return _on_calendar(int(year), int(month), int(day))
    if part.get("y3"):
        return _unordered(int(part["y3"]), int(part["a3"]), int(part["b3"]))
    return None


def _unordered(year: int, first: int, second: int) -> date | None:
    """Day and month in either order, as with slashes: a date only where one order alone is possible."""
    days = {_on_calendar(year, first, second), _on_calendar(year, second, first)} - {None}
    return days.pop() if len(days) == 1 else None


def _on_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(day: date, time: re.Match[str]) -> datetime | None:
    """The instant in UTC; None where no offset is printed (the names of zones are ambiguous) or the clock has no such time."""
    if not (time["zulu"] or time["offset"]) or not time["minute"]:
        return None
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] in "pP" else 0)
    try:
        zone = timezone(_delta(time["offset"] or "+0000"))
        local = datetime(day.year, day.month, day.day, hour, int(time["minute"]), int(time["second"] or 0), tzinfo=zone)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _delta(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))


def _is_time(line: str) -> bool:
    """Whether a line is a time of day and nothing else ("9:05 p.m.")."""
    time = _TIME.match(line)
    return time is not None and bool(time["minute"] or time["half"]) and not line[time.end() :].strip(" .:")


def _is_bare(line: str, found: list[re.Match[str]]) -> bool:
    """Whether nothing but a place, a name or a section stands beside the dates."""
    pieces = []
    end = 0
    for match in found:
        pieces.append(line[end : match.start()])
        end = match.end()
    pieces.append(line[end:])
    rest = _FILLER.sub(" ", _LABEL.sub(" ", _TIME.sub(" ", "\x00".join(pieces))))
    words = _WORD.findall(rest)
    if any(word[0].islower() for word in _WORD.findall(_SECTION.sub(" ", rest))):
        return False
    return len(words) <= (_BESIDE_WORDS if _BREAK.search(line) else _PLACE_WORDS)
