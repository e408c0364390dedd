"""What a zip that somebody else made may do to its reader. Apart from files.py: zipfile takes its time to import."""

import struct
import zlib
from lzma import LZMAError
from typing import Final
from zipfile import BadZipFile

DAMAGED_ZIP: Final = (
    BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    RuntimeError,
)
"""What zipfile raises for an archive that is damaged, cut short, locked with a password, or packed in a way that it does
not know (NotImplementedError is a RuntimeError). OSError is not among them: it may be the disk's fault."""
