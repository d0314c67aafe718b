"""The text of a page of HTML: of its article, of all that a reader sees, or of a piece of it."""

import re
from collections.abc import Iterator
from typing import Any

from briefbot.errors import DocumentError

# What nobody reads, and what a page asks and offers its readers.
UNSEEN = tuple("script style template noscript iframe object svg math canvas select textarea button input".split())
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer h1"
    " h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
# What readers say below an article: names that the usual systems give it, each alone.
_COMMENTS = frozenset(
    "comments comment-list commentlist comments-area comments-section comment-section comments-wrapper comments-list"
    " disqus_thread reader-comments respond usercomments fb-comments".split()
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_ASIDE = frozenset({"p", "blockquote", "li", "nav", "header", "footer", "aside"})
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡↑↩^]\ufe0e?)[\])]?")
_PULLED = re.compile(r"(?:^|[\s_-])pull-?quote(?:$|[\s_-])", re.IGNORECASE)
_PULLING = ("blockquote", "aside", "div", "figure", "section", "p")
_MOST_PULLED = 20
_QUOTED = ".//text()[not(ancestor::cite or ancestor::footer or ancestor::figcaption)]"
_HIDDEN = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LEAST = 200  # code points: what extraction finds less of is looked for again
_MOST_ELEMENTS = 20_000  # in a larger page the article is looked for in one way alone
_MARKS = {"ru": "«»", "uk": "«»", "be": "«»", "fr": "«»", "de": "„“"}
_OPENING = "\"'“‘«„‹"


def parse_html(text: str) -> Any:
    """The tree of a page or a piece of one. Nothing is fetched, and no entity but HTML's own is known.

    Raises:
        DocumentError: there is nothing in it.
    """
    from lxml import etree, html  # noqa: PLC0415 (it takes long to load, and only pages need it)

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise DocumentError("there is no text in it") from None
    return tree


def tidy(tree: Any, language: str | None) -> None:
    """Take out of a tree what nobody reads, and write the marks of `<q>` as browsers do."""
    for element in [*tree.iter(*UNSEEN)]:
        element.drop_tree()
    for element in [*tree.iter()]:
        if element.tag not in _WHOLE and (_is_hidden(element) or _is_comments(element)):
            element.drop_tree()
    drop_marks_of_notes(tree)
    _drop_pull_quotes(tree)
    for table in [*tree.iter("table")]:
        if next(table.iter("p", "div", "h1", "h2", "article", "section"), None) is not None:
            _unfold(table)
    marks = _MARKS.get((language or "")[:2].lower(), "“”")
    for element in [*tree.iter("q")]:
        if not "".join(element.itertext()).lstrip().startswith((*_OPENING,)):
            element.text = marks[0] + (element.text or "").lstrip()
            _close(element, marks[1])
        element.drop_tag()


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_comments(element: Any) -> bool:
    return bool(_COMMENTS & {element.get("id", "").lower(), *element.get("class", "").lower().split()})


def drop_marks_of_notes(tree: Any) -> None:
    """Take out the numbers and signs that lead to a note and back, which would be a part of the word before them."""
    for link in [*tree.iter("a")]:
        if link.get("href", "").startswith("#") and _NOTE.fullmatch("".join(link.itertext()).strip()):
            link.drop_tree()


def _drop_pull_quotes(tree: Any) -> None:
    """Take out words that are shown large beside the article that has them: there nobody is named who said them."""
    pulled = [element for element in tree.iter(*_PULLING) if _PULLED.search(element.get("class", ""))][:_MOST_PULLED]
    whole = _letters("".join(tree.itertext())) if pulled else ""
    for element in pulled:
        words = _letters("".join(element.xpath(_QUOTED)))
        if words and whole.count(words) > 1:
            whole = whole.replace(words, "", 1)
            element.drop_tree()


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _unfold(table: Any) -> None:
    """Make blocks of a table that lays a page out: its cells hold paragraphs, and are no figures."""
    for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
        element.tag = "div"


def _close(element: Any, mark: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + mark
    else:
        element.text = (element.text or "").rstrip() + mark


def article_text(tree: Any) -> str:
    """The paragraphs of the article, with blank lines between; the whole text where no article can be told in it."""
    import trafilatura  # noqa: PLC0415 (as above)

    try:
        found = trafilatura.bare_extraction(
            tree, include_comments=False, fast=sum(1 for _ in tree.iter()) > _MOST_ELEMENTS, with_metadata=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):  # it raises on odd trees
        found = None
    lines = str(getattr(found, "text", None) or "").split("\n")
    text = "\n\n".join(filter(None, map(str.strip, lines)))
    if len(text) >= _LEAST:
        return text
    return max(text, _paragraph_text(tree), key=len) or block_text(tree)


def _paragraph_text(tree: Any) -> str:
    """The paragraphs that are marked as such, where there is a running text in them."""
    (root,) = tree.xpath("(//article | //main | //body | /*)[1]")
    return "\n\n".join(filter(None, (_line(element) for element in root.iter("p", "blockquote", "li") if not _nested(element))))


def _nested(element: Any) -> bool:
    return any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())


def _line(element: Any) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def visible_text(tree: Any) -> str:
    """All that a reader sees of a page, a line a block."""
    return "\n".join(_blocks(tree))


def block_text(tree: Any) -> str:
    """The same with blank lines between the blocks."""
    return "\n\n".join(_blocks(tree))


def _blocks(tree: Any) -> Iterator[str]:
    """The text of each block, in order. Not recursive: pages nest as deeply as they like."""
    body = tree.find("body") if tree.tag == "html" else tree
    pieces: list[str] = []
    for event, element in walk(tree if body is None else body):
        if element.tag in BLOCKS or element.tag == "br":
            if line := _joined(pieces):
                yield line
            pieces.clear()
        pieces.append((element.text if event == "start" else element.tail) or "")
    if line := _joined(pieces):
        yield line


def _joined(pieces: list[str]) -> str:
    return _SPACE.sub(" ", "".join(pieces)).strip()


def walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Where elements start, and where all but the outermost end, in the order of the text; however deep they lie."""
    from lxml import etree  # noqa: PLC0415 (as above)

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" or element is not tree:
            yield event, element
