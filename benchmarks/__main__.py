"""`make bench`, or `python -m benchmarks start search`: runs the benchmarks and prints their ratios."""

import importlib
import sys
import time

NAMES = (
    "start",
    "search",
    "importing",
    "embedded",
    "photos",
    "photo_views",
    "exporting",
    "certificates",
    "requirements",
    "reports",
)


def main() -> int:
    """Run the named benchmarks, or all."""
    chosen = sys.argv[1:] or list(NAMES)
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in chosen:
        started = time.perf_counter()
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"benchmarks.{name}").run()
        print(f"({time.perf_counter() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
