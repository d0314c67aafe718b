"""Pages as the systems of newspapers lay them out: one invented article in each, among what is no article."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data/layouts"

_QUOTED = {
    "en": (
        "We have waited long enough, and the ferry cannot carry lorries", "Nobody asked the fishermen",
        "We learned it from the newspaper",
        "The stone is local, the price is fair and the engineers are the best that we could find",
    ),
    "ru": (
        "Мы ждали достаточно долго, а паром не возит грузовики", "Рыбаков никто не спросил", "Мы узнали об этом из газеты",
        "Камень местный, цена честная, а инженеры лучшие из тех, кого мы смогли найти",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A page, the paragraphs of its article, and words that somebody says in it."""

    name: str
    html: str
    paragraphs: tuple[str, ...]
    quoted: tuple[str, ...]


def _furniture(name: str) -> str:
    """What stands around an article: a menu, comments, a footer and so on."""
    return (_DATA / f"{name}.html").read_text(encoding="utf-8").strip()


def layouts() -> Iterator[Layout]:
    """All of them, in both languages where nothing of a layout is of one alone."""
    for language in ("en", "ru"):
        texts = tuple((_DATA / f"{language}.txt").read_text(encoding="utf-8").splitlines())
        for make in _LAYOUTS:
            body, paragraphs = make(texts)
            name = f"{make.__name__.removeprefix('_')} {language}"
            title = f"<title>{_TITLES[language]} | Courier</title>"
            head = f"<meta charset=utf-8>{title}<meta property='og:site_name' content='Courier'>"
            yield Layout(
                name, f"<!doctype html><html lang={language}><head>{head}</head>{body}</html>", paragraphs, _QUOTED[language]
            )


_TITLES = {"en": "Council to rebuild the old bridge", "ru": "Совет восстановит старый мост"}

_Texts = tuple[str, ...]
_Made = tuple[str, _Texts]


def _p(texts: _Texts) -> list[str]:
    return [f"<p>{text}</p>" for text in texts]


