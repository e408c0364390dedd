"""Files in and out: spreadsheets read with suspicion, workbooks written with care."""
