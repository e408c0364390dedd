"""The window. With app.py the only place that knows PySide6."""
