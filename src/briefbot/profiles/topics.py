"""Topics: what somebody speaks about, as their own words name it: noun phrases, and nouns where no phrase stands for them.

A phrase is a run of words with none of grammar between, which they say in two documents at least; a noun alone is one that
headlines above their words have too. That words are nouns is told by what stands around them (English), or by their grammar
(Russian).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefbot.language.folding import fold_word
from briefbot.language.languages import profile
from briefbot.language.lexicon import AUXILIARY, CUE, DETERMINER, OBJECT, PREPOSITION, PRONOUN, lexicon
from briefbot.language.ru.morphology import Word, inflected, words
from briefbot.language.terms import token_terms, tokens
from briefbot.profiles.model import Saying, Topic

_RUSSIAN = "ru"
# As many topics as anybody looks at, and runs of words that are looked into for them.
_MOST, _LOOKED_AT = 14, 200
_SHORTEST = 4
_LONGEST = 3  # words of a phrase
# In two documents at least, and in so many of all in which they speak.
_FEWEST, _LEAST = 2, 0.02
# A phrase stands for a word, or for a shorter phrase, that is in it in so many of its documents.
_MOSTLY = 0.5
# How much a document counts whose headline has none of the words, and how much more a phrase tells than a word.
_UNHEADED, _TELLING = 0.3, 1.5
# What no phrase goes across: the ends of sentences and clauses, marks and dashes between spaces.
_BREAK = re.compile(r"[^\w\s'’./&-]+|\.(?=\s|$)|\s[-–—]+\s|\n")

# Words that are remembered with their terms, in each of so many languages.
_REMEMBERED, _LANGUAGES = 50_000, 8

_Key = tuple[str, ...]


class _Token(NamedTuple):
    """A word as it is written, its terms, and the one that all of its forms have, None for a word of grammar.

    `bits` are what English words it can be; what `is_plain` does not tell what is spoken of, and what `is_telling` may stand
    alone for it.
    """

    word: str
    terms: tuple[str, ...]
    term: str | None
    bits: int
    is_capital: bool
    is_number: bool
    is_plain: bool
    is_telling: bool


# A quotation, and the words of it between two of its marks.
_Clause = tuple[Saying, Sequence[_Token]]
# A clause by its number, and from which of its words on.
_Place = tuple[int, int]
# A headline and its language.
_Title = tuple[str | None, str | None]


@dataclass(slots=True)
class _Run:
    """Words side by side, in all of their forms: the documents with them, and those of them whose headlines have some too.

    There are several `wordings`: what papers print again is said once. `nominal` counts where what stands around them is what
    stands around nouns, less where it is what stands around verbs; `alone` where no other telling word stands behind them.
    """

    documents: set[str] = field(default_factory=set)
    headed: set[str] = field(default_factory=set)
    wordings: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    is_russian: bool = False
    nominal: int = 0
    alone: int = 0

    def add(self, saying: Saying, clause: Sequence[_Token], at: int, end: int, *, is_headed: bool) -> None:
        """Count the words at a place of a quotation."""
        self.documents.add(saying.document_id)
        self.wordings.add(saying.fingerprint)
        if is_headed:
            self.headed.add(saying.document_id)
        self.forms[" ".join(token.word for token in clause[at:end])] += 1
        self.is_russian = saying.language == _RUSSIAN
        self.nominal += _is_nominal(clause, at, end)
        self.alone += end == len(clause) or clause[end].term is None


def topics(person: str, sayings: Sequence[Saying], weight: Callable[[str], float]) -> list[Topic]:
    """What a person speaks about, the most telling first.

    `weight` tells how much a word, or words side by side, say: 0 for what is grammar, more the fewer others say it. A topic
    counts by that and by its documents, the more of them have a headline with it.
    """
    least = max(_FEWEST, round(_LEAST * len({saying.document_id for saying in sayings})))
    runs = _runs(sayings, frozenset(_terms(person, None)), least)
    scores = {key: score for key, run in runs.items() if (score := _score(key, run, weight))}
    best = sorted(scores, key=lambda key: (-scores[key], key))[:_LOOKED_AT]
    named = {key: name for key in best if (name := _name(runs[key]))}
    told = [key for key in named if not _is_told_by_another(key, named, runs)]
    found: dict[str, Topic] = {}
    taken: set[str] = set()
    for key in told:
        if len(found) < _MOST and not (len(key) == 1 and key[0] in taken):
            found.setdefault(named[key].casefold(), Topic(named[key], len(runs[key].documents)))
            taken.update(key)
    return list(found.values())


def _score(key: _Key, run: _Run, weight: Callable[[str], float]) -> float:
    headed = len(run.headed) + _UNHEADED * (len(run.documents) - len(run.headed))
    return headed**2 / len(run.documents) * weight(_commonest(run.forms)) ** 2 * (_TELLING if len(key) > 1 else 1)


def _is_told_by_another(key: _Key, named: Mapping[_Key, str], runs: Mapping[_Key, _Run]) -> bool:
    """Whether a longer phrase stands for this one: it holds all of its words, and most of its documents have it."""
    longer = (other for other in named if len(other) > len(key) and set(key) <= set(other))
    return any(len(runs[other].documents) >= _MOSTLY * len(runs[key].documents) for other in longer)


def _runs(sayings: Sequence[Saying], own_name: frozenset[str], least: int) -> dict[_Key, _Run]:
    """The runs of telling words in so many documents at least, of single words in so many with headlines that have them."""
    clauses = [(saying, clause) for saying in sayings for clause in _clauses(saying)]
    headlines = {title: frozenset(_terms(title[0] or "", title[1])) for title in {_title(saying) for saying in sayings}}
    found = {key: _run(len(key), places, clauses, headlines) for key, places in _often(clauses, own_name, headlines, least)}
    return {key: run for key, run in found.items() if len(run.documents) >= least and len(run.wordings) >= _FEWEST}


def _often(
    clauses: Sequence[_Clause], own_name: frozenset[str], headlines: Mapping[_Title, frozenset[str]], least: int
) -> Iterator[tuple[_Key, Sequence[_Place]]]:
    """The runs in so many documents at least, with their places."""

    def is_often(places: Sequence[_Place]) -> bool:
        return len(places) >= least and len({clauses[number][0].document_id for number, _ in places}) >= least

    runs = {key: places for key, places in _words(clauses).items() if key[0] not in own_name and is_often(places)}
    for key, places in runs.items():
        alone = [(number, at) for number, at in places if clauses[number][1][at].is_telling]
        if is_often([place for place in alone if key[0] in headlines[_title(clauses[place[0]][0])]]):
            yield key, alone
    for _ in range(1, _LONGEST):
        runs = {key: places for key, places in _longer(runs, clauses).items() if is_often(places)}
        yield from runs.items()


def _words(clauses: Sequence[_Clause]) -> Mapping[_Key, list[_Place]]:
    """The telling words, with their places."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for number, (_, clause) in enumerate(clauses):
        for at, token in enumerate(clause):
            if token.term is not None:
                found[token.term].append((number, at))
    return {(term,): places for term, places in found.items()}


