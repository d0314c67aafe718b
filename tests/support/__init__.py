"""What several tests use: the program as a process, a terminal to run it in, and articles to feed it."""
