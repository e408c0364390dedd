"""Pictures: taken in within limits, kept by content hash, rendered for screen and sheet. The only place that knows Pillow."""
