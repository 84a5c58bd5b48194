"""How well spikes are found: generated tenants, labelled incidents, a scorer, and three classical methods as peers."""
