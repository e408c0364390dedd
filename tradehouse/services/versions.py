"""Versions of what the program stands on, for the report to IT."""

from tradehouse.storage.reader import sqlite_version

__all__ = ["sqlite_version"]
