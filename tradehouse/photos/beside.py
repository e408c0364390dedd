"""Small pieces of the work on one photo that run beside the main piece; Pillow and hashlib let go of the interpreter."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache


@cache
def beside() -> ThreadPoolExecutor:
    """Return the threads for such pieces. A piece must not wait for another one."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="photo")
