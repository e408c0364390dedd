"""The one browser: search box, facets, table or thumbnail grid, detail. Every tab is this widget with another record kind."""
