"""Units, people, posts and roles, all dated."""
