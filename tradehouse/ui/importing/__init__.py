"""The import wizard: files, sheets, header rows, columns, the plan, the result."""
