"""Understanding a question: who is asked about, when, in which paper, about what, and what it leans on."""
