"""Checking a quotation: did anybody say this, exactly, otherwise, somebody else, or nobody here? Pure; see docs/checking.md."""

from briefbot.checking.claims import Claim, read_claim
from briefbot.checking.quotations import Source
from briefbot.checking.verdict import unchecked, verify

__all__ = ["Claim", "Source", "read_claim", "unchecked", "verify"]
