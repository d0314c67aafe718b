"""Answering: a question understood, and hits composed into an answer, or a refusal with its reason."""
