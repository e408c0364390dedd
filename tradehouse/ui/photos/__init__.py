"""Photos of a product: the strip that arranges them and the viewer that shows them large."""
