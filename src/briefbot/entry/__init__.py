"""How people and scripts come in: the command line and the console."""
