"""Controllers: what each address shows, in ONE table, as the commands of a conversation are one."""

from collections.abc import Callable, Mapping

from briefbot.web.answers import Answer
from briefbot.web.controllers import asking, cards, checking, documents, feeds, people, sources
from briefbot.web.visits import Visit

Controller = Callable[[Visit], Answer]

# Paths with the name by which the log tells of a page, and what makes it.
CONTROLLERS: Mapping[str, tuple[str, Controller]] = {
    "/": ("question", asking.ask),
    "/d": ("document", documents.show),
    "/d/{id:path}": ("document", documents.show),
    "/people": ("people", people.list_people),
    "/p": ("person", people.show),
    "/p/{id:path}": ("person", people.show),
    "/check": ("check", checking.check),
    "/compare": ("comparison", people.compare),
    "/sources": ("sources", sources.show),
    "/s": ("publisher", sources.show_publisher),
    "/s/{id:path}": ("publisher", sources.show_publisher),
    "/card.png": ("picture", cards.draw),
    "/feed.atom": ("feed", feeds.show),
}
