"""The catalogue's rows: for each log a module of data."""
