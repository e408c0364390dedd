"""Workbooks that leave the house, written from a layout and its rows.

XlsxWriter makes the frame: sheets, styles, rules, protection, print setup. The rows of tables and their photos, of which
there may be thousands, are written beside it in the same form and filled in when the frame is whole (`filling`).
"""
