"""A server shaped like Microsoft Graph.

`server` speaks HTTP and `service` decides; `login` gives out tokens and `seals` closes them. `endpoints` is the table
of what is served, `calls` and `batches` find the row a request means, `queries` reads its `$` options with `odata`,
`pages` cuts what `holdings` keeps on `shelves`. `refusals` are all ways to say no, `throttle` and `faults` the reasons
that lie with nobody; `oddities`, `enumerations`, `flows` and `identities` are what single collections do differently.
"""
