"""Ranking by OpenSearch: the same terms, levels and scores as the built-in engine's, for archives that outgrow one machine.

OpenSearch finds the documents that can hold one of the best passages; their scores are computed here, from what it stores of
each beside its words, so that they are BM25's to the last bit, whatever it rounds.
"""
