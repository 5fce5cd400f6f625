"""`python -m thoisu`."""

from thoisu.cli import main

if __name__ == "__main__":
    main()
