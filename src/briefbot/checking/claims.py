"""Claims: the words that somebody wants checked, and who is said to have spoken them, read from what was typed."""

import re
from dataclasses import dataclass

# Words in one kind of marks, which hold any other kind, and what stands behind them.
_MARKED = re.compile(
    r"\s*(?:\"(?P<straight>[^\"]+)\"|“(?P<curly>.+)”|„(?P<low>.+)[“”]|«(?P<guillemets>.+)»|''(?P<doubled>.+?)''|‘(?P<single>.+)’)"
    r"(?P<behind>[^\"“”„«»]*)",
    re.DOTALL,
)
_NAME = r"(?P<by>[^\W\d_][^\n\"“”„«»]{0,98}?)"
# Who said it, behind the words: by Lavrov; — Lavrov; от Лаврова; автор: Лавров.
_BY = re.compile(rf"[\s,.;:]*(?:(?:said |сказал[аи]? )?(?:by|from|от|автор)\b:?|[—–-]+)\s*{_NAME}[\s.]*", re.IGNORECASE)
# The same behind words without marks, where nothing else can be meant.
_LIMIT = re.compile(r"(?:^|\s)(?:by|speaker|автор):\s?(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[^\n\"]{1,98}))\s*$", re.IGNORECASE)


# Fewer words are rather a title, or at arm's length, than somebody's words.
FEWEST_WORDS = 3
# A longer text is no quotation to be checked as one, in characters: more than a message of Telegram has.
LONGEST = 10_000
# Nobody asks in so many characters and words.
_LONG, _MANY_WORDS = 200, 30


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that somebody is said to have spoken; `by` is the name as typed, None where there is none."""

    words: str
    by: str | None = None


def read_claim(typed: str) -> Claim:
    """The words to check, and whose they are said to be: “…” by Name, «…» от Имени, … by:Name, or words alone."""
    limit = _LIMIT.search(typed)
    if limit:
        rest = typed[: limit.start()]
        return Claim((_in_marks(rest) or Claim(rest.strip())).words, (limit["quoted"] or limit["bare"]).strip())
    return _in_marks(typed) or Claim(typed.strip())


def marked_claim(line: str) -> Claim | None:
    """The quotation that a line is, in marks from its beginning, with nothing behind but whose it is; None for any other line.

    In fewer words it is rather a title, or a word that is asked about.
    """
    claim = _in_marks(line)
    return claim if claim is not None and len(claim.words.split()) >= FEWEST_WORDS else None


def is_long(line: str) -> bool:
    """Whether a line is longer than what people ask."""
    return len(line) >= _LONG and len(line.split()) >= _MANY_WORDS


def _in_marks(typed: str) -> Claim | None:
    marked = _MARKED.fullmatch(typed) if len(typed) <= LONGEST else None
    if marked is None:
        return None
    words = next(marked[name] for name in marked.re.groupindex if name != "behind" and marked[name]).strip()
    if not re.search(r"\w", marked["behind"]):
        return Claim(words)
    told = _BY.fullmatch(marked["behind"])
    return Claim(words, told["by"].strip()) if told else None
