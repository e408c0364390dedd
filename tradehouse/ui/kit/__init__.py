"""Small widgets that every page is made of. They set no colours; the theme does."""
