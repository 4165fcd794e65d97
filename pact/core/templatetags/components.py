"""Tags and filters that the components and the form frame in `templates/` rest on. Every template has them."""

from django import forms, template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms.widgets import Input
from django.utils.html import json_script

register = template.Library()

# What a widget looks like on the page: the first class in its family tree that is listed decides.
FIELD_TEMPLATES = {
    forms.HiddenInput: "hidden",
    forms.MultipleHiddenInput: "hidden",
    forms.PasswordInput: "password",
    forms.FileInput: "file",
    forms.CheckboxInput: "checkbox",
    forms.CheckboxSelectMultiple: "choices",
    forms.RadioSelect: "choices",
    forms.Select: "control",
    forms.Textarea: "textarea",
    Input: "control",
}
CLASSES = {
    forms.Select: "govuk-select",
    forms.Textarea: "govuk-textarea",
    forms.FileInput: "govuk-file-upload",
    forms.CheckboxInput: "govuk-checkboxes__input",
    Input: "govuk-input",
}
BANNER_TITLES = {"success": "Done", "error": "There is a problem", "warning": "Important", "info": "Please note"}


def _by_family(widget, table):
    return next((table[cls] for cls in type(widget).__mro__ if cls in table), "")


@register.filter
def field_template(field):
    """The template that shows this bound field: a widget may name its own as `field_template`."""
    own = getattr(field.field.widget, "field_template", None)
    return own or f"pact/fields/{_by_family(field.field.widget, FIELD_TEMPLATES) or 'control'}.html"


@register.simple_tag
def control(field, **attrs):
    """The bound field's widget with GOV.UK's classes and every description that belongs to it."""
    widget = field.field.widget
    classes = [_by_family(widget, CLASSES), widget.attrs.get("class", ""), attrs.pop("css_class", "")]
    if field.errors and not isinstance(widget, forms.CheckboxInput):
        classes.append(f"{classes[0]}--error")
    described = attrs.pop("described_by", "") or descriptions(field)
    attrs = {name.replace("_", "-"): value for name, value in attrs.items() if value not in (None, "")}
    attrs["class"] = " ".join(filter(None, classes))
    # A grey word inside a box vanishes as soon as it is needed, and is taken for an answer until then.
    widget.attrs.pop("placeholder", None)
    if described:
        attrs["aria-describedby"] = described
    if isinstance(widget, forms.NumberInput):
        # A spinner loses what was typed when it is not a number, and a scroll wheel changes it.
        widget.input_type = "text"
        whole = isinstance(field.field, forms.IntegerField) and not isinstance(
            field.field, forms.FloatField | forms.DecimalField
        )
        attrs.setdefault("inputmode", "numeric" if whole else "decimal")
        for needless in ("min", "max", "step"):
            widget.attrs.pop(needless, None)
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("maxlength", None)
        widget.attrs["rows"] = widget.attrs.get("rows") if widget.attrs.get("rows") not in (None, "10") else 5
        widget.attrs.pop("cols", None)
    return field.as_widget(attrs=attrs)


@register.filter
def descriptions(field):
    """The ids of what describes this field: its hint, its error, its count of characters."""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if character_limit(field):
        ids.append(f"{field.auto_id}-info")
    return " ".join(ids)


@register.filter
def character_limit(field):
    """How many characters a long answer may have, or None if it is short or has no limit."""
    if isinstance(field.field.widget, forms.Textarea):
        return getattr(field.field, "max_length", None)
    return None


@register.filter
def first_id(field):
    """The id of the element that takes the focus when somebody follows this field's error."""
    widget = field.field.widget
    if hasattr(widget, "first_id"):
        return widget.first_id(field)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def errors(field):
    """What is wrong with this field, in sentences; forms that are not ours say "this field", ours name it."""
    return [str(text).replace("This field is required.", f"Fill in “{field.label}”.") for text in field.errors]


@register.filter
def is_optional(field):
    """Whether the label should say so: GOV.UK marks what may be left out, not what must be filled."""
    says_so_itself = "optional" in str(field.label).lower()
    marks = getattr(field.form, "marks_optional", True)
    return marks and not field.field.required and not says_so_itself


