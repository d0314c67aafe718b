"""One person, many spellings: pure functions over names as articles give them.

A name is compared by its parts, folded to plain lower-case letters: given name, middle names, family name (the last word, with
its particles) and generation (Jr., III). Titles are no part of it. Where two people would fit, nothing is joined.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from briefbot.language.edits import is_slip
from briefbot.language.folding import fold_name
from briefbot.language.languages import profile
from briefbot.language.lexicon import GROUP, NATIONALITY, ORGANIZATION, PLURAL, given_names, lexicon
from briefbot.language.ru.morphology import is_given_name

# How well a typed name fits a known one; only their order means anything.
EXACT, INITIALS, FAMILY, PART, GIVEN, MISSPELT, NONE = 1.0, 0.9, 0.8, 0.7, 0.6, 0.4, 0.0

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,}|-[^\W\d_]+)*\.?|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
# Names are written in Latin letters, or brought there, before they are compared: English tells what stands around them.
_ENGLISH = profile("en")
# Papers, agencies and pollsters that are called by a family name.
_PAPERS = frozenset("bloomberg forbes fox gallup guardian hill nielsen reuters".split())
_COMPANIES = frozenset("corp corporation inc incorporated ltd limited llc plc gmbh ag".split())


class _Parts(NamedTuple):
    """A name taken apart: folded words, "" where there is none."""

    given: str
    middle: tuple[str, ...]
    family: str
    generation: str
    body: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Given, middle and family name in order."""
        return (*((self.given,) if self.given else ()), *self.middle, self.family)


def canonical_names(sightings: Mapping[str, int], apart: Collection[tuple[str, str]] = ()) -> dict[str, str]:
    """Every name → the fullest name of the same person or body in the archive; `sightings` counts documents a name.

    `apart` are pairs of names that one document has beside each other, the first with a generation: a son is not his father.
    A family name alone joins a full name only where exactly one person bears it, and an initial or a short form only where
    one given name fits. Time grows with the number of names, not with its square.
    """
    parts = {name: _parts(name) for name in sightings}
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(sightings):
        if parts[name].family:
            groups[_identity(parts[name])].append(name)
    leader = {key: _fullest(names, sightings) for key, names in groups.items()}
    joined = _joined(leader, parts, {(_identity(parts[a]), _identity(parts[b])) for a, b in apart})
    clusters: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, names in groups.items():
        clusters[_root(key, joined)].extend(names)
    result = {name: name for name in sightings}
    for names in clusters.values():
        best = _fullest(names, sightings)
        result.update(dict.fromkeys(names, best))
    return result


def matches(asked: str, name: str) -> float:
    """How well what a person typed fits a known name: EXACT > INITIALS > FAMILY > PART > GIVEN > MISSPELT > NONE (0)."""
    wanted, known = _parts(asked), _parts(name)
    if not wanted.family or not known.family:
        return NONE
    if wanted.words == known.words:
        return EXACT if wanted.generation == known.generation else NONE if wanted.generation else INITIALS
    if wanted.generation and wanted.generation != known.generation:
        return NONE
    if (
        wanted.given
        and known.given
        and not wanted.body
        and _compatible(wanted._replace(generation=""), known._replace(generation=""))
    ):
        return INITIALS
    if known.given and " ".join(wanted.words) == known.family:
        return FAMILY
    if _is_part(wanted.words, known.words):
        return GIVEN if wanted.words == (known.given,) else PART
    return MISSPELT if _misspelt(wanted, known) else NONE


@functools.lru_cache(maxsize=1 << 17)
def _parts(name: str) -> _Parts:
    words, generation = _words(name)
    body = len(words) > 1 and words[0] not in given_names() and bool(lexicon("en").bits.get(words[-1], 0) & ORGANIZATION)
    if not words:
        return _Parts("", (), "", generation, body=False)
    at = len(words) - 1
    while not body and at > 1 and words[at - 1] in _ENGLISH.particles:
        at -= 1
    given = words[0] if at > 0 else ""
    return _Parts(given, tuple(words[1:at]) if at > 1 else (), " ".join(words[max(at, 0) :]), generation, body)


