"""The sign-up log: `days` of `attempts`, each a walk through `stages` and their `troubles`; `parts` prints events."""
