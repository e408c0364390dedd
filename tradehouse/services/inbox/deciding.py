"""What a person says of files in the inbox: whose they are, that they are not wanted, that they are done with."""

from collections.abc import Sequence

from tradehouse.services.catalogue import Catalogue
from tradehouse.services.inbox.files import FileState
from tradehouse.services.inbox.keeping import inbox_store
from tradehouse.storage.inbox import delete_rows, inbox_rows, needed_contents, update_rows
from tradehouse.storage.remembered import supplier_uid


def set_supplier(catalogue: Catalogue, ids: Sequence[int], supplier: str) -> None:
    """Say whose files these are: a code or name; one that is new is made with the first import; "" takes it back."""
    with catalogue.database.transaction() as connection:
        update_rows(connection, ids, {"supplier": supplier_uid(connection, supplier) or supplier.strip()})


def leave_out(catalogue: Catalogue, ids: Sequence[int]) -> None:
    """Say that files are not to be imported; they stay in the inbox and can be brought back."""
    with catalogue.database.transaction() as connection:
        update_rows(connection, ids, {"state": str(FileState.LEFT_OUT)})


def bring_back(catalogue: Catalogue, ids: Sequence[int]) -> None:
    """Let files that were left out wait again."""
    with catalogue.database.transaction() as connection:
        for row in inbox_rows(connection, ids):
            if row.state == FileState.LEFT_OUT:
                state = FileState.REFUSED if row.told.get("refusal") else FileState.NEW
                update_rows(connection, (row.id,), {"state": str(state)})


def remove(catalogue: Catalogue, ids: Sequence[int]) -> None:
    """Take files out of the inbox; their bytes go to the folder's trash once no other file of the inbox has them."""
    with catalogue.database.transaction() as connection:
        gone = {(row.sha256, row.extension) for row in inbox_rows(connection, ids) if row.extension}
        delete_rows(connection, ids)
        gone -= {(sha256, extension) for sha256, extension, _name in needed_contents(connection)}
    store = inbox_store(catalogue)
    for sha256, extension in sorted(gone):
        store.remove(sha256, extension)
