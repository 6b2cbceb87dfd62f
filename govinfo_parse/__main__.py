"""``python -m govinfo_parse``: the command, where its script is not on the path."""

from .command import main

if __name__ == "__main__":
    raise SystemExit(main())
