"""Addresses of the style page and of views that show what the middleware does."""

urlpatterns: list[object] = []
