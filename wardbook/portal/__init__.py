"""The public site: reads the ledger and nothing else."""
