"""What Gatehouse says about Entra's error codes: a file of rows for each family of codes, and nothing else."""
