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
# From which word of a clause up to which, and their terms.
_Place = tuple[int, int, _Key]


class _Token(NamedTuple):
    """A word as it is written, and the term that all of its forms have, None for a word of grammar."""

    word: str
    term: str | None


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
    clauses = [(saying, _clauses(saying)) for saying in sayings]
    # A run is in no more documents than each of its words: most words are in too few, and need not be looked at.
    spoken = _in_documents(clauses, least) - own_name
    read = [(saying, [(clause, list(_places(clause, spoken))) for clause in found]) for saying, found in clauses]
    headlines = {title: frozenset(_terms(title[0] or "", title[1])) for title in {_title(saying) for saying in sayings}}
    found: dict[_Key, set[str]] = defaultdict(set)
    for saying, places_of in read:
        headline = headlines[_title(saying)]
        for _, places in places_of:
            for _, _, key in places:
                if len(key) > 1 or key[0] in headline:
                    found[key].add(saying.document_id)
    runs = {key: _Run() for key, documents in found.items() if len(documents) >= least}
    for saying, places_of in read:
        plain, headline = profile(saying.language).plain_words, headlines[_title(saying)]
        for clause, places in places_of:
            for at, end, key in places:
                if key in runs and not _is_plain(clause, at, end, plain):
                    runs[key].add(saying, clause, at, end, is_headed=not headline.isdisjoint(key))
    return {key: run for key, run in runs.items() if len(run.documents) >= least and len(run.wordings) >= _FEWEST}


def _in_documents(clauses: Iterable[tuple[Saying, Sequence[Sequence[_Token]]]], least: int) -> frozenset[str]:
    """The telling words, by their terms, that are said in so many documents at least."""
    said: dict[str, set[str]] = defaultdict(set)
    for saying, found in clauses:
        said[saying.document_id].update(token.term for clause in found for token in clause if token.term is not None)
    counted = Counter(chain.from_iterable(said.values()))
    return frozenset(term for term, number in counted.items() if number >= least)


def _title(saying: Saying) -> tuple[str | None, str | None]:
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

    def __missing__(self, word: str) -> _Token:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = _Token(word, next(iter(token_terms(word, self._language).sequence), None))
        return found


@lru_cache(maxsize=_LANGUAGES)
def _known_tokens(language: str | None) -> _Tokens:
    return _Tokens(language)


def _terms(text: str, language: str | None) -> Iterable[str]:
    return (term for word in tokens(text) for term in token_terms(word, language).sequence)


def _places(clause: Sequence[_Token], spoken: frozenset[str]) -> Iterator[_Place]:
    """Where words that are `spoken` often enough stand side by side, and where one is long enough alone."""
    terms = [token.term if token.term in spoken else None for token in clause]
    for at, first in enumerate(terms):
        if first is None:
            continue
        word = clause[at].word
        if len(word) >= _SHORTEST and word.isalpha():
            yield at, at + 1, (first,)
        key: _Key = (first,)
        for end in range(at + 1, min(at + _LONGEST, len(terms))):
            term = terms[end]
            if term is None or term in key:
                break
            key = (*key, term)
            yield at, end + 1, key


def _is_plain(clause: Sequence[_Token], at: int, end: int, plain: frozenset[str]) -> bool:
    """Whether words begin or end with one that does not tell what is spoken of, or a number; in a name it does (New York)."""
    first, last = clause[at].word, clause[end - 1].word
    if first.isdigit() or last.isdigit() or fold_word(last) in plain:
        return True
    return fold_word(first) in plain and (at == 0 or first[:1].islower())


def _is_nominal(clause: Sequence[_Token], at: int, end: int) -> int:
    """1 where English words are a name, or an article or a preposition stands before them, -1 where they have a verb, else 0.

    A verb stands behind "to", a pronoun or "will", and before an article or a pronoun.
    """
    bits = lexicon("en").bits
    before = clause[at - 1].word.lower() if at else ""
    leading, following = bits.get(before, 0), bits.get(clause[end].word.lower(), 0) if end < len(clause) else 0
    if any(bits.get(token.word.lower(), 0) & CUE for token in clause[at:end]) or following & (DETERMINER | OBJECT | PRONOUN):
        return -1
    if at and all(token.word[:1].isupper() for token in clause[at:end]):
        return 1
    if before != "to" and leading & (DETERMINER | PREPOSITION):
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
