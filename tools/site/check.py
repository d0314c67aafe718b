"""Look through a built site (`make site`): no page may fetch anything from elsewhere, and the search must have its index.

python tools/site/check.py FOLDER
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

# What a browser fetches by itself: sources, style sheets, icons, scripts' imports, style sheets' pictures and fonts.
_FETCHED = re.compile(
    r"""(?:<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc|<link\b(?![^>]*rel="(?:canonical|search|next|prev|index)")"""
    r"""[^>]*?\shref)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|(?:@import\s+|url\()["']?((?:https?:)?//[^"')\s]+)"""
)


def elsewhere(folder: Path) -> Iterator[str]:
    """What the pages and style sheets of a folder would fetch from elsewhere."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".css"):
            for found in _FETCHED.finditer(path.read_text("utf-8")):
                yield f"{path.relative_to(folder)}: {found[1] or found[2]}"


def main() -> None:
    """Tell what is wrong; exit status 1 where anything is."""
    folder = Path(sys.argv[1])
    wrong = list(elsewhere(folder))
    if not (folder / "searchindex.js").is_file():
        wrong.append("there is no index to search in")
    for one in wrong:
        print(f"!!! {one}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
