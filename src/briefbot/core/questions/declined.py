"""Names in questions whose language declines them: in Russian the case tells who speaks and who is spoken of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefbot.core.model import Span
from briefbot.core.questions.names import Named
from briefbot.core.russian import Word, readings, words
from briefbot.core.terms import terms
from briefbot.core.text import fold

# Readings of a name that are so much less likely than the first one are not looked up.
_LIKELY = 0.02
_NAME_TRAITS = frozenset(("Name", "Surn", "Patr"))

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
    r"выступлени\w+|совет[аыу]?|прогноз\w{0,2}|призыв\w{0,2}|обещани\w|признани\w|вывод\w{0,2}|идея|идеи|угроз\w)"
)
_SPEECH = re.compile(rf"\b(?:{SPEECH}|версии|согласно|устами)$", re.IGNORECASE)
# What is said on a speech is not that speech.
_SPOKEN_ON = re.compile(r"\b(?:на|об?|обо|про|к|за|против|из-за|после|над|от)\s+(?:\w+\s+)?$", re.IGNORECASE)
# Verbs with several subjects or none: who stands beside them in another case is spoken to.
_ADDRESSED = re.compile(
    r"\b(?:ответили|сказали|говорили|говорят|возразили|предложили|посоветовали|задали|написали)\b", re.IGNORECASE
)
_JOINING = re.compile(r"\s*(?:,|и)\s*")
_GENERATION = re.compile(r"-(?:старш|младш)\w+$", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w-]+$")


def basic_forms(word: str, doubtful: bool) -> tuple[str, ...]:  # noqa: FBT001 (one of the BasicForms)
    """The nominatives of a name in any case; a word that may well be no name has none, unless the dictionary calls it one."""
    word = _GENERATION.sub("", word)
    typed = fold(word).replace("’", "'")
    if doubtful and not _may_be_a_name(word):
        return (typed,)
    found = readings(word.title() if word.islower() else word)
    best = found[0].score if found else 0.0
    return tuple(dict.fromkeys((typed, *(fold(one.name) for one in found if one.score >= _LIKELY * best))))


def asked_for(question: str, named: Sequence[Named]) -> list[Named]:
    """Those of the names whose words the question asks for.

    «По словам X» says it itself, and so does «мнение X». Otherwise it is the first name that stands in the nominative and
    belongs to no noun before it («стена X», «пресс-секретарь X»); one in another case only where there is none.
    """
    told_by = [_declined(name) for name in named if _is_told_by(question, name)]
    if told_by:
        return _joined(question, told_by[:1], [name for name in named if name.place > told_by[0].place])
    speaking = [name for name in named if not _is_spoken_of(question, name)]
    upright = [replace(name, people=name.upright) for name in speaking if name.upright]
    if not upright and _ADDRESSED.search(question):
        return []
    return _joined(question, (upright or speaking)[:1], (upright or speaking)[1:])


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


def _may_be_a_name(word: str) -> bool:
    """Whether a word in small letters, or the first of a question, is a name: by the dictionary."""
    return bool(terms(word, "ru")) and any(one.traits & _NAME_TRAITS and one.score >= _LIKELY for one in words(word))


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
    while (match := _LAST_WORD.search(question[:start].rstrip())) and _is_title(match[0]):
        if _SPEECH.search(question[:start].rstrip()):
            break
        start = match.start()
    return start


def _is_title(word: str) -> bool:
    """Whether a word can stand between a preposition and a name: somebody's office, or an adjective."""
    likeliest = _likeliest(word)
    return likeliest is not None and (
        likeliest.part in ("ADJF", "PRTF")
        or (likeliest.part == "NOUN" and "anim" in likeliest.traits and not likeliest.traits & _NAME_TRAITS)
    )


def _likeliest(word: str) -> Word | None:
    return next(iter(words(word)), None)


def _is_spoken_of(question: str, name: Named) -> bool:
    """Whether a name is governed by a preposition, or by a noun that it owns."""
    if _PREPOSITION.search(_before(question, name)):
        return True
    before = _LAST_WORD.search(question[: name.place.start].rstrip())
    noun = _likeliest(before[0]) if before else None
    if noun is None or noun.part != "NOUN" or noun.traits & _NAME_TRAITS:
        return False
    return len(name.upright) < len(name.people) or "anim" not in noun.traits