def _words(name: str) -> tuple[list[str], str]:
    """The folded words of a name without article, titles and honours, and its generation."""
    titles = _ENGLISH.titles
    words: list[str] = []
    generation = ""
    found = [_fold(word) for word in _WORD.findall(_POSSESSIVE.sub("", name.strip()))]
    for i, (word, dotted) in enumerate(found):
        if word in _ENGLISH.generations and i:
            generation = _ENGLISH.generations[word]
        elif (word in _ENGLISH.honours and i) or (
            not words
            and i + 1 < len(found)
            and word not in _ENGLISH.given_titles
            and (word == "the" or word + "." in titles or (word in titles and _is_title(word, found[i + 1 :])))
        ):
            continue
        elif word:
            words.append(word + ("." if dotted and len(word) == 1 else ""))
    return [word.rstrip(".") for word in words], generation


def _is_title(word: str, rest: list[tuple[str, bool]]) -> bool:
    """Whether a word that can be a title is one here; in a body's name ("House Committee") it is not."""
    bits = lexicon("en").bits
    return (bool(rest) and not bits.get(rest[-1][0], 0) & ORGANIZATION) or not word


def _fold(word: str) -> tuple[str, bool]:
    """A word in plain lower-case letters, without points, and whether it ended in one."""
    return fold_name(word).rstrip("."), word.endswith(".")


def _sound(given: str) -> str:
    """A given name with the letters alike that romanization writes now one way, now another (Sergei, Sergey, Sergej)."""
    given = _ENGLISH.short_names.get(given, given)
    return re.sub(r"(?:iy|yi|ij|ei|ey|ej|ii|yy|y|j)$", "i", given).replace("ks", "x").replace("ph", "f")


def given_names_agree(a: str, b: str) -> bool:
    """Whether two given names are one, whoever bears them: alike in sound, a usual short form, or an initial of the other."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _sound(a) == _sound(b)


def given_names_may_agree(a: str, b: str) -> bool:
    """Whether they can be one among few people of a family name, as in an article: also one the beginning of the other."""
    return given_names_agree(a, b) or a.startswith(b) or b.startswith(a)


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or "".join(w[0] for w in a)[: len(b)] == "".join(w[0] for w in b)[: len(a)]


def _compatible(a: _Parts, b: _Parts) -> bool:
    """Whether two full names can be one person's."""
    if a.generation != b.generation or a.family != b.family:
        return False
    return given_names_agree(a.given, b.given) and _middles_agree(a.middle, b.middle)


def _identity(parts: _Parts) -> tuple[str, ...]:
    """What tells a name from others: bodies by all their words, people by given name's sound, middle initials, family name."""
    if parts.body or not parts.given or parts.family in _COMPANIES:
        words = parts.words
        while len(words) > 1 and words[-1] in _COMPANIES:  # "Lund Motors Inc." is Lund Motors
            words = words[:-1]
        return (*words, "", parts.generation)
    return (_sound(parts.given), "".join(w[0] for w in parts.middle), parts.family, parts.generation)


def _fullest(names: Iterable[str], sightings: Mapping[str, int]) -> str:
    """The name with most words spelt out, then the one that most documents use, then the first by letters."""

    def rank(name: str) -> tuple[int, int, int, str]:
        parts = _parts(name)
        whole = sum(len(word) > 1 for word in parts.words)
        return (-min(whole, 2), -sightings[name], -len(parts.words), name)

    return min(names, key=rank)


