"""How fast Gatehouse is where it counts, each figure a ratio against a named peer in the same run; and how well it finds."""
