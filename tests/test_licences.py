"""What docs/run/licences.md says of packages that state no SPDX expression is what their own licence files say."""

from importlib.metadata import distribution
from pathlib import Path

import pytest
from tools.list_licences import _READ

# Words of each licence that no other one of these has.
WORDS = {
    "MIT": "permission is hereby granted, free of charge",
    "BSD-2": "redistributions of source code must retain",
    "BSD-3": "endorse or promote products",
    "Apache-2.0": "apache license",
    "MPL-2.0": "mozilla public license",
    "PSF-2.0": "matplotlib development team",
}
WITHOUT_A_FILE = {"pymorphy3-dicts-ru"}  # its metadata alone say "MIT license"


@pytest.mark.parametrize("package", sorted(set(_READ)))
def test_a_licence_that_was_read_is_what_the_file_says(package: str) -> None:
    """A new version under another licence fails here."""
    found = distribution(package)
    names = (one for one in found.files or () if any(word in str(one).lower() for word in ("licen", "copying", "notice")))
    paths = (Path(str(found.locate_file(name))) for name in names if not name.name.endswith((".py", ".pyc")))
    said = " ".join(path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file())
    if package in WITHOUT_A_FILE:
        assert (said, _READ[package]) == ("", "MIT")
        assert found.metadata["License"] == "MIT license"
        return
    words = [words for licence, words in WORDS.items() if licence in _READ[package]]
    assert words
    assert all(one in " ".join(said.lower().split()) for one in words), package
