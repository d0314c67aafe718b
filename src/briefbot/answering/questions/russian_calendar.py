"""How Russian questions tell days: months, weekdays, seasons, and what stands around them."""

import re
from collections.abc import Iterable

from briefbot.answering.questions.language import Calendar


def _forms(*lines: str) -> dict[str, int]:
    """Every form of each line → the line's number, from 0."""
    return {form: number for number, line in enumerate(lines) for form in line.split()}


def _any(words_: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words_, key=len, reverse=True))


def _adjectives(stems: str, endings: str, meaning: str) -> dict[str, str]:
    return {stem + ending: meaning for stem in stems.split() for ending in endings.split()}


_MONTHS = {
    form: number + 1
    for form, number in _forms(
        "январь января январе январю январем январём янв",
        "февраль февраля феврале февралю февралем февралём фев февр",
        "март марта марте марту мартом мар",
        "апрель апреля апреле апрелю апрелем апр",
        "май мая мае маю маем",
        "июнь июня июне июню июнем июн",
        "июль июля июле июлю июлем июл",
        "август августа августе августу августом авг",
        "сентябрь сентября сентябре сентябрю сентябрем сентябрём сен сент",
        "октябрь октября октябре октябрю октябрем октябрём окт",
        "ноябрь ноября ноябре ноябрю ноябрем ноябрём ноя нояб",
        "декабрь декабря декабре декабрю декабрем декабрём дек",
    ).items()
}
_SEASONS = {
    form: ((3, 5), (6, 8), (9, 11), (12, 2))[number]
    for form, number in _forms(
        "весна весны весне весну весной весною",
        "лето лета лету летом лете",
        "осень осени осенью",
        "зима зимы зиме зиму зимой зимою",
    ).items()
}
_WEEKDAYS = _forms(
    "понедельник понедельника", "вторник вторника", "среда среду среды", "четверг четверга", "пятница пятницу пятницы",
    "суббота субботу субботы", "воскресенье воскресенья",
)  # fmt: skip
_NUMBERS = {
    form: number + 1
    for form, number in _forms(
        "один одна одну одного", "два две двух пару", "три трёх трех", "четыре четырёх четырех", "пять пяти", "шесть шести",
        "семь семи", "восемь восьми", "девять девяти", "десять десяти",
    ).items()
}  # fmt: skip
_UNITS = {
    form: ("day", "week", "month", "year")[number]
    for form, number in _forms(
        "день дня дне дню днем днём дни дней сутки суток", "неделя недели неделе неделю неделей недель",
        "месяц месяца месяце месяцу месяцем месяцы месяцев", "год года году годом годы лет годов",
    ).items()
}  # fmt: skip
_WHICH = (
    _adjectives("прошл", "ый ая ое ого ой ую ом ому ым ые ых", "last")
    | _adjectives("минувш предыдущ", "ий ая ее его ей ую ем ему им ие их", "last")
    | _adjectives("последн", "ий яя ее его ей юю ем ему им ие их", "past")
    | _adjectives("текущ", "ий ая ее его ей ую ем ему", "this")
    | _adjectives("нынешн", "ий яя ее его ей юю ем ему", "this")
    | dict.fromkeys("этот эта это этого этой эту этом этому эти этих".split(), "this")
)
_DAYS_BACK = {"сегодня": 0, "вчера": 1, "позавчера": 2}

_MONTH = rf"(?P<month>{_any(_MONTHS)})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:-?(?:ого|го|ое|е|му))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:-?(?:го|м|й|му))?(?:\s*(?:года|году|годом|год|г\.|г\b))?"
_PART = r"(?:(?:самого\s+)?(?:начал\w|конц\w|середин\w|примерно|около)\s+)*"
_FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w]|[.-]\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        r"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:19|20)\d\d)(?:\s*г\.)?",
        rf"{_DAY}\s+{_MONTH}(?:\s*,?\s*{_YEAR})?",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)",
        rf"{_MONTH}\s*,?\s*{_YEAR}",
    )
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<named>{_any(_DAYS_BACK)})"
    rf"|(?P<which>{_any(_WHICH)})\s+(?:(?P<count>\d{{1,3}}|{_any(_NUMBERS)})\s+)?"
    rf"(?P<unit>{_any((*_UNITS, *_SEASONS, *_WEEKDAYS, *_MONTHS))})"
    rf"|(?:(?P<ago>\d{{1,3}}|{_any(_NUMBERS)})\s+)?(?P<ago_unit>{_any(_UNITS)})\s+(?:тому\s+)?назад"
    # Spring is a time behind a preposition, before a year, or in the instrumental at either end of a question: «арабская весна»
    # is none, nor is summer in «почему летом мост длиннее».
    r"|(?:(?:с|со|до|после|к|за|перед|в)\s+|(?=(?:весной|летом|осенью|зимой)\s*[?.!]*$)|"
    rf"(?<![\w\s])(?=(?:весной|летом|осенью|зимой)\b)|(?=(?:{_any(_SEASONS)})\s+(?:19|20)\d\d))"
    rf"(?:(?P<early>начал\w|конц\w|середин\w)\s+)?(?P<season>{_any(_SEASONS)})"
    r"(?:\s+(?P<season_year>(?:19|20)\d\d)(?:\s+(?:года|г\.))?)?)(?!\w)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:\b(?:в|во|с|со|до|по|к|ко|за|после|перед|от|и|между|на|весь|течение)\s+{_PART})(?P<what>{_MONTH}|{_YEAR})(?![\w-])",
    re.IGNORECASE,
)


def _before_date(prepositions: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{prepositions})\s+{_PART}$", re.IGNORECASE)


CALENDAR = Calendar(
    months=_MONTHS,
    seasons=_SEASONS,
    weekdays=_WEEKDAYS,
    numbers=_NUMBERS,
    units=_UNITS,
    which=_WHICH,
    days_back=_DAYS_BACK,
    month=re.compile(_MONTH, re.IGNORECASE),
    preposition="в",
    forms=_FORMS,
    relative=_RELATIVE,
    alone=_ALONE,
    year_alone=re.compile(rf"(?:^|[\s(,]){_YEAR}(?=\s*[?:,)]|\s*$)", re.IGNORECASE),
    since=_before_date("начиная с|с|со|после|позже|позднее|от"),
    until=_before_date("вплоть до|до|по|к|ко|перед|раньше|ранее|не позже|не позднее"),
    on=_before_date("в течение|на протяжении|в|во|на|за|за весь"),
    after=_before_date("после|позже|позднее"),
    before=_before_date("до|перед|раньше|ранее"),
    joining=re.compile(r"\b(?:между|и)\s+$", re.IGNORECASE),
    range=re.compile(
        rf"(?:\b(?:с|со|между)\s+)?(?P<one>{_DAY})\s*(?:и|по|до|-|–|—)\s*(?={_DAY.replace('day', 'other')}\s)", re.IGNORECASE
    ),
    part=re.compile(r"\b(?:в|к)\s+(?P<part>начал|середин|кон)\w+\s+$", re.IGNORECASE),
    parts={"начал": 0, "середин": 1, "кон": 2},
    joined=re.compile(r"^\s*(?:и|по|до|-|–|—)\s*$", re.IGNORECASE),
)
# Any word that tells a time.
TIMES = _any((*_UNITS, *_SEASONS, *_WEEKDAYS, *_MONTHS))
