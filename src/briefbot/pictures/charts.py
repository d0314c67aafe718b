"""Drawing charts."""

from importlib.util import find_spec
from io import BytesIO
from typing import Any

from briefbot.dialogue.outgoing import Chart

# Inches, and dots per inch: 960 × 480 points fill a phone's width.
_SIZE, _DPI = (8.0, 4.0), 120
_COLOURS = ("#9db8d9", "#c0392b")
_MOST_LABELS = 8


def can_draw() -> bool:
    """Whether charts can be drawn: matplotlib is there (the extra `pictures`)."""
    return find_spec("matplotlib") is not None


def png(chart: Chart) -> bytes:
    """The picture of a chart; it takes some tenths of a second."""
    from matplotlib.figure import Figure  # noqa: PLC0415 (half a second of loading, for admins alone)
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 (as above)

    # A figure of its own, without pyplot: that keeps figures for all threads together, and looks for a screen.
    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    axes = figure.subplots()
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    _draw(axes, chart)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _draw(axes: Any, chart: Chart) -> None:
    places = range(len(chart.labels))
    for (name, values), colour in zip(chart.series, _COLOURS[-len(chart.series) :], strict=True):
        axes.bar(places, values, label=name, color=colour, width=0.8)
    # From the last bar backwards, so that the present day has its label.
    shown = list(places)[:: -max(1, -(-len(places) // _MOST_LABELS))]
    axes.set_xticks(shown, [chart.labels[place] for place in shown])
    axes.set_ylim(bottom=0, top=max(1, *(value for _, values in chart.series for value in values)) * 1.15)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc=2, frameon=False, ncols=len(chart.series))  # in the upper left corner