@register.filter
def has_errors(form):
    """Whether this is a form (or formset) that was sent and has something to put right."""
    if isinstance(form, forms.BaseFormSet):
        return form.is_bound and (form.total_error_count() > 0)
    return isinstance(form, forms.BaseForm) and form.is_bound and bool(form.errors)


@register.filter
def problems(form):
    """What is wrong, in the order of the page: dicts with `text` and `href` (to the field, or to what mends it)."""
    if isinstance(form, forms.BaseFormSet):
        found = [{"text": text, "href": ""} for text in form.non_form_errors()]
        return found + [problem for single in form.forms for problem in problems(single)]
    found = []
    for error in form.non_field_errors().as_data():
        for text in error.messages:
            found.append({"text": text, "href": getattr(error, "href", "") or getattr(text, "href", "")})
    for field in form:
        for text in errors(field):
            found.append({"text": text, "href": "" if field.is_hidden else f"#{first_id(field)}"})
    return found


@register.inclusion_tag("components/error_summary.html")
def error_summary(form):
    """The list of what is wrong with this form, once on a page; nothing where all is well."""
    if not has_errors(form) or getattr(form, "is_summarised", False):
        return {"problems": []}
    form.is_summarised = True
    return {"problems": problems(form)}


@register.filter
def banner_title(kind):
    """The heading of a banner of this kind; a title of one's own stays as it is."""
    return BANNER_TITLES.get(kind, kind)


@register.filter
def banner_role(kind):
    return "alert" if kind in ("success", "error") else "region"


@register.filter
def page_numbers(page):
    """The numbers to offer beside this page of a list, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def is_gap(number):
    return number == Paginator.ELLIPSIS


@register.filter
def is_page(number, page):
    return number == page.number


@register.simple_tag
def map_data(field):
    """What the map beside this field shows, as data: a strict content policy lets no inline script carry it."""
    tiles = {"tiles": settings.TILE_URL, "attribution": settings.TILE_ATTRIBUTION}
    return json_script(tiles | field.field.widget.map_data, f"map_{field.auto_id}")


@register.filter
def parts(field):
    """The boxes of a field that has several, as its widget lists them."""
    return field.field.widget.parts(field)


@register.inclusion_tag("pact/fields/_choices.html")
def choices(field):
    """The options of radios or checkboxes, each with its hint."""
    widget = field.field.widget
    hints = {str(value): hint for value, hint in getattr(widget, "hints", {}).items()}
    shown = widget.get_context(field.html_name, field.value(), {"id": field.auto_id})["widget"]
    return {
        "kind": "checkboxes" if widget.allow_multiple_selected else "radios",
        "is_inline": getattr(widget, "inline", False),
        "is_small": getattr(widget, "small", False),
        "groups": [
            {
                "heading": heading,
                "choices": [
                    {
                        "id": option["attrs"].get("id", ""),
                        "name": option["name"],
                        "type": option["type"],
                        "value": option["value"],
                        "label": option["label"],
                        "hint": hints.get(str(option["value"]), ""),
                        "is_chosen": option["selected"],
                        "is_disabled": field.field.disabled,
                    }
                    for option in options
                ],
            }
            for heading, options, _ in shown["optgroups"]
        ],
    }


@register.filter
def under(row, columns):
    """Each cell of a row with the column that it stands in."""
    return list(zip(columns, row, strict=True))


@register.filter
def given(value):
    """The value, or the words for one that nobody has given; nought is a value."""
    return "Not given" if value is None or value == "" else value


# The sign-in library's own pages, which say what they mean in tags


@register.filter
def button_look(tags):
    """The class for a button that the sign-in library calls secondary, dangerous, or no more than a link."""
    tags = set(tags or ())
    if "danger" in tags or "delete" in tags:
        return "govuk-button--warning"
    if "link" in tags or "cancel" in tags:
        return "govuk-button--link"
    return "govuk-button--secondary" if tags & {"secondary", "outline"} else ""


@register.filter
def is_ticked(input_type):
    """ "radios" or "checkboxes" for the types of input that are ticked, else nothing."""
    return {"radio": "radios", "checkbox": "checkboxes"}.get(input_type, "")