def _longer(runs: Mapping[_Key, Sequence[_Place]], clauses: Sequence[_Clause]) -> Mapping[_Key, list[_Place]]:
    """Runs of one different word more; one is in no more documents than all of it but its first word, and all but its last."""
    found: dict[_Key, list[_Place]] = defaultdict(list)
    for key, places in runs.items():
        end, behind = len(key), key[1:]
        for number, at in places:
            clause = clauses[number][1]
            term = clause[at + end].term if at + end < len(clause) else None
            if term is not None and term not in key and (*behind, term) in runs:
                found[*key, term].append((number, at))
    return found


def _run(length: int, places: Iterable[_Place], clauses: Sequence[_Clause], headlines: Mapping[_Title, frozenset[str]]) -> _Run:
    """So many words side by side, counted at these places."""
    run = _Run()
    for number, at in places:
        saying, clause = clauses[number]
        if not _is_plain(clause, at, at + length):
            headline = headlines[_title(saying)]
            is_headed = any(token.term in headline for token in clause[at : at + length])
            run.add(saying, clause, at, at + length, is_headed=is_headed)
    return run


def _title(saying: Saying) -> _Title:
    return saying.title, saying.language


def _clauses(saying: Saying) -> list[list[_Token]]:
    """The words of a quotation between its marks."""
    known = _known_tokens(saying.language)
    found = ([known[word] for word in tokens(clause)] for clause in _BREAK.split(saying.own))
    return [clause for clause in found if clause]


