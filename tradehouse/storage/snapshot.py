"""What `Database.reading()` yields, by a name that the services can use: a view of the catalogue at one moment."""

from typing import TypeAlias

from sqlalchemy import Connection

Snapshot: TypeAlias = Connection
"""Handed to the functions of `queries`; services pass it on and never speak SQL with it."""
