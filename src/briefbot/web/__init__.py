"""Pages to read and verify: questions, documents with their quotations marked, people, feeds; a channel that keeps nothing."""
