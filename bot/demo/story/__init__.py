"""What the tenant's logs tell, drawn from a seed.

`telling` puts a story together. Who and what there is: `registrations` (customers' apps, providers, flows), `work_apps`
(what staff and machines use), `people`, the `workforce` of `employees` with their `methods`, `places`, `clients` and
`policies`; `directory` prints them as Graph's objects. What happens: `rhythm` says when, `incidents` what goes wrong
with sign-ups, `episodes` what happens to one person or machine and shows in several logs.
The logs: `sign_ups`, `sign_ins`, `audits`, `provisioning`; `detections` and `risk` read them for the unusual, `usage`
sums them up.
"""
