"""What people say about time: words to moments, stretches and windows, by a clock that is handed in."""
