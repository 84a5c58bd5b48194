"""The sign-in log: `staff`, `customers`, `workloads` and what episodes left (`told`), as `drafts` that `rows` prints.

`codes` are the ways to fail, `steps` the ways to prove who one is, `log` puts all in order.
"""
