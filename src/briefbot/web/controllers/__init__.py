"""Controllers: what each address shows, in ONE table, as the commands of a conversation are one."""

from collections.abc import Callable, Mapping
from importlib import import_module

from briefbot.web.answers import Answer
from briefbot.web.visits import Visit

Controller = Callable[[Visit], Answer]


def _of(module: str, name: str) -> Controller:
    """A controller by its module, which is loaded with the first visit: no first page waits for what others need."""

    def controller(visit: Visit) -> Answer:
        answer: Answer = getattr(import_module(f"{__name__}.{module}"), name)(visit)
        return answer

    return controller


# Paths with the name by which the log tells of a page, and what makes it.
CONTROLLERS: Mapping[str, tuple[str, Controller]] = {
    "/": ("question", _of("start", "ask")),
    "/d": ("document", _of("documents", "show")),
    "/d/{id:path}": ("document", _of("documents", "show")),
    "/people": ("people", _of("people", "list_people")),
    "/p": ("person", _of("people", "show")),
    "/p/{id:path}": ("person", _of("people", "show")),
    "/check": ("check", _of("checking", "check")),
    "/compare": ("comparison", _of("people", "compare")),
    "/sources": ("sources", _of("sources", "show")),
    "/s": ("publisher", _of("sources", "show_publisher")),
    "/s/{id:path}": ("publisher", _of("sources", "show_publisher")),
    "/card.png": ("picture", _of("cards", "draw")),
    "/feed.atom": ("feed", _of("feeds", "show")),
}
