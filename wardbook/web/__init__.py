"""What both sites share: layout, forms, access marks; knows Django, not the book."""
