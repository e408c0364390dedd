"""The export dialog: which workbook, which products, on which terms."""
