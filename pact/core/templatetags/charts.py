"""`{% chart x %}` shows any chart or map of `pact.core` as a figure with its numbers, in every template."""

from django import template

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(picture, *, table=True):
    """A chart or map with its title and source; `table=False` (on paper) leaves out the table of its figures."""
    return {"picture": picture, "table": table}
