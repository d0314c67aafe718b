"""Whose words a question asks for, of those whom it names: who speaks, and not who owns, qualifies or is spoken of."""

import re
from collections.abc import Sequence

from briefbot.answering.questions.names import Named
from briefbot.answering.questions.words import COMMON, SPEECH
from briefbot.language.folding import fold
from briefbot.language.languages import profile
from briefbot.language.lexicon import CUE, GROUP, PAPER, PERSON, PLURAL, SAYING, TITLE, lexicon
from briefbot.language.name_words import title_before

# What follows a name that tells of whom it speaks: "French president", "World Bank employees", "the Verizon agreement".
_QUALIFIED = PERSON | PLURAL | GROUP | PAPER | TITLE


def asked_for(question: str, named: Sequence[Named]) -> list[Named]:
    """Those of the names whose words the question asks for.

    "According to X" says it itself. Otherwise it is the first name that stands for a speaker: not one that only owns
    something or somebody else ("X's spokesman", "X's wall"), that tells of what kind a thing is ("the X agreement", "X
    employees", "the X president Y"), or that is spoken of ("on X").
    """
    told_by = [name for name in named if _TOLD_BY.search(question[: name.place.start])]
    if told_by:
        return told_by[:1]
    speaking = [name for name in named if not _is_spoken_of(question, name)]
    first = next((at for at, name in enumerate(speaking) if _stands_for_a_speaker(question, name)), 0)
    speaking = speaking[first:]
    joined = speaking[:1]
    for name in speaking[1:]:
        between = question[joined[-1].place.end : name.place.start]
        if re.fullmatch(r"\s*(?:,|,?\s*and|or|&|vs\.?|versus|as well as)\s*", between):  # "Warren and Sanders"
            joined.append(name)
        else:
            break
    return joined


_TOLD_BY = re.compile(
    r"\b(?:according to|(?:told|said|put|described|expressed|written|tweeted|stated) by)\s+"
    r"(?:(?:the|mr|mrs|ms|dr|general|senator|president|governor|secretary|justice|admiral)\.?\s+)*$",
    re.IGNORECASE,
)
# "Before the Republican convention, how did Peter Thiel …": right behind the auxiliary, titles between them.
_SUBJECT = re.compile(r"\b(?:did|does|do|has|have|had|will|would)\s+(?:the\s+)?$", re.IGNORECASE)
# "How did the man from the mosque explain what Omar Mateen did?", but not "… what Omar Mateen said".
_TOLD_OF = re.compile(r"\w\s+(?:what|how|why|that|whether|if|when)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|his|her|its|their|what|which)\s+$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:on|about|of|to|with|against|for|towards?|over|at|than|like|as|call|called|calling|tell|told|ask|asked)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)


def _stands_for_a_speaker(question: str, name: Named) -> bool:
    """Whether a name, with the titles before it, is the subject of the question."""
    title = title_before(question, name.place)
    return _SUBJECT.search(question[: (title or name.place).start]) is not None


def _is_spoken_of(question: str, name: Named) -> bool:
    """Whether a name owns, qualifies or is the object of something, and so is not who speaks."""
    before, after = question[: name.place.start], question[name.place.end :]
    if name.possessed is not None:
        return name.possessed not in SPEECH
    if _SPOKEN_OF.search(before):
        return True
    following = re.match(r"\s+([^\W\d_]+)", after)
    noun = fold(following[1]) if following else ""
    bits = lexicon("en").bits.get(noun, 0)
    if _TOLD_OF.search(before) and noun and not bits & CUE:
        return True
    if bits & _QUALIFIED and not bits & SAYING:  # "what did X tweet" has no X tweet in it
        return True
    return bool(noun and noun not in COMMON and _ARTICLE.search(before)) and not _is_title(question, name)


def _is_title(question: str, name: Named) -> bool:
    """Whether a name in a question is an office that one person of the archive holds: "the Pope"."""
    return fold(name.place.of(question)) in profile("en").titles
