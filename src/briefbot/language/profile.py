"""The profile of a language: all that rooms ask of one, as a value.

A language has a package here (`en`, `ru`) with its `PROFILE`, and a line in `languages.py`. What is only in the grammar of
questions, or of who says what, is with what reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What is known of a language; all words are in small letters, an empty list where a language has none such.

    `code` is its ISO 639-1 code, `stemmer` Snowball's name for it, `stop_words` the words of grammar, `quotation_marks` the
    pair around a whole quotation, `pointing_words` those that mean what was said before, `negations` those that turn what is
    said into its opposite, `numerals` those of numbers and places in a row, with the number ("second": 2). `plain_words` do not
    tell what is spoken of at either end of a phrase: adjectives, adverbs and verbs that go with anything. `months` and
    `weekdays` (from Monday) have the forms of each.

    `titles` stand before a name, with the gender that they tell ("" for none); of them `forms_of_address` are never part of
    one, `abbreviated_titles` (without their point) end no sentence, and `given_titles` are given names more often. In a name,
    `particles` belong to the family name, `generations` say which of that name ("junior" is "jr"), `honours` follow it, and
    `short_names` stand for given names.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    quotation_marks: tuple[str, str]
    pointing_words: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    numerals: Mapping[str, int] = field(default_factory=dict)
    plain_words: frozenset[str] = frozenset()
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    forms_of_address: frozenset[str] = frozenset()
    abbreviated_titles: frozenset[str] = frozenset()
    given_titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    generations: Mapping[str, str] = field(default_factory=dict)
    honours: frozenset[str] = frozenset()
    short_names: Mapping[str, str] = field(default_factory=dict)
