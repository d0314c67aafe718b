"""The newsroom to try is read as it is meant to be, and its questions are answered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefbot.archive import Archive, Asked
from briefbot.archive.archive import open_archive
from support.program import ROOT

NEWSROOM = ROOT / "examples" / "newsroom"