def _joined(
    leader: Mapping[tuple[str, ...], str],
    parts: Mapping[str, _Parts],
    apart: Collection[tuple[tuple[str, ...], tuple[str, ...]]],
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each identity that another one completes → that one."""
    families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    firsts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, name in leader.items():
        if not parts[name].body and parts[name].given:
            families[parts[name].family].append(key)
            firsts[parts[name].given].append(key)
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    for family in families.values():
        completed = _completed(family, leader, parts)
        joined.update(completed | _formal(family, leader, parts, completed, apart))
    for key, name in leader.items():
        own = parts[name]
        alone = not own.given or (own.given in _ENGLISH.particles and not own.middle)  # "Van Hollen" may be a family name
        if own.body or not alone or _is_no_family_name(own.family):
            continue
        roots = {_root(k, joined) for k in families.get(" ".join(own.words), ())}
        if own.given:
            if len(roots) == 1:
                joined[key] = roots.pop()
            continue
        if not roots and own.family not in given_names() and not is_given_name(own.family):
            roots = {_root(k, joined) for k in firsts.get(own.family, ())}
        if len(roots) == 1:
            joined[key] = roots.pop()
    return joined


def _is_no_family_name(word: str) -> bool:
    """Whether a word alone, in an article that names nobody in full, is rather a place, a body, a paper or a people."""
    words = lexicon("en")
    return (
        word in _PAPERS or word in words.places or bool(words.bits.get(word, 0) & (ORGANIZATION | GROUP | NATIONALITY | PLURAL))
    )


def _completed(
    family: list[tuple[str, ...]], leader: Mapping[tuple[str, ...], str], parts: Mapping[str, _Parts]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Within one family name: names without a middle initial, or with an initial for a given name, join the one that fits."""
    by_initial: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in family:
        by_initial[parts[leader[key]].given[0]].append(key)
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    for keys in by_initial.values():
        by_given: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for key in keys:
            by_given[key[0], key[3]].append(key)
        for alike in by_given.values():
            with_middle = [key for key in alike if key[1]]
            for key in alike:
                if not key[1] and len(with_middle) == 1:
                    joined[key] = with_middle[0]
        for key in keys:
            if len(key[0]) == 1:
                roots = {
                    _root(k, joined)
                    for k in keys
                    if len(k[0]) > 1 and k[3] == key[3] and _middles_agree(tuple(key[1]), tuple(k[1]))
                }
                if len(roots) == 1:
                    joined[key] = roots.pop()
    return joined


def _formal(
    family: list[tuple[str, ...]],
    leader: Mapping[tuple[str, ...], str],
    parts: Mapping[str, _Parts],
    completed: Mapping[tuple[str, ...], tuple[str, ...]],
    apart: Collection[tuple[tuple[str, ...], tuple[str, ...]]],
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Within one family name: those who are called casually what one person's formal name is: "Joseph R. Lund Jr.", "Joe Lund".

    A formal name has a middle name and a generation. Whoever else is formally called so without the generation, is of another
    one, or stands beside the name in a document, is somebody else; and then nobody is joined.
    """
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    by_given: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in family:
        by_given[key[0]].append(key)
    for given, alike in by_given.items():
        formal = [key for key in alike if key[3]]
        casual = [key for key in alike if not key[3]]
        fitting = [key for key in casual if _middles_agree(tuple(key[1]), tuple(formal[0][1]))] if formal else []
        if len(formal) != 1 or not formal[0][1] or len(given) == 1 or len(fitting) < len(casual):
            continue
        strict = any(key[1] and parts[leader[key]].given not in _ENGLISH.short_names for key in casual)
        if strict or any((formal[0], key) in apart for key in casual):
            continue
        joined.update({key: formal[0] for key in casual if key not in completed})
    return joined


def _root(key: tuple[str, ...], joined: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    while key in joined:
        key = joined[key]
    return key


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words stand in the longer name in the same order."""
    rest = iter(" ".join(long).split())
    return all(word in rest for word in " ".join(short).split())


def _misspelt(wanted: _Parts, known: _Parts) -> bool:
    if (
        wanted.given
        and known.given
        and not (given_names_agree(wanted.given, known.given) or is_slip(wanted.given, known.given))
    ):
        return False
    return is_slip(wanted.family, known.family)
