"""The certification types that this house works with: those of the program, changed where staff changed them, and its own."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tradehouse.domain.errors import InvalidData, NotFound, Problem
from tradehouse.domain.house_types import certification_type_data, certification_type_from, suggested_code
from tradehouse.domain.kept_types import kept_parts
from tradehouse.domain.language import N_, Message, current_language
from tradehouse.domain.reference import CertificationType, certification_types
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.domain.text import fold
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import certification_types as stored


class Origin(StrEnum):
    """Where a type comes from."""

    SHIPPED = "shipped"
    CHANGED = "changed"
    OWN = "own"


ORIGIN_LABELS = {Origin.SHIPPED: N_("Supplied"), Origin.CHANGED: N_("Changed here"), Origin.OWN: N_("Own")}


@dataclass(frozen=True, slots=True)
class KnownType:
    """A type, where it comes from, and how many certificates are of it, those in the trash too."""

    kind: CertificationType
    origin: Origin
    certificates: int = 0

    def matches(self, words: str) -> bool:
        """Return whether every word stands in its names, aliases, issuers or code."""
        kind = self.kind
        texts = (kind.code, kind.label_id, kind.label_en, *kind.aliases, kind.issuer_id, kind.issuer_en)
        known = fold(" ".join(texts))
        return all(word in known for word in fold(words).split())


def list_types(catalogue: Catalogue, words: str = "") -> list[KnownType]:
    """Return the types in which all the words stand, the supplied ones in their order, then the house's own."""
    with catalogue.database.reading() as read:
        counts, kept = stored.count_certificates(read), stored.kept_types(read)
    found = (KnownType(kind, _origin(code, kept), counts.get(code, 0)) for code, kind in certification_types().items())
    return [known for known in found if known.matches(words)]


def _origin(code: str, kept: object) -> Origin:
    if code not in shipped_certification_types():
        return Origin.OWN
    return Origin.CHANGED if isinstance(kept, dict) and code in kept else Origin.SHIPPED


def check(kind: CertificationType) -> list[Problem]:
    """Return what keeps a type from being saved, each for the key of its field in `certification_type_data`."""
    problems: list[Problem] = []
    try:
        certification_type_from(certification_type_data(_coded(kind)))
    except InvalidData as refusal:
        problems += refusal.problems
    names = {fold(name) for name in (kind.label_id, kind.label_en) if name.strip()}
    for other in certification_types().values():
        if other.code != kind.code and names & {fold(other.label_id), fold(other.label_en)}:
            text = N_('There is a certificate type named "{name}" already. Choose another name.')
            told = {"name": other.label(current_language())}
            problems.append(Problem("label_id", "name_taken", Message(text, told)))
            break
    return problems


def save_type(catalogue: Catalogue, kind: CertificationType) -> CertificationType:
    """Keep a type, a new one where it has no code, and return it as it is known now. One undoable step, in which the
    last days of its certificates follow. Raises InvalidData.
    """
    problems = check(kind)
    if problems:
        raise InvalidData(problems)
    kind = certification_type_from(certification_type_data(_coded(kind)))
    parts = kept_parts(kind)
    with catalogue.writing(N_("Certificate type: {name}"), name=kind.label(current_language())) as work:
        row = stored.kept_types(work.connection).get(kind.code, (0, {}))[0]
        if row and parts:
            work.update(stored.TABLE, row, {"data": stored.type_data(parts)})
        elif row:
            work.delete_many(stored.TABLE, [row])
        elif parts:
            work.insert(stored.TABLE, {"code": kind.code, "data": stored.type_data(parts)})
    return kind


def reset_type(catalogue: Catalogue, code: str) -> None:
    """Have a supplied type as the program brings it. Raises NotFound where the house did not change it."""
    _drop(catalogue, code, N_("Certificate type as supplied: {name}"), shipped=True)


def remove_type(catalogue: Catalogue, code: str) -> None:
    """Remove one of the house's own types. Raises NotFound; Conflict where certificates have it."""
    _drop(catalogue, code, N_("Certificate type removed: {name}"), shipped=False)


def _drop(catalogue: Catalogue, code: str, label: str, *, shipped: bool) -> None:
    kind = certification_types().get(code)
    with catalogue.writing(label, name=kind.label(current_language()) if kind else code) as work:
        row = stored.kept_types(work.connection).get(code, (0, {}))[0]
        if not row or shipped != (code in shipped_certification_types()):
            raise NotFound("no_such_type", N_('The house has kept nothing of a certificate type "{type}".'), type=code)  # fmt: skip
        work.delete_many(stored.TABLE, [row])


def duplicate_of(kind: CertificationType) -> CertificationType:
    """Return a new type like another one, not kept yet. Words that mean the other one do not mean this one."""
    label_id, label_en = (Message(N_("{name} (copy)"), {"name": kind.label(code)}).text(code) for code in ("id", "en"))
    return replace(
        kind,
        code="", group="", label_id=label_id, label_en=label_en, aliases=(), satisfied_by=(), superseded=False,
    )  # fmt: skip


def _coded(kind: CertificationType) -> CertificationType:
    return kind if kind.code else replace(kind, code=suggested_code(kind.label_id, certification_types()))
