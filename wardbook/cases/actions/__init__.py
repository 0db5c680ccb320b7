"""Every write to procedures, postings and cases."""
