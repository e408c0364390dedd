"""PDF for buyers and for the shelf, and the pack of all that a buyer gets."""

from tradehouse.services.documents.kinds import KINDS, TAG_SIZES, USUAL_TAG
from tradehouse.services.documents.pack import PackReport, write_pack
from tradehouse.services.documents.writing import write_pdf

__all__ = ["KINDS", "TAG_SIZES", "USUAL_TAG", "PackReport", "write_pack", "write_pdf"]
