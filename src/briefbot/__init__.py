"""Briefbot answers from an archive of news with verbatim, attributed, dated quotations."""
