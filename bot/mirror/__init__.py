"""Our own copy of the logs and our memory of what was done, in one SQLite file. sqlite_utils has its home here."""
