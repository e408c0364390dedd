"""What was done and how the catalogue is kept safe: history, check, backup, restore, about, the report for IT."""
