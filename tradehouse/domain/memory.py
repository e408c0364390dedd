"""Keeping Python's garbage collector out of work that only builds up: it would walk millions of cells again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector of reference cycles for a while; what has no cycles is freed as ever. What was built meanwhile
    counts as old afterwards, or the collector would walk all of it at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
