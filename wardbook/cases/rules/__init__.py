"""Who may load a procedure, record a posting or move a case, and why not."""
