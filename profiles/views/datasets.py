"""What was loaded, where it comes from, which rows were not taken, and taking a file back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.core import spreadsheets
from pact.core.dates import short_day
from pact.core.refusals import Refused
from pact.core.wording import number
from pact.places.models import Borough
from profiles import forms, queries, rules
from profiles.actions import loading
from profiles.models import Dataset

PAGE = 25


@login_required
@require_safe
def dataset_list(request):
    visible = Dataset.objects.visible_to(request.user)
    boroughs = Borough.objects.filter(datasets__in=visible).distinct().order_by("name", "pk")
    filters = forms.DatasetFilter(request.GET, boroughs=boroughs)
    datasets = queries.datasets(visible, **filters.chosen())
    page = Paginator(datasets, PAGE).get_page(request.GET.get("page"))
    columns = [
        {"text": "Dataset"},
        {"text": "Borough"},
        {"text": "Kind"},
        {"text": "Of"},
        {"text": "Rows taken", "is_number": True},
        {"text": "Loaded"},
        {"text": "State"},
    ]
    context = {
        "filters": filters,
        "page": page,
        "columns": columns,
        "rows": [_dataset_row(each) for each in page],
        "may_load": rules.may_load(request.user),
    }
    return render(request, "profiles/dataset_list.html", context)


def _dataset_row(dataset):
    return [
        {"text": dataset.title, "href": dataset.get_absolute_url()},
        dataset.borough.name,
        dataset.get_kind_display(),
        dataset.period,
        number(dataset.rows_taken),
        short_day(dataset.loaded_at),
        {"template": "components/tag.html", "text": dataset.state, "colour": dataset.colour},
    ]


@login_required
@require_safe
def dataset(request, pk):
    dataset = _dataset_for(request.user, pk)
    rows = dataset.refused_rows.order_by("number", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "dataset": dataset,
        "facts": queries.dataset_facts(dataset),
        "contents": queries.dataset_contents(dataset),
        "page": page,
        "columns": [{"text": "Row in the file"}, {"text": "Why it was not taken"}],
        "rows": [[str(row.number), row.reason] for row in page],
        "may_withdraw": rules.may_withdraw(request.user, dataset)
        and dataset.can_be_withdrawn
        and not dataset.is_withdrawn,
    }
    return render(request, "profiles/dataset.html", context)


@login_required
@require_safe
def dataset_rows(request, pk):
    """Every row that was not taken, those of other places too, as a CSV file."""
    dataset = _dataset_for(request.user, pk)
    name = f"rows-not-taken-{dataset.filename.partition('.')[0]}.csv"
    return spreadsheets.csv_response(name, ["Row", "Reason"], queries.rows_not_taken(dataset))


@login_required
@require_http_methods(["GET", "POST"])
def dataset_withdrawal(request, pk):
    dataset = _dataset_for(request.user, pk)
    if not rules.may_withdraw(request.user, dataset):
        raise PermissionDenied
    obstacles = rules.obstacles_to_withdrawing(dataset)
    if request.method == "POST":
        try:
            loading.withdraw(dataset, by=request.user, at=timezone.now())
        except Refused as refusal:
            obstacles = refusal.reasons
        else:
            messages.success(request, f"“{dataset}” is withdrawn. Profiles no longer use it.")
            return redirect(dataset)
    return render(request, "profiles/dataset_withdrawal.html", {"dataset": dataset, "obstacles": obstacles})


def _dataset_for(user, pk):
    return get_object_or_404(Dataset.objects.visible_to(user).for_display(), pk=pk)
