"""What reports count, in SQL: subjects with the dimensions that they are told apart by, and what only one report asks."""
