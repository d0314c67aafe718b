"""Names in questions whose language declines them: in Russian the case tells who speaks and who is spoken of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefbot.answering.questions.names import PARTICLES, Named, NameForms
from briefbot.language.folding import fold, fold_name
from briefbot.language.ru.morphology import CASES, Word, readings, words
from briefbot.language.terms import terms
from briefbot.model import Span

# Readings of a name that are so much less likely than the first one are not looked up.
_LIKELY = 0.02
_NAME_TRAITS = frozenset(("Name", "Surn", "Patr"))
_NOT_OWNED = _NAME_TRAITS | {"Geox"}  # names, and places: «мэр Лондона X»
_TRIED = 4  # readings of a word that are likely enough to be looked at

_PREPOSITION = re.compile(
    r"\b(?:об?|обо|про|к|ко|со?|против|над|на|для|из-за|из|без|у|от|при|за|вокруг|насч[её]т|касательно|между|перед|через|по|"
    r"после|до|вместо|среди|ради|благодаря|вопреки|относительно|в|во)$",
    re.IGNORECASE,
)
# Nouns of speech: whose words they are follows in the genitive, «по словам Лаврова», «мнение Меркель».
SPEECH = (
    r"(?:слов(?:а|ам|ами|о|ах)|мнени[еяюй]м?|позици[яиюей]+|заявлени\w+|реакци\w+|комментари\w+|высказывани\w+|цитат\w*|"
    r"ответ(?:а|ы|ом|ов)?|взгляд(?:а|ы|ов)?|точк\w зрения|обещани\w+|предложени\w+|оценк\w+|аргумент\w*|довод\w*|"
    r"предупреждени\w+|критик[аеиу]|объяснени\w+|обвинени\w+|интервью|реч(?:ь|и|ью)|отношени[ея]|письм\w+|твит\w*|"
    r"выступлени\w+|совет[аыу]?|прогноз\w{0,2}|призыв\w{0,2}|обещани\w|признани\w|вывод\w{0,2}|идея|идеи|угроз\w|план\w{0,2})"
)
_SPEECH = re.compile(rf"\b(?:{SPEECH}|данным|информации|версии|согласно|устами)$", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:(?:по|со|с)\s+\w+(?:\s+зрения)?|согласно)$", re.IGNORECASE)
# What is said on a speech is not that speech.
_SPOKEN_ON = re.compile(r"\b(?:на|об?|обо|про|к|за|против|из-за|после|над|от)\s+(?:\w+\s+)?$", re.IGNORECASE)
# Verbs with several subjects or none: who stands beside them in another case is spoken to.
_ADDRESSED = re.compile(
    r"\b(?:ответили|сказали|говорили|говорят|возразили|предложили|посоветовали|задали|написали)\b", re.IGNORECASE
)
_JOINING = re.compile(r"\s*(?:,|и)\s*")
_GENERATION = re.compile(r"-(?:старш|младш)\w+$", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w-]+$")


def _basic_forms(word: str) -> tuple[str, ...]:
    """The nominatives of a name in any case; none for a word of grammar."""
    if word.lower() in PARTICLES:
        return (fold(word),)
    if not terms(word, "ru"):
        return ()
    word = _GENERATION.sub("", word)
    found = readings(word.title() if word.islower() else word)
    best = found[0].score if found else 0.0
    nominatives = (fold(one.name) for one in found if one.score >= _LIKELY * best)
    return tuple(dict.fromkeys((fold_name(word), *nominatives)))


def _may_be_a_name(word: str) -> bool:
    """Whether a word in small letters, or the first of a question, is a name: by the dictionary, or for it lacks the word."""
    found = words(word)
    named = any(one.traits & _NAME_TRAITS and one.score >= _LIKELY for one in found)
    return len(word) > 1 and (named or not any(one.known for one in found))


def _is_given_name(word: str) -> bool:
    """Whether a word is first of all a given name: «Сэм», but not «вера», nor «ли»."""
    likeliest = _likeliest(word)
    return likeliest is not None and "Name" in likeliest.traits and (word[0].isupper() or bool(terms(word, "ru")))


NAME_FORMS = NameForms(basic=_basic_forms, alone=_may_be_a_name, given=_is_given_name)


def asked_for(question: str, named: Sequence[Named]) -> list[Named]:
    """Those of the names whose words the question asks for.

    «По словам X» says it itself. Otherwise it is the first name that stands in the nominative and belongs to no noun before it
    («стена X», «пресс-секретарь X»); where there is none, the one behind a noun of speech («мнение X»), or in another case.
    """
    told_by = [_declined(name) for name in named if _is_told_by(question, name)]
    if told_by and _ACCORDING.search(_before(question, told_by[0])):
        return _joined(question, told_by[:1], named)
    speaking = [name for name in named if not _is_spoken_of(question, name)]
    upright = [replace(name, people=name.upright) for name in speaking if name.upright]
    if not (upright or told_by) and _ADDRESSED.search(question):
        return []
    return _joined(question, (upright or told_by or speaking)[:1], named)


def _is_told_by(question: str, name: Named) -> bool:
    """Whether a name says whose words are asked for: «слова X», but not «что ответил Y на слова X»."""
    speech = _SPEECH.search(_before(question, name))
    return speech is not None and not _SPOKEN_ON.search(question[: speech.start()])


def _declined(name: Named) -> Named:
    """The name in the genitive: of those who bear it, it means the ones for whom that is another form than the basic one."""
    others = tuple(person for person in name.people if person not in name.upright)
    return replace(name, people=others) if others else name


def with_title(question: str, name: Named) -> Span:
    """The place of a name with the title before it: «министра Лаврова»."""
    return Span(_title_start(question, name), name.place.end)


def _joined(question: str, first: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """The names with those that are joined to the last of them: «Лавров и Керри»."""
    joined = list(first)
    for name in others:
        if joined and name.place > joined[-1].place and _JOINING.fullmatch(question[joined[-1].place.end : name.place.start]):
            joined.append(name)
    return joined


def _before(question: str, name: Named) -> str:
    """What stands before a name and its title: «по словам министра Лаврова»."""
    return question[: _title_start(question, name)].rstrip()


def _title_start(question: str, name: Named) -> int:
    start = name.place.start
    cases = _cases(name.place.of(question))
    while (match := _LAST_WORD.search(question[:start].rstrip())) and _is_title(match[0], cases):
        if _SPEECH.search(question[:start].rstrip()):
            break
        start = match.start()
    return start


def _is_title(word: str, cases: frozenset[str]) -> bool:
    """Whether a word can stand before a name in one of these cases as its title: somebody's office, or an adjective."""
    return any(
        (one.part in ("ADJF", "PRTF") or (one.part == "NOUN" and "anim" in one.traits and not one.traits & _NAME_TRAITS))
        and one.case in cases
        for one in words(word)[:_TRIED]
    )


def _cases(name: str) -> frozenset[str]:
    """The cases that a name may stand in; any, for one in another script."""
    found = readings(name.title() if name.islower() else name)
    return frozenset(one.case for one in found if one.score >= _LIKELY * found[0].score) or frozenset(CASES)


def _likeliest(word: str) -> Word | None:
    return next(iter(words(word)), None)


def _is_spoken_of(question: str, name: Named) -> bool:
    """Whether a name is governed by a preposition, or owns the noun before it; a place in between belongs to a title."""
    if _PREPOSITION.search(_before(question, name)):
        return True
    before = _LAST_WORD.search(question[: name.place.start].rstrip())
    if before is None or (before.start() and before[0][0].isupper()):  # no noun, or a part of the name
        return False
    noun = _likeliest(before[0])
    if noun is None or noun.part != "NOUN" or noun.traits & _NOT_OWNED or "gent" not in _cases(name.place.of(question)):
        return False
    return len(name.upright) < len(name.people) or "anim" not in noun.traits
