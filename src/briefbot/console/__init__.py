"""The conversation in a terminal, or line by line in a pipe."""
