"""Citations in Telegram messages: each quotation in a block of its own, with its speaker and where it stands."""

from collections.abc import Iterable, Iterator

from briefbot.dialogue.replies import Context
from briefbot.model import Citation, Document
from briefbot.rendering import phrases
from briefbot.telegram.views.messages import Block, Run, cut, notice, parts
from briefbot.wording.locale import ENGLISH, ReaderLocale

# What a button can put into the clipboard.
COPYABLE = 256
# A longer quotation is folded: Telegram shows three lines of it and a sign to open the rest.
_FOLDED_FROM = 420
# Titles, names and addresses are not quotations: what is longer than anybody reads is cut, and shows it.
TITLE, NAME, ADDRESS = 200, 100, 1_000


def quotation(citation: Citation, number: int | None, manner: ReaderLocale) -> Block:
    """A citation with its number, speaker, and where it stands."""
    words = phrases.marked(citation)
    quote = Run(words, quote="folded" if len(words) > _FOLDED_FROM else "open")
    return (
        *byline(citation, f"{number}. " if number else "", manner),
        quote,
        Run("\n"),
        *provenance(citation.document, manner),
    )


def byline(citation: Citation, label: str = "", manner: ReaderLocale = ENGLISH) -> list[Run]:
    """A line of number and name, and how the words are told; none where there is nothing to say."""
    name = cut(manner.name(citation.speaker), NAME) if citation.speaker else ""
    told = phrases.byline(name or None, citation.kind, manner).removeprefix(name)
    line = [run for run in (Run(label + name if name or told else label.rstrip(), bold=True), Run(told)) if run.text]
    return [*line, Run("\n")] if line else []


def provenance(document: Document, manner: ReaderLocale) -> Iterator[Run]:
    """Title (a link where there is an address), source and date."""
    yield Run(cut(document.title or document.id, TITLE), italic=True, link=address_of(document.url))
    source = cut(document.source, NAME) if document.source else document.id if document.title else None
    yield Run("".join(f" · {fact}" for fact in (source, phrases.day(document.published, manner)) if fact))


def first_address(citations: Iterable[Citation]) -> str:
    """The address that the first link leads to; empty where there is none."""
    return next((address for citation in citations if (address := address_of(citation.document.url))), "")


def address_of(url: str | None) -> str | None:
    """An address that Telegram makes a link of, None for others."""
    return url if url and len(url) <= ADDRESS and url.startswith(("http://", "https://")) else None


def words_in_context(reply: Context) -> list[Run]:
    """One slice of the document, with the cited words in bold."""
    citation, text = reply.citation, reply.citation.document.text
    start = (reply.before or reply.paragraph).start
    end = (reply.after or reply.paragraph).end
    around = [
        Run(text[start : citation.span.start], quote="open"),
        Run(citation.text, bold=True, quote="open"),
        Run(text[citation.span.end : end], quote="open"),
    ]
    return [run for run in around if run.text]


def citation_to_copy(citation: Citation, manner: ReaderLocale = ENGLISH, link: str = "") -> list[str]:
    """A citation as one paragraph of plain text, with the address of its link where it has one."""
    return parts([notice(plain_citation(citation, manner, link))], manner)


def plain_citation(citation: Citation, manner: ReaderLocale = ENGLISH, link: str = "") -> str:
    """Words, speaker, title, source, date and the address of its link in one line."""
    document = citation.document
    facts = [
        phrases.byline(citation.speaker and manner.name(citation.speaker), citation.kind, manner),
        document.title,
        document.source,
        phrases.day(document.published, manner) if document.published else None,
        document.url,
    ]
    words = f"{phrases.marked(citation)} — {', '.join(filter(None, facts)) or document.id}"
    return f"{words} {link}" if link else words
