"""The command that checks quotations, and the lines that are one without it: /check, words in marks, a long text."""

import re
from dataclasses import dataclass

from briefbot.checking.claims import FEWEST_WORDS, Claim, is_long, marked_claim, read_claim
from briefbot.dialogue.commands.command import Command
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Request
from briefbot.model import Attribution, Document, Kind
from briefbot.wording.translation import N_

# So many quotations of one message are checked: as many as are read.
_MOST = 5
# How a line begins that wants something.
_ASKING = re.compile(
    r"\W*(?:(?:please\s+|can you\s+|could you\s+)?(?:tell|show|give|find|list|quote|search|explain|summari[sz]e)\b|"
    r"(?:what|who|whom|when|where|why|how|which)\s+(?:\w+\s+)?(?:did|do|does|has|have|had|is|are|was|were|will|said|says|say)\b|"
    r"(?:did|does|has|have|is|are|was|were)\s|(?:(?:по)?кажи|расскажи|найди|дай|приведи|процитируй|перечисли)(?:те)?\b|"
    r"(?:что|кто|когда|где|почему|зачем|как)\s+(?:\w+\s+)?(?:сказал|говорил|заявил|заявлял|думает|считает|ответил)\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CheckQuotations(Request):
    """Check whether anybody said these words."""

    claims: tuple[Claim, ...]

    @property
    def is_question(self) -> bool:
        """It is."""
        return True


def pasted(line: str) -> CheckQuotations | None:
    """The quotation that a line is: all of it in marks, or longer than any question and none; None for any other line."""
    claim = marked_claim(line)
    if claim is None and is_long(line) and not _asks(line):
        claim = Claim(line.strip())
    return CheckQuotations((claim,)) if claim else None


def quoted_in(text: str) -> CheckQuotations:
    """What is to be checked of a message that is passed on: what it quotes, as the words of whom it names, or all of it."""
    # Imported here: it takes as long to load as all of a conversation, and few messages are passed on.
    from briefbot.reading.quotes import TooMuchWorkError, find_quotes  # noqa: PLC0415

    try:
        found = find_quotes(Document("message", text)).quotes if text.strip() else ()
    except TooMuchWorkError:
        found = ()
    spoken = (one for one in found if one.kind is Kind.DIRECT and one.source.attribution is not Attribution.NOBODY)
    claims = [Claim(one.span.of(text), one.source.speaker) for one in spoken]
    telling = [claim for claim in claims if len(claim.words.split()) >= FEWEST_WORDS]
    return CheckQuotations(tuple(telling[:_MOST]) or (Claim(text.strip()),))


def _asks(line: str) -> bool:
    """Whether a long text asks for something."""
    return "?" in line or _ASKING.match(line) is not None


COMMANDS = (
    Command(
        "check",
        lambda rest: CheckQuotations((read_claim(rest),)) if rest else Hint.NOTHING_TO_CHECK,
        N_("whether anybody said it: /check “words” by Name"),
        N_("whether anybody said it: /check “words” by Name, or in reply to a message"),
        N_("whether anybody said it, exactly or otherwise"),
        aliases=("проверь", "проверить"),
    ),
)