class _Tokens(dict[str, _Token]):
    """The words of a language that were met, each with its term."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language
        self._plain = profile(language).plain_words
        self._bits = lexicon("en").bits

    def __missing__(self, word: str) -> _Token:
        if len(self) >= _REMEMBERED:
            self.clear()
        terms = token_terms(word, self._language).sequence
        found = self[word] = _Token(
            word,
            terms,
            term=next(iter(terms), None),
            bits=self._bits.get(word.lower(), 0),
            is_capital=word[:1].isupper(),
            is_number=word.isdigit(),
            is_plain=fold_word(word) in self._plain,
            is_telling=len(word) >= _SHORTEST and word.isalpha(),
        )
        return found


@lru_cache(maxsize=_LANGUAGES)
def _known_tokens(language: str | None) -> _Tokens:
    return _Tokens(language)


def _terms(text: str, language: str | None) -> Iterable[str]:
    known = _known_tokens(language)
    return chain.from_iterable([known[word].terms for word in tokens(text)])


def _is_plain(clause: Sequence[_Token], at: int, end: int) -> bool:
    """Whether words begin or end with one that does not tell what is spoken of, or a number; in a name it does (New York)."""
    first, last = clause[at], clause[end - 1]
    if first.is_number or last.is_number or last.is_plain:
        return True
    return first.is_plain and (at == 0 or first.word[:1].islower())


def _is_nominal(clause: Sequence[_Token], at: int, end: int) -> int:
    """1 where English words are a name, or an article or a preposition stands before them, -1 where they have a verb, else 0.

    A verb stands behind "to", a pronoun or "will", and before an article or a pronoun.
    """
    leading, following = clause[at - 1].bits if at else 0, clause[end].bits if end < len(clause) else 0
    if following & (DETERMINER | OBJECT | PRONOUN) or any(token.bits & CUE for token in clause[at:end]):
        return -1
    if at and all(token.is_capital for token in clause[at:end]):
        return 1
    if leading & (DETERMINER | PREPOSITION) and clause[at - 1].word.lower() != "to":
        return 1
    return -1 if leading & (AUXILIARY | PRONOUN) else 0


def _name(run: _Run) -> str | None:
    """A run of words as a topic is called; None where they are no noun phrase, or only begin one."""
    if run.is_russian:
        return next((name for form in _ordered(run.forms) if (name := _in_the_nominative(form.split()))), None)
    is_noun = run.nominal > 0 and 2 * run.alone >= run.forms.total()
    return _commonest(run.forms) if is_noun else None


def _in_the_nominative(phrase: Sequence[str]) -> str | None:
    """Russian words with the noun that leads them in the nominative; None where they are no noun with what belongs to it.

    Adjectives, of which none goes with anything, agree with the noun behind them; what follows it stands in the genitive.
    """
    plain = profile(_RUSSIAN).plain_words
    for at, head in enumerate(phrase):
        for noun in (one for one in words(head) if one.part == "NOUN"):
            before, behind = phrase[:at], phrase[at + 1 :]
            agreeing = [next((one for one in words(word) if _agrees(one, noun)), None) for word in before]
            told = all(one is not None and one.lemma not in plain for one in agreeing)
            if told and all(any(one.case == "gent" for one in words(word)) for word in behind):
                return " ".join([*(_straight(word, noun) for word in (*before, head)), *behind])
    return None


def _agrees(word: Word, noun: Word) -> bool:
    same = word.case == noun.case and word.number == noun.number
    return word.part == "ADJF" and same and word.gender in {noun.gender, ""}


def _straight(word: str, noun: Word) -> str:
    """A noun, or an adjective that agrees with it, in the nominative."""
    return inflected(word, noun.case, noun.number, noun.gender)


def _commonest(forms: Counter[str]) -> str:
    return _ordered(forms)[0]


def _ordered(forms: Counter[str]) -> list[str]:
    """The ways in which something is written, the commonest first; of equals, the one without capitals."""
    return sorted(forms, key=lambda form: (-forms[form], form != form.lower(), form))
