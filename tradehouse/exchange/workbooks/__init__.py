"""Workbooks that leave the house, written with XlsxWriter from a layout and its rows.

XlsxWriter rather than openpyxl: it is the only one of the two that writes a formula together with its computed
value and has the quote-prefix format, it writes twice as fast, and it can stream rows (constant memory) for files
without photos.
"""
