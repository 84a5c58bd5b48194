"""A Digest sets one day's sign-ups beside a like day, and says in a sentence what changed."""
