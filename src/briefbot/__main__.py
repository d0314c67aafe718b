"""`python -m briefbot` is `briefbot`."""

from briefbot.entry.cli import main

if __name__ == "__main__":
    main()
