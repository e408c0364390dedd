"""Plans imports of files in processes of their own, under limits of time and memory; run as a program by
test_hostile_limits.

For each path on standard input a fork of this process plans the import and one line of JSON comes back: the code of
the refusal and its sentence, or how many rows the plan has and how many changes the
catalogue; the seconds of processor time and the
megabytes at the peak; and what escaped, where something did.
"""

import json
import os
import resource
import sys
import traceback
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.reporting import report_of

SECONDS = 10
ADDRESSES = 1_300_000_000  # of which a gigabyte for data


def planned(folder: Path, path: Path) -> dict[str, Any]:
    """Plan the import of a file into the catalogue in a folder."""
    catalogue = open_catalogue(folder, user="Sari")
    try:
        plan = plan_import(catalogue, ImportOptions(files=(path,), supplier="CV Uji"))
        try:
            report = report_of(plan, None, dry_run=True)
            return {"code": "", "rows": report.rows.total, "changes": plan.after}
        finally:
            plan.close()
    except UserError as refused:
        return {"code": refused.code, "sentence": refused.message.text("en")}
    finally:
        catalogue.close()


def limited(folder: Path, path: Path) -> dict[str, Any]:
    """Do the same in a child whose time and memory are limited."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        try:
            found = planned(folder, path)
        except BaseException:  # noqa: BLE001 - whatever escaped is told
            found = {"code": "escaped", "sentence": traceback.format_exc(limit=-6)}
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            json.dump(found, out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    _, status, used = os.wait4(child, 0)
    found = json.loads(text) if text else {"code": "killed", "sentence": f"status {status}"}
    return found | {"seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss // 1024}


def main() -> None:
    """Answer each path with a line."""
    folder = Path(sys.argv[1])
    open_catalogue(folder, user="Sari").close()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(limited(folder, Path(line.rstrip("\n")))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
