"""Sources: the publishers of the archive, and the documents of each."""

from collections.abc import Sequence

from briefbot.model import Document
from briefbot.rendering import page_phrases, phrases
from briefbot.rendering.blocks import Listing
from briefbot.rendering.citations import provenance
from briefbot.web.answers import Answer
from briefbot.web.views import templates
from briefbot.web.visits import Visit

_SHOWN = 20


def show(visit: Visit) -> Answer:
    """All publishers, and the newest documents of any."""
    page = templates.page(
        "sources",
        visit,
        publishers=[
            (one.name, one.documents, phrases.days(one.first, one.last, visit.locale))
            for one in visit.archive.catalogue.publishers
        ],
        newest=_listing(visit, _documents(visit, None, _SHOWN)),
        statistics=phrases.statistics(visit.archive.catalogue, visit.locale),
    )
    return Answer(page)


def show_publisher(visit: Visit) -> Answer:
    """The documents of a publisher, newest first."""
    name, skip = visit.named, visit.number("skip")
    publisher = next((one for one in visit.archive.catalogue.publishers if one.name == name), None)
    if publisher is None:
        page = templates.page("failure", visit, title=page_phrases.NOT_FOUND, told=page_phrases.NO_SUCH_PUBLISHER)
        return Answer(page, status=404)
    documents = _documents(visit, name, _SHOWN + 1, skip)
    page = templates.page(
        "publisher",
        visit,
        name=name,
        counted=phrases.documents(publisher.documents, visit.locale),
        days=phrases.days(publisher.first, publisher.last, visit.locale),
        listing=_listing(visit, documents[:_SHOWN]),
        older=visit.again(skip=skip + _SHOWN) if len(documents) > _SHOWN else None,
        newer=visit.again(skip=max(0, skip - _SHOWN)) if skip else None,
    )
    return Answer(page)


def _documents(visit: Visit, publisher: str | None, count: int, skip: int = 0) -> Sequence[Document]:
    with visit.archive.store.read() as work:
        return work.latest.documents(count, skip, publisher)


def _listing(visit: Visit, documents: Sequence[Document]) -> Sequence[Listing]:
    return [Listing(tuple(provenance(one, visit.locale) for one in documents))] if documents else []
