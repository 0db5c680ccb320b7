"""The tag by which every page of the office has its navigation."""

from django import template

from wardbook.office import navigation as places

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> places.Navigation:
    """What the person may open, from ``staff`` of the page; nothing without."""
    staff, request = context.get("staff") or {}, context.get("request")
    return places.navigation(staff.get("may", ()), request.path if request else "")