def _page(article: str, *around: str) -> str:
    before, after = (
        [_furniture(one) for one in around[: len(around) // 2]],
        [_furniture(one) for one in around[len(around) // 2 :]],
    )
    return f"<body>{''.join(before)}{article}{''.join(after)}</body>"


def _wordpress(texts: _Texts) -> _Made:
    article = (
        "<main id=main><article class='post type-post hentry'><header class=entry-header><h1 class=entry-title>A bridge</h1>"
        "<div class=entry-meta><span class=byline>By <a href=/x>Rosa Lind</a></span><time>3 March 2026</time></div></header>"
        f"<div class=entry-content>{''.join(_p(texts))}</div>{_furniture('share')}<footer class=entry-footer>Posted in "
        "<a href=/n>News</a>. Tagged <a href=/b>bridge</a>.</footer></article></main>"
    )
    return _page(article, "menu", "cookies", "comments", "footer"), texts


def _amp(texts: _Texts) -> _Made:
    body = "".join(_p(texts))
    article = (
        "<article class=amp-wp-article><h1>A bridge</h1><amp-img src=/i.jpg width=1 height=1></amp-img>"
        f"<div class=amp-wp-article-content>{body}</div></article><amp-ad type=x><p>Half-price boots</p></amp-ad>"
    )
    return _page(article, "menu", "footer"), texts


def _live_blog(texts: _Texts) -> _Made:
    posts = "".join(
        f"<div class='liveblog-entry' id='p{n}'><time>{10 + n}:30</time><div class='entry-body'><p>{text}</p></div></div>"
        for n, text in enumerate(texts)
    )
    return _page(f"<main><article class=liveblog><h1>Live</h1>{posts}</article></main>", "menu", "footer"), texts


def _paywall_stub(texts: _Texts) -> _Made:
    shown = texts[:4]
    wall = (
        "<div class='paywall subscription-offer'><h2>Keep reading for 1 a week</h2><p>Already a subscriber? "
        "<a href=/l>Log in</a></p></div>"
    )
    return _page(f"<article><h1>A bridge</h1>{''.join(_p(shown))}</article>{wall}", "menu", "footer"), shown


def _gallery(texts: _Texts) -> _Made:
    figure = "<figure><img src=/{0}.jpg alt=''><figcaption>Photo {0}: K. Dorn</figcaption></figure>"
    parts = [part for n, text in enumerate(_p(texts)) for part in ([text, figure.format(n)] if n % 2 else [text])]
    return _page(f"<article><h1>A bridge</h1>{''.join(parts)}</article>", "menu", "most", "related", "footer"), texts


def _comments_below(texts: _Texts) -> _Made:
    return _page(f"<div class=story><h1>A bridge</h1>{''.join(_p(texts))}</div>", "menu", "ad", "comments", "footer"), texts


def _related_within(texts: _Texts) -> _Made:
    parts = _p(texts)
    body = "".join([*parts[:2], _furniture("related"), *parts[2:4], _furniture("newsletter"), *parts[4:]])
    return _page(f"<article><h1>A bridge</h1>{body}</article>", "menu", "footer"), texts


def _advertisements_within(texts: _Texts) -> _Made:
    body = "".join(f"{part}{_furniture('ad')}" for part in _p(texts))
    return _page(f"<article itemprop=articleBody><h1>A bridge</h1>{body}</article>", "menu", "footer"), texts


def _q_elements(texts: _Texts) -> _Made:
    marked = [text.replace("“", "<q>").replace("”", "</q>").replace("«", "<q>").replace("»", "</q>") for text in texts]
    return _page(f"<article><h1>A bridge</h1>{''.join(_p(tuple(marked)))}</article>", "menu", "footer"), texts


def _block_quotations(texts: _Texts) -> _Made:
    parts = [f"<blockquote><p>{text}</p></blockquote>" if text[0] in "“«" else f"<p>{text}</p>" for text in texts]
    return _page(f"<article><h1>A bridge</h1>{''.join(parts)}</article>", "menu", "footer"), texts


def _pull_quotations(texts: _Texts) -> _Made:
    pull = f"<aside class='pullquote pull-quote'>{texts[1]}</aside>"
    parts = _p(texts)
    return _page(f"<article><h1>A bridge</h1>{''.join([*parts[:3], pull, *parts[3:]])}</article>", "menu", "footer"), texts


def _nested_blocks(texts: _Texts) -> _Made:
    body = "".join(
        f"<div class='css-1a{n}'><div><div><p class='css-x'>{text}</p></div></div></div>" for n, text in enumerate(texts)
    )
    article = f"<div id=__next><div class='css-0'><section name=articleBody>{body}</section></div></div>"
    return _page(article, "menu", "share", "newsletter", "footer"), texts


def _breaks_for_paragraphs(texts: _Texts) -> _Made:
    return _page(f"<div class=text id=article><h1>A bridge</h1>{'<br><br>'.join(texts)}</div>", "menu", "footer"), texts


def _tables_for_columns(texts: _Texts) -> _Made:
    links = "".join(f"<tr><td><a href=/{n}>Link {n}</a></td></tr>" for n in range(8))
    article = f"<table><tr><td width=120><table>{links}</table></td><td><h1>A bridge</h1>{''.join(_p(texts))}</td></tr></table>"
    return f"<body>{article}</body>", texts


def _drop_cap_and_spans(texts: _Texts) -> _Made:
    first = f"<p class=first><span class=dropcap>{texts[0][0]}</span>{texts[0][1:]}</p>"
    rest = [f"<p><span style='color:black'><span>{text}</span></span></p>" for text in texts[1:]]
    return _page(f"<article><h1>A bridge</h1>{first}{''.join(rest)}</article>", "menu", "footer"), texts


def _links_in_text(texts: _Texts) -> _Made:
    linked = [" ".join(f"<a href=/w{n}>{w}</a>" if n % 9 == 4 else w for n, w in enumerate(text.split())) for text in texts]
    return _page(f"<article><h1>A bridge</h1>{''.join(_p(tuple(linked)))}</article>", "menu", "footer"), texts


def _subheadings(texts: _Texts) -> _Made:
    parts = [f"<h2>Part {n}</h2><p>{text}</p>" if n in (2, 5) else f"<p>{text}</p>" for n, text in enumerate(texts)]
    return _page(f"<article><h1>A bridge</h1>{''.join(parts)}</article>", "menu", "most", "related", "footer"), texts


def _paper_of_one_script(texts: _Texts) -> _Made:
    script = "<script>window.__DATA__={'a':'“We use scripts,” said nobody.'}</script>"
    script += "<noscript><p>Please enable JavaScript.</p></noscript>"
    return _page(f"{script}<main role=main><div class=body>{''.join(_p(texts))}</div></main>{script}", "menu", "footer"), texts


def _correction_and_author(texts: _Texts) -> _Made:
    box = "<div class=author-bio><p>Rosa Lind writes about harbours and is the author of two cookbooks.</p></div>"
    return _page(
        f"<article><h1>A bridge</h1>{''.join(_p(texts))}</article>{box}", "menu", "share", "newsletter", "footer"
    ), texts


def _malformed(texts: _Texts) -> _Made:
    body = "".join(f"<p>{text}" for text in texts)
    return (
        f"<body>{_furniture('menu')}<div class=article><h1>A bridge</b></h1>{body}</div></div></span>{_furniture('footer')}",
        texts,
    )


def _two_articles(texts: _Texts) -> _Made:
    card = "<article class=teaser><h3><a href=/t{0}>Teaser number {0}</a></h3><p>A short line on something else.</p></article>"
    cards = "".join(card.format(n) for n in range(5))
    article = f"<article class=main-article><h1>A bridge</h1>{''.join(_p(texts))}</article><section>{cards}</section>"
    return _page(article, "menu", "footer"), texts


_LAYOUTS: tuple[Callable[[_Texts], _Made], ...] = (
    _wordpress, _amp, _live_blog, _paywall_stub, _gallery, _comments_below, _related_within, _advertisements_within,
    _q_elements, _block_quotations, _pull_quotations, _nested_blocks, _breaks_for_paragraphs, _tables_for_columns,
    _drop_cap_and_spans, _links_in_text, _subheadings, _paper_of_one_script, _correction_and_author, _malformed,
    _two_articles,
)  # fmt: skip
