"""The docs as a site (`make site`): Sphinx reads the pages of docs/ as they stand on GitHub, by MyST; Furo draws them.

Nothing that a page needs is fetched from elsewhere, and the search is a file beside the pages, so that they work from a disk.
"""

import re
import runpy
from pathlib import Path

from sphinx.application import Sphinx

project = "Briefbot"
author = "Briefbot's authors"
language = "en"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
html_theme = "furo"
html_title = "Briefbot"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
# Lexers know no transcript of a console's that holds quotations, and no name for a settings file.
suppress_warnings = ["misc.highlighting_failure"]
highlight_language = "none"

_PARTS = runpy.run_path(str(Path(__file__).with_name("parts.py")))["PARTS"]
_OUTSIDE = re.compile(r"\[([^]]*)\]\(((?:\.\./)+(?!use/|run/|know/|change/|pictures/)[^)]*)\)")


def _contents() -> str:
    """The contents, which GitHub's readers have as links already."""
    trees = ((part, "\n".join(f"{folder}/{page}" for page in pages.split())) for part, (folder, pages) in _PARTS.items())
    return "".join(f"\n```{{toctree}}\n:hidden:\n:caption: {part}\n\n{pages}\n```\n" for part, pages in trees)


def _read(_app: Sphinx, name: str, source: list[str]) -> None:
    """Make a page one of the site's: with the contents on the first, and files outside of docs/ named without a link."""
    source[0] = _OUTSIDE.sub(r"\1", source[0]) + (_contents() if name == "index" else "")


def setup(app: Sphinx) -> None:
    """Be an extension of Sphinx."""
    app.connect("source-read", _read)
