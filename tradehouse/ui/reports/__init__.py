"""The tab of reports: figures of the house as charts and tables, each with the names behind it."""
