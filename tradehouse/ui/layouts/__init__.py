"""Adapting the layouts of workbooks: columns and their order, headings, photos, language, for a buyer or for all."""
