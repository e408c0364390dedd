"""The line at the foot of every printed page: the layout's own words on the left, the page on the right."""

from typing import Any

from tradehouse.domain.language import N_, translator
from tradehouse.exchange.layouts import PLACEHOLDER
from tradehouse.exchange.workbooks.content import Document

LONGEST = 150  # of the 255 characters that a footer may have


def set_page_footer(sheet: Any, document: Document) -> None:
    """Give a sheet the document's footer; facts that are unknown are left empty."""
    words = document.layout.footer.text(document.language)
    left = PLACEHOLDER.sub(lambda found: document.texts.get(found[1], ""), words).strip().replace("&", "&&")
    page = translator(document.language).gettext(N_("Page {page} of {pages}"))
    sheet.set_footer(f"&L&8{left[:LONGEST]}&R&8{page.format(page='&P', pages='&N')}", {"margin": 0.25})
