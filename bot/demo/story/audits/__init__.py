"""The directory audit log: `activities` is the table of what is done, `rows` prints one, `log` tells all of them."""
