"""Problems and surveys of suppliers in the window."""
