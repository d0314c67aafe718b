"""What reading a question needs to know of a language: its words and phrases, as one value for each language.

A further language of questions is a module like `english`, a line in `languages.py`, and, where names are declined in it, what
`declined` asks of its dictionary. Patterns are matched against the tidied question; where one has named groups, the comments
tell them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

from briefbot.answering.questions.names import Named, NameForms
from briefbot.answering.questions.small_talk import SmallTalk
from briefbot.model import Span


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language tells days. All words of the mappings are in small letters, in every form that a question may have.

    `units` gives "day", "week", "month" or "year"; `which` "this", "last" (the calendar's) or "past" (up to today); `seasons`
    first and last month; `weekdays` count from Monday, 0; `days_back` from today, 0.
    """

    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    which: Mapping[str, str]
    days_back: Mapping[str, int]
    month: Pattern[str]
    preposition: str  # what makes a month or year that stands alone a time: "in"
    forms: tuple[Pattern[str], ...]  # groups day, month, year: what names a day or a month
    relative: Pattern[str]  # groups named; which, count, unit; ago, ago_unit; early, season, season_year
    alone: Pattern[str]  # groups what, month, year: a month or a year behind a preposition of time
    year_alone: Pattern[str]  # group year
    since: Pattern[str]  # this and the following: what stands right before a date
    until: Pattern[str]
    on: Pattern[str]
    after: Pattern[str]
    before: Pattern[str]
    joining: Pattern[str]
    range: Pattern[str]  # groups one, day: the first day of two that share a month, up to the second
    part: Pattern[str]  # group part, at the end: what stands right before a month of which a part is meant
    parts: Mapping[str, int]  # its words → 0 beginning, 1 middle, 2 end
    joined: Pattern[str]  # all that stands between two dates that are the ends of a range
    doubtful: frozenset[str] = frozenset()  # months that are other words too, unless behind one of `surely`
    surely: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sources:
    """How a question says that it wants to hear from a publisher, by what stands around the name."""

    within: Pattern[str]
    subject: Pattern[str]
    after: Pattern[str]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How a question leans on the one before it."""

    ellipsis: Pattern[str]  # it begins as no question of its own does: "and", "what about"
    opening: Pattern[str]  # words at the beginning that only join it to the question before
    pronoun: Pattern[str]
    pointing: Pattern[str]  # "to that", "about this"
    somebody_else: Pattern[str]
    brief_noun: Pattern[str]  # "and the company?": nothing but a noun with what belongs to it
    replaces_topic: Pattern[str]  # "and about Syria?"
    asks_for_all: Pattern[str]
    another: Pattern[str]  # somebody stands where the speaker does
    anybody: Pattern[str]
    else_: Pattern[str]  # asks for what was not shown yet: "what else"
    earlier_times: Pattern[str]  # "and before that?"
    later_times: Pattern[str]
    about: Pattern[str]  # group name: "what about Solberg?", and nothing more
    genders: Mapping[str, str]  # pronouns of the speaker: "m" or "f"
    empty: frozenset[str]  # words that are no topic by themselves
    speaks: Callable[[str], bool]  # whether a word means somebody or a body that may speak


@dataclass(frozen=True, slots=True)
class Language:
    """All of it. `key` brings a word to the form in which `frame` and other lists hold it."""

    code: str
    key: Callable[[str], str]
    name_forms: NameForms
    asked_for: Callable[[str, Sequence[Named]], list[Named]]  # those of the names whose words a question asks for
    named: Callable[[str, Named], Span]  # the place of a name with what belongs to it: a possessive ending, a title
    padding: Pattern[str]
    who: Pattern[str]
    when: Pattern[str]
    why: Pattern[str]  # a reason is asked for
    words: Pattern[str]  # somebody's words are asked for
    counted: Pattern[str]  # a number, place or thing is asked for, and nobody's words
    courtesy_behind: Pattern[str]  # the same behind a question: "thanks!"
    courtesy: Pattern[str]  # all of what asks for nothing: a greeting, thanks, a word to see whether somebody is there
    small_talk: SmallTalk
    newest: Pattern[str]  # asks for what was said last
    oldest: Pattern[str]
    timeline: Pattern[str]  # asks, at its beginning, for what was said over time
    done_to: Pattern[str]  # who did something to somebody, whose name follows: "who endorsed"
    exception: Pattern[str]  # group word: "except about sheep"
    paper: Pattern[str] | None  # group name: a publisher in quotation marks, whether the archive has it or not
    subject: Pattern[str]  # right before where the speaker stands
    frame: frozenset[str]  # the frame of a question, not what it is about
    stranger: Pattern[str]  # group name: what may be a name in the speaker's place
    called: tuple[Pattern[str], ...]  # groups before and name: a word in the speaker's place, and what stands before it there
    heading: Pattern[str]  # group name: the word that a question like a heading begins with: "Orlova on the strike"
    heads: Pattern[str]  # what stands behind a name there: "on"
    before: Pattern[str]  # group name: a name before another one, with "and" between; at the end
    behind: Pattern[str]  # group name: one behind another one, at the beginning
    is_name: Callable[[str], bool]  # whether it is one
    office: Pattern[str]  # group words: what stands in the speaker's place, an office perhaps
    # What archives may call the office that these words name, the following ones standing behind them.
    titles: Callable[[Sequence[str], Sequence[str]], Iterable[str]]
    calendar: Calendar
    sources: Sources
    follow_ups: FollowUps
    # What a sentence of an article has that tells when something is, and why.
    times: Pattern[str]
    reasons: Pattern[str]
