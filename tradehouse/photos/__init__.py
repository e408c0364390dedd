"""Pictures: taken in within limits, kept by content hash, rendered. The only place that knows Pillow."""
