"""How long a chart and a map take to draw, beside a template with a table of 50 rows."""

import django
from _yardstick import compare
from assign_points import areas
from django.template import Context, Template

from pact.core.charts import Bar, BarChart
from pact.core.maps import Area, Map

SOURCE = "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}"


def main():
    django.setup()
    template = Template(SOURCE)
    rows = [[f"Ward {n}", n, n * 2, n * 3, n * 4, n * 5] for n in range(50)]
    bars = tuple(Bar(f"Ward {n}", n) for n in range(12))
    places = tuple(Area(f"Ward {n}", shape, n) for n, shape in enumerate(areas()))

    def table():
        return template.render(Context({"rows": rows}))

    compare("a chart of 12 bars", lambda: BarChart("Bars", bars).svg, "table of 50 rows", table)
    compare("a map of 25 areas", lambda: Map("Map", places).svg, "table of 50 rows", table)


if __name__ == "__main__":
    main()
