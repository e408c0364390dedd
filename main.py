"""Opens Tradehouse from a checkout: `python main.py`, or `python main.py list products`."""

import sys

from tradehouse.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
