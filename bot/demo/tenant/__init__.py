"""A server shaped like Microsoft Graph.

`server` speaks HTTP and `service` decides; `login` gives out tokens and `seals` closes them. `endpoints` is the table
of what is served, `calls` and `batches` find the row a request means, `queries` reads its `$` options with `odata`,
`pages` cuts what `holdings` keeps on `shelves`, and `looks` says how a row looks to its caller. Rows come from the
story (`sources`) or from a folder (`loads`). `refusals` are all ways to say no; `permissions`, `throttle` and `faults`
are reasons to; `oddities`, `enumerations`, `flows` and `identities` are what single collections do differently.
"""
