"""`python -m briefbot` is `briefbot`."""

from briefbot.cli.main import main

if __name__ == "__main__":
    main()
