"""Checking a quotation: did anybody say this, exactly, otherwise, somebody else, or nobody here? Pure; see docs/checking.md."""
