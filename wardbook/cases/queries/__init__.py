"""Reading procedures, postings and cases."""
