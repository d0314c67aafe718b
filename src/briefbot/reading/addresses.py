"""Addresses of the web: what tells one from another, however it is written."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# What those add to an address who count where readers come from.
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|cmpid|ref_src", re.IGNORECASE)
_LONGEST = 2_000


def address_of(url: str) -> str:
    """What tells an address from others: without scheme, `www.`, campaign's marks, part of the page and a slash at its end.

    What is no address tells itself.
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return url[:_LONGEST]
    query = urlencode([(name, value) for name, value in parse_qsl(split.query) if not _CAMPAIGN.fullmatch(name)])
    host = split.netloc.lower().removeprefix("www.")
    return f"{host}{split.path.rstrip('/')}{'?' + query if query else ''}"[:_LONGEST]


def without_campaign(url: str) -> str:
    """An address without campaign's marks; all else of it as it stands."""
    page, _, rest = url.partition("?")
    query, sharp, place = rest.partition("#")
    kept = "&".join(pair for pair in query.split("&") if not _CAMPAIGN.fullmatch(pair.partition("=")[0]))
    return f"{page}{'?' if kept else ''}{kept}{sharp}{place}" if rest else url


def is_web_address(named: str) -> bool:
    """Whether what a person names is an address of the web, and no file."""
    return named.lower().startswith(("http://", "https://"))
