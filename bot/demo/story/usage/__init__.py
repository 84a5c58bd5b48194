"""What Graph sums up over the logs, worked out from the same rows and always as it stands at some time.

`sign_ins` counts by app, day and like sign-ins; `people` is about methods and last use; `workloads` about apps and
credentials; `federation` is AD FS, which has no log of its own; `insights` is External ID's own usage report.
"""
