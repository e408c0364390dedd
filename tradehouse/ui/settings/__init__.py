"""Settings: the house and its terms, staff, language and look, and where everything lies."""
