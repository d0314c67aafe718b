"""Checking a quotation: did anybody say this, exactly, otherwise, somebody else, or nobody? Pure (docs/know/checking.md)."""
