"""The licences of all that an image ships: the table of docs/run/licences.md, and the names that the lock has (`make docs`).

A package's licence is what it states as an SPDX expression. For one that states none, it was read in its licence file
(tests/test_licences.py reads it again; pymorphy3-dicts-ru has none, and says "MIT license" of itself),
and stands below, as does what a package carries of others beside its own code. A package that nobody has looked at is told.
"""

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Of packages that state no SPDX expression, or not everywhere.
_READ = {
    "certifi": "MPL-2.0",
    "charset-normalizer": "MIT",
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "dawg2-python": "MIT",
    "events": "BSD-3-Clause",
    "feedparser": "BSD-2-Clause",
    "fonttools": "MIT",
    "h11": "MIT",
    "httpx": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "justext": "BSD-2-Clause",
    "kiwisolver": "BSD-3-Clause",
    "listparser": "MIT",
    "lxml": "BSD-3-Clause",
    "lxml-html-clean": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "matplotlib": "PSF-2.0 in kind (matplotlib's own)",
    "mdurl": "MIT",
    "opensearch-protobufs": "Apache-2.0",
    "opensearch-py": "Apache-2.0",
    "prompt-toolkit": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pymorphy3": "MIT",
    "pymorphy3-dicts-ru": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pystemmer": "MIT AND BSD-3-Clause",
    "python-dotenv": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "pytz": "MIT",
    "rank-bm25": "Apache-2.0",
    "rich": "MIT",
    "setuptools": "MIT",
    "tzdata": "Apache-2.0",
    "wcwidth": "MIT",
}
# What a package carries of others, where that has a licence of its own.
_CARRIED = {
    "babel": "Unicode's locale data: Unicode-3.0",
    "certifi": "Mozilla's list of authorities",
    "lxml": "libxml2, libxslt: MIT",
    "matplotlib": "FreeType: FTL; the DejaVu fonts: Bitstream-Vera",
    "numpy": "OpenBLAS: BSD-3-Clause; libgfortran: GPL-3.0 with the GCC exception for programs that use it",
    "pillow": "FreeType: FTL; HarfBuzz, libjpeg-turbo, libpng, libtiff, OpenJPEG, zstd and others: of the BSD and MIT kind",
    "psycopg-binary": "libpq: PostgreSQL; OpenSSL: Apache-2.0; Kerberos: MIT; OpenLDAP: OLDAP-2.8",
    "pymorphy3-dicts-ru": "the dictionary of OpenCorpora: CC-BY-SA-3.0",
    "pypdfium2": "PDFium: BSD-3-Clause AND Apache-2.0, and what it is made of",
    "tld": "Mozilla's list of public suffixes: MPL-2.0",
    "tzfpy": "borders of time zones, of OpenStreetMap: ODbL-1.0",
}


def shipped() -> list[str]:
    """The names of all packages that an image has, in the order of the alphabet."""
    lock = (ROOT / "requirements-image.lock").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)))


def licence_of(package: str, stated: str | None) -> str:
    """What a package may be used under that states this SPDX expression; LookupError where nobody has looked."""
    licence = _READ.get(package) or stated
    if not licence:
        raise LookupError(f"{package} states no licence: read it, and put it into {Path(__file__).name}.")
    return licence


def _stated_by(package: str) -> str | None:
    stated = metadata(package).json.get("license_expression")
    return stated if isinstance(stated, str) else None


def rows() -> Iterator[str]:
    """The rows of a table in Markdown, with its head."""
    yield "| package | licence | what it carries of others |"
    yield "|---|---|---|"
    for package in shipped():
        licence = licence_of(package, None if package in _READ else _stated_by(package))
        yield f"| {package} | {licence} | {_CARRIED.get(package, '')} |"
