"""The product of each row, with what only several rows together tell: unit ladders, groups of variants."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.text import fold, fold_all
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.ladders import add_step, finish_ladder, is_ladder
from tradehouse.services.importing.matching import SupplierKey, supplier_key
from tradehouse.services.importing.matching_products import ProductMatcher, RowKeys
from tradehouse.services.importing.parts import Part
from tradehouse.storage.identities import ProductIdentity

P = RecordKind.PRODUCT


_KEY_WORDS: Final = {
    "uid": N_("hidden id"), "code": N_("SKU"), "supplier_code": N_("supplier's code"), "gtin": N_("barcode"),
}  # fmt: skip


class ProductRows:
    """Finds the products of one sheet's rows."""

    def __init__(self, part: Part, book: Book, matcher: ProductMatcher, *, names_supplier: bool) -> None:
        """names_supplier: the sheet says who supplies its products, so that it may change who does."""
        self._part, self._book, self._matcher, self._names_supplier = part, book, matcher, names_supplier
        kind = part.read.table.kind
        self.listed = kind is SheetKind.PRODUCTS or (bool(part.read.values.get(P)) and kind is not SheetKind.SUPPLIERS)
        self.is_ladder = is_ladder(part.read)
        self._steps: dict[Draft, None] = {}
        self._first_variant: dict[tuple[Any, ...], Draft] = {}
        self._variants: dict[tuple[Any, ...], dict[Draft, None]] = defaultdict(dict)  # the others of the group
        p = book.places
        self._name, self._variant, self._own_code = p["name_id"], p["variant"], p["supplier_code"]
        self._codes = (p["gtin"], p["supplier_code"], p["code"])
        self._step = (p["unit"], p["price_idr"])
        codes = part.read.column("product.supplier_code")
        self._plain_codes = _folded(codes) if codes is not None else None
        self._spelled = _written_differently(codes or (), self._plain_codes or ())
        self._plain_names = _folded(part.read.column("product.name_id") or ())
        # Nothing but its values says which product a row is.
        self._by_values = not self.is_ladder and P not in part.read.uids and not part.read.table.said.same

    def find(self, row: int, supplier: Draft | None, mapped: int) -> Draft | None:
        """Return the product of a row; None where it has none, or is rejected for it."""
        if not self.listed:
            return None
        values = self._part.values(self._book, row)
        if self._by_values and not mapped and self._plain_names and self._plain_names[row]:
            draft = self._begin(row, supplier, values)
            if draft is not None:
                return draft
        own_uid = self._part.uid(P, row)
        uid = self._part.same(P, row) or own_uid
        named = isinstance(values[self._name], str)
        if not named and not uid and not any(isinstance(values[place], str) for place in self._codes):
            if self._part.read.table.kind is not SheetKind.MIXED:
                self._reject_nameless(row)
            return None
        unit, price = self._step
        step = (values[unit], values[price])
        if self.is_ladder:
            values[unit] = values[price] = None
        owner = supplier_key(supplier)
        code = self._plain_codes[row] if self._plain_codes is not None else ""
        name = self._plain_names[row] if self._plain_names else ""
        keys = self._matcher.keys(values, uid, owner, code, spelled=code in self._spelled, name=name)
        if not mapped and self._clashes(row, values, keys):
            return None
        draft = self._matcher.find(
            values, keys, uid, (self._part.number, row), mapped=mapped, is_step=self.is_ladder, may_begin=named
        )
        if draft is None:
            self._reject_unknown(row, values)
            return None
        if draft.record_id is not None and not self._matcher.is_ours(draft, values, own_uid):
            draft.foreign = True
        self._part.merge(self._book, draft, values, row, single=not self.is_ladder)
        if supplier is not None and draft.supplier is None:
            draft.supplier = supplier
            draft.supplier_given = self._names_supplier
        if self.is_ladder:
            self._steps[draft] = None
            add_step(draft, self._part.read, row, step)
        self._note_variant(draft, values, owner)
        return draft

    def _begin(self, row: int, supplier: Draft | None, values: list[Any]) -> Draft | None:
        """Begin the product of a row that neither the catalogue nor an earlier row has, as nearly all of a new list are;
        None where one of them may have it.
        """
        owner = supplier_key(supplier)
        code = self._plain_codes[row] if self._plain_codes is not None else ""
        keys = self._matcher.keys(values, "", owner, code, spelled=code in self._spelled, name=self._plain_names[row])
        draft = self._matcher.begin(keys, values, (self._part.number, row))
        if draft is not None:
            if supplier is not None:
                draft.supplier = supplier
                draft.supplier_given = self._names_supplier
            if values[self._variant] is not None:
                self._note_variant(draft, values, owner)
        return draft

    def _note_variant(self, draft: Draft, values: Sequence[Any], owner: SupplierKey) -> None:
        code, name = values[self._own_code], values[self._name]
        if type(values[self._variant]) is not str:
            return
        if type(code) is str:
            group: tuple[Any, ...] = (owner, code)
        elif type(name) is str:
            group = (owner, "", name)
        else:
            return
        if self._first_variant.setdefault(group, draft) is not draft:
            self._variants[group][draft] = None

    def _clashes(self, row: int, values: Sequence[Any], keys: RowKeys) -> bool:
        """Refuse a row that names two records. One with a hidden id or SKU of ours says which it means; what it has
        of another record is only told.
        """
        clash = self._matcher.clash(keys, values)
        if clash is None:
            return False
        said = {
            "by": Message(_KEY_WORDS[clash.by]), "first": _named(clash.meant),
            "other": Message(_KEY_WORDS[clash.other_by]), "second": _named(clash.other),
        }  # fmt: skip
        target = f"product.{clash.other_by}"
        if clash.by in {"uid", "code"} and clash.other_by != "code":
            text = N_(
                "By its {by} the row is {first}, but its {other} is that of {second}. Check which of the two has it."
            )
            self._part.warn(row, target, "two_records", text, **said)
            return False
        text = N_("By its {by} the row is {first}, but its {other} is that of {second}. Correct one of the two, or leave the row out.")  # fmt: skip
        self._part.reject(row, target, "two_records", text, **said)
        return True

    def _reject_nameless(self, row: int) -> None:
        text = N_("The row has no product name. Fill it in, or delete the row.")
        self._part.reject(row, "product.name_id", "no_name", text)

    def _reject_unknown(self, row: int, values: Sequence[Any]) -> None:
        places = self._book.places
        for key, msgid in (
            ("gtin", N_('No product with the barcode "{found}" is in the catalogue, and the row has no name to make one.')),
            ("supplier_code", N_('No product with the code "{found}" is in the catalogue, and the row has no name to make one.')),
            ("code", N_('No product with the SKU "{found}" is in the catalogue, and the row has no name to make one.')),
        ):  # fmt: skip
            found = values[places[key]]
            if isinstance(found, str):
                self._part.reject(row, f"product.{key}", "unknown_product", msgid, found=found)
                return
        self._reject_nameless(row)

    def finish(self) -> None:
        """Make ladders one product each, and give variants of one article their group."""
        for draft in self._steps:
            finish_ladder(draft, self._book)
        for group, others in self._variants.items():
            drafts = [self._first_variant[group], *others]
            if len({fold(str(d.values[self._variant])) for d in drafts}) > 1:
                names = Counter(str(self._book.value(d, "name_id") or "") for d in drafts)
                for draft in drafts:
                    draft.default("group", names.most_common(1)[0][0])


def _named(known: ProductIdentity) -> str:
    return f"{known.code} {known.name}" if known.code else known.name


def _folded(column: Sequence[Any]) -> list[str]:
    """Return the texts of a column for comparing, "" for what is none."""
    return fold_all([value if type(value) is str else "" for value in column])


def _written_differently(codes: Sequence[Any], plain: Sequence[str]) -> frozenset[str]:
    """Return the codes, folded, that a sheet writes in several ways: "A238B" and "a238b" are two articles there."""
    if len(set(plain)) == len(set(codes)):
        return frozenset()
    times = Counter(folded for _, folded in set(zip(codes, plain, strict=True)) if folded)
    return frozenset(code for code, n in times.items() if n > 1)
