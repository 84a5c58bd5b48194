"""OData's `$filter`: `parser` reads it into a `tree`, `filters` holds it against a log's law, `comparisons` runs it.

`stretches` takes the time window out of it.
"""
