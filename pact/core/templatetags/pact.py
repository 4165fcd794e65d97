"""Filters and tags that every template has without loading them."""

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from pact.core import dates, wording

register = template.Library()

register.filter("day", dates.day)
register.filter("short_day", dates.short_day)
register.filter("moment", dates.moment)
register.filter("clock", dates.clock)
register.filter("month", dates.month)
register.filter("quarter", dates.quarter)
register.filter("span", dates.span)
register.filter("number", wording.number)
register.filter("percent", wording.percent)
register.filter("rate", wording.rate)
register.filter("counted", wording.counted)
register.filter("sentence_list", wording.sentence_list)


@register.simple_tag
def fewest_shown():
    """The least count that is published: 5, or what the council has set."""
    return settings.SUPPRESS_BELOW


@register.filter
def markdown(text, top=2):
    """`{{ text|markdown }}`, or `{{ text|markdown:3 }}` where its highest heading is to be an h3."""
    return mark_safe(wording.markdown(text, top))  # noqa: S308 - cleaned by nh3, and raw HTML is never read
