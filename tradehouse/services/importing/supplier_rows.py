"""The firm of each row: found by number, code or name, or told once for the whole file."""

from typing import Any, Final

from tradehouse.domain.entry import choice_names
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_
from tradehouse.domain.text import fold
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.matching_suppliers import SupplierMatcher
from tradehouse.services.importing.parts import Part

S = RecordKind.SUPPLIER
_FIRM_LIST: Final = 0.9


class DefaultSupplier:
    """The supplier that a person told for files that name none; made when the first row needs it."""

    def __init__(self, matcher: SupplierMatcher, told: str) -> None:
        self._matcher, self._told = matcher, told
        self._draft: Draft | None = None

    def find(self, part: Part, row: int) -> Draft | None:
        """Return it; None where none was told."""
        if self._draft is None and self._told:
            self._draft = self._matcher.named(self._told, (part.number, row), part.same(S, row))
        return self._draft


class SupplierRows:
    """Finds the suppliers of one sheet's rows."""

    def __init__(self, part: Part, book: Book, matcher: SupplierMatcher, default: DefaultSupplier) -> None:
        self._part, self._book, self._matcher, self._default = part, book, matcher, default
        self._kind = part.read.table.kind
        self._mentioned: dict[tuple[str, tuple[Any, ...]], Draft] = {}
        self._name, self._code = book.places["name"], book.places["code"]
        columns = [column for _, column in part.read.values.get(S, ())]
        self._cells = list(zip(*columns, strict=True)) or [()] * len(part.read.kinds)
        self.named = self._kind is SheetKind.SUPPLIERS or bool(part.read.values.get(S))
        self.one_per_row = self._is_firm_list()
        self._by_values = S not in part.read.uids and not part.read.table.said.same

    def _is_firm_list(self) -> bool:
        """Whether each row is a firm of its own, rather than a product that mentions its firm."""
        names = self._part.read.column("supplier.name")
        if self._kind is SheetKind.SUPPLIERS:
            return True
        if self._kind is not SheetKind.MIXED or names is None:
            return False
        pairs = zip(names, self._part.read.kinds, strict=True)
        told = [fold(name) for name, kind in pairs if isinstance(name, str) and kind is RowKind.DATA]
        return bool(told) and len(set(told)) >= _FIRM_LIST * len(told)

    def find(self, row: int, mapped: int) -> Draft | None:
        """Return the supplier of a row; None where it has none, or is rejected for it. mapped is the record that the
        row became when the same file was imported before, 0 for none.
        """
        if not self.named:
            return self._default.find(self._part, row)
        uid = "" if self._by_values else self._part.same(S, row) or self._part.uid(S, row)
        key = (uid, self._cells[row])
        mentioned = None if self.one_per_row else self._mentioned.get(key)
        if mentioned is not None:
            return mentioned
        values = self._part.values(self._book, row)
        self._settle_foreign_code(values)
        if not isinstance(values[self._name], str) and not isinstance(values[self._code], str) and not uid:
            if self._kind in {SheetKind.SUPPLIERS, SheetKind.MIXED}:
                self._reject(row, "no_name", N_("The row does not name a firm. Fill in its name, or delete the row."))
                return None
            return self._default.find(self._part, row)
        if clash := self._matcher.clash(values, uid):
            text = N_("By its hidden id the row is {first}, by its code {second}. Correct one of the two.")
            first, second = (f"{known.code} {known.name}" for known in clash)
            self._part.reject(row, "supplier.code", "two_records", text, first=first, second=second)
            return None
        where = (self._part.number, row)
        draft = self._matcher.find(values, uid, where, one_per_row=self.one_per_row, mapped=mapped)
        self._part.merge(self._book, draft, values, row, single=self._kind is SheetKind.SUPPLIERS)
        if draft.record_id is None and not isinstance(self._book.value(draft, "name"), str):
            text = N_("The firm is not in the catalogue, and the row has no name to add it. Fill in its name.")
            self._reject(row, "unknown_supplier", text)
            return None
        if not self.one_per_row:
            self._mentioned[key] = draft
        return draft

    def _reject(self, row: int, code: str, msgid: str) -> None:
        self._part.reject(row, "supplier.name", code, msgid)

    def _settle_foreign_code(self, values: list[Any]) -> None:
        """A code that is not one of ours is the number of the firm in the list that it came from."""
        code, register = values[self._code], self._book.places["register_number"]
        if isinstance(code, str) and S not in self._part.read.uids and not self._matcher.has_code(code):
            values[self._code] = None
            if values[register] is None:
                values[register] = code


_UMKM: Final = "umkm"
_KIND_WORDS: Final = {
    choice.token: {word for word in choice_names(choice) if word} for choice in fields(S)["kind"].choices
}


def kind_of_firm(name: str) -> str:
    """Return whether a firm's name says cooperative or group; an UMKM otherwise."""
    words = set(fold(name).split())
    return next((kind for kind, known in _KIND_WORDS.items() if kind != _UMKM and words & known), _UMKM)
