"""Services given (layanan): the dialog that logs one in seconds, and the timeline of a supplier."""
