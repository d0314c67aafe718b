"""Commands about a question and its answer: /ask, /more, /context, /source, /why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from briefbot.dialogue.commands.command import Command, number_in
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Request
from briefbot.wording.translation import N_

Looking = Literal["context", "source"]


@dataclass(frozen=True, slots=True)
class Ask(Request):
    """A question; `speaker` is whose words alone are wanted, where somebody was chosen beside it; `timeline`, by their days."""

    question: str
    speaker: str | None = None
    timeline: bool = False

    @property
    def is_question(self) -> bool:
        """It is."""
        return True


@dataclass(frozen=True, slots=True)
class AskNothing(Request):
    """The command for a question, without one; `timeline`, the one for a timeline."""

    timeline: bool = False


@dataclass(frozen=True, slots=True)
class More(Request):
    """Further citations of the last answer."""


@dataclass(frozen=True, slots=True)
class Look(Request):
    """The text around, or the source of, the citation with this number (from 1)."""

    what: Looking
    number: int


@dataclass(frozen=True, slots=True)
class ShowReading(Request):
    """Tell how the last question was read."""


def _look(what: Looking) -> Callable[[str], Request | Hint]:
    def parse(rest: str) -> Request | Hint:
        number = number_in(rest)
        return Hint.NO_NUMBER if number is None else Look(what, number)

    return parse


COMMANDS = (
    Command("ask", lambda rest: Ask(rest) if rest else AskNothing(), menu=N_("ask who said what, and when")),
    Command(
        "more",
        lambda _: More(),
        N_("more quotations that answer the last question"),
        N_("more quotations"),
        N_("more quotations for the last question"),
        aliases=("еще", "ещё"),
    ),
    Command(
        "context", _look("context"), N_("the text around quotation N of the last answer: /context 2"), aliases=("контекст",)
    ),
    Command("source", _look("source"), N_("which document quotation N is from: /source 2"), aliases=("источник",)),
    Command(
        "timeline",
        lambda rest: Ask(rest, timeline=True) if rest else AskNothing(timeline=True),
        N_("what was said, day by day: /timeline Lavrov on Syria"),
        N_("what was said, day by day: /timeline Lavrov on Syria"),
        aliases=("хронология",),
    ),
    Command("why", lambda _: ShowReading(), N_("how the last question was read"), N_("how the last question was read")),
)
