"""The provisioning log: `systems` are the jobs and what may go wrong with them, `log` tells what they did."""
