"""What the tenant's logs tell, drawn from a seed.

`telling` puts a story together. `registrations` are the town's apps, providers and flows, `directory` prints them as
Graph's objects, `people` invents who lives there, `rhythm` says when they come and `incidents` what goes wrong.
`sign_ups` draws the sign-up log.
"""
