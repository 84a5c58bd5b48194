"""OData's `$filter`: `parser` reads it into a `tree`, `filters` holds it against a log's law, `comparisons` runs it."""
