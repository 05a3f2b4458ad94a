"""Charts that take longer to draw than their figures to measure, kept for all readers."""

import plotly.graph_objects as go

from analysis.figures.shares import Shares
from dashboard.charts.charts import share_bars
from dashboard.charts.share_marks import bars_of
from dashboard.frame.cached_figures import kept
from dashboard.screen.palette import Palette


@kept()
def share_chart(found: Shares, palette: Palette, axis: str) -> go.Figure:
    """Draw shares as bars; `axis` is the title under them."""
    return share_bars(bars_of(found.rows), palette, axis=axis)
