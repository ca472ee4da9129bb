"""`python -m gremium` is the command `gremium`."""

from gremium.cli import main

if __name__ == "__main__":
    main()
