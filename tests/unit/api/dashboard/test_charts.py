"""Plots: where values are drawn, gaps, and that labels are text."""

import re

import pytest

from api.dashboard.drawing import charts, formats
from api.dashboard.drawing.charts import PlotSeries
from api.dashboard.drawing.matrix import build_matrix
from core.quality.measures import Bin

TOP, BOTTOM = charts._TOP, charts._TOP + charts._HEIGHT


def numbers(picture: str, tag: str, attribute: str) -> list[float]:
    return [
        float(found)
        for element in re.findall(rf"<{tag} [^>]*>", picture)
        for found in re.findall(rf'\b{attribute}="([-\d.]+)%?"', element)
    ]


def test_a_line_of_one_value_is_a_point() -> None:
    def draw(*values: float) -> str:
        series = [charts.PlotSeries("all", "s1", values)]
        labels = [str(place) for place in range(len(values))]
        return str(charts.lines("x", "X", labels, series, what="x", points=False).picture)

    assert "<circle" in draw(1.0)
    assert "<circle" not in draw(1.0, 2.0)


def test_the_largest_value_is_highest_and_zero_lies_on_the_ground() -> None:
    chart = charts.lines("x", "X", ["a", "b", "c"], [PlotSeries("s", "s1", [0.0, 1.0, 0.5])], what="run")
    assert numbers(chart.picture, "circle", "cy") == [BOTTOM, TOP, (TOP + BOTTOM) / 2]
    assert numbers(chart.picture, "circle", "cx") == sorted(numbers(chart.picture, "circle", "cx"))
    assert chart.header == ("run", "s")
    assert chart.rows[1] == ("b", "1")


def test_a_missing_value_leaves_a_gap_and_no_point() -> None:
    series = [PlotSeries("s", "s1", [0.1, 0.2, None, 0.3, 0.1])]
    chart = charts.lines("x", "X", list("abcde"), series, what="run")
    assert chart.picture.count("<polyline") == 2
    assert chart.picture.count("<circle") == 4
    assert chart.rows[2] == ("c", formats.NONE)


def test_each_line_has_a_threshold_of_its_own() -> None:
    series = [
        PlotSeries("a", "s1", [0.1, 0.2], 0.1),
        PlotSeries("b", "s2", [0.2, 0.1], 0.4),
        PlotSeries("c", "s3", [0.2, 0.2]),
    ]
    chart = charts.lines("x", "X", list("ab"), series, what="run")
    drawn = re.findall(r'<line class="threshold (s\d)"[^>]*y1="([\d.]+)"', chart.picture)
    assert [kind for kind, _ in drawn] == ["s1", "s2"]
    lower, higher = (float(y) for _, y in drawn)
    assert TOP <= higher < lower < BOTTOM
    assert chart.legend[3:] == [
        ("limit 0.100 a", "threshold s1"),
        ("limit 0.400 b", "threshold s2"),
    ]


def test_a_single_outlier_is_drawn_at_the_top_and_flattens_nothing() -> None:
    series = [PlotSeries("s", "s1", [0.1, 9.0, 0.05, 0.1])]
    chart = charts.lines("x", "X", list("abcd"), series, what="run")
    heights = numbers(chart.picture, "circle", "cy")
    assert heights == [TOP, (TOP + BOTTOM) / 2, TOP]
    assert "b: 9 s, beyond the scale" in chart.picture
    assert chart.rows[1] == ("b", "9")
    ordinary = charts.lines("x", "X", list("abc"), [PlotSeries("s", "s1", [0.1, 0.3, 0.1])], what="run")
    assert "beyond" not in ordinary.picture


def test_a_logarithmic_scale_has_a_line_for_each_decade() -> None:
    series = [PlotSeries("s", "s1", [0.001, 0.01, 0.1, 0.0])]
    chart = charts.lines(
        "x", "X", list("abcd"), series, what="t", write=formats.milliseconds, logarithmic=True
    )
    assert re.findall(r'<text class="value"[^>]*>([^<]*)<', chart.picture) == ["1 ms", "10 ms", "100 ms"]
    assert numbers(chart.picture, "circle", "cy") == [BOTTOM, (TOP + BOTTOM) / 2, TOP, BOTTOM]
    nothing = charts.lines("x", "X", [], [PlotSeries("s", "s1", [])], what="t", logarithmic=True)
    assert nothing.rows == []


def test_columns_stand_on_each_other() -> None:
    series = [PlotSeries("low", "c2", [30, 0]), PlotSeries("high", "c1", [10, 40])]
    chart = charts.columns("x", "X", ["1", "2"], series, what="run")
    tops, heights = (numbers(chart.picture, "rect", name) for name in ("y", "height"))
    assert tops[1] + heights[1] == pytest.approx(tops[0], abs=0.15)
    assert tops[0] + heights[0] == pytest.approx(BOTTOM, abs=0.15)
    assert heights[2] == 0
    assert heights[3] == pytest.approx(heights[0] + heights[1], abs=0.15)


@pytest.mark.parametrize(("first", "written"), [(1, 20), (100, 10), (1_000_000, 7)])
def test_labels_of_columns_leave_each_other_room(first: int, written: int) -> None:
    labels = [str(number) for number in range(first, first + 20)]
    chart = charts.columns("x", "X", labels, [PlotSeries("s", "c1", [1.0] * 20)], what="run")
    assert chart.picture.count('<text class="below') == written
    assert len(chart.rows) == 20


def test_the_only_label_stands_below_the_only_point() -> None:
    chart = charts.lines("x", "X", ["run 1"], [PlotSeries("s", "s1", [0.2])], what="run")
    assert numbers(chart.picture, "circle", "cx") == [
        float(re.findall(r'<text class="below " x="([\d.]+)%', chart.picture)[0])
    ]


def test_a_certain_score_that_is_always_right_lies_on_the_diagonal() -> None:
    chart = charts.reliability("x", [(0.5, 0.5, 10), (1.0, 1.0, 1000)])
    ((x1, x2), (y1, y2)) = (
        tuple(
            map(
                float,
                re.search(rf'class="diagonal" .*?{a}1="([\d.]+)%?" {a}2="([\d.]+)', chart.picture).groups(),
            )
        )
        for a in "xy"
    )
    (halfway, right), heights = numbers(chart.picture, "circle", "cx"), numbers(chart.picture, "circle", "cy")
    assert (right, heights[1]) == (x2, y2)
    assert (halfway, heights[0]) == ((x1 + x2) / 2, (y1 + y2) / 2)
    small, large = numbers(chart.picture, "circle", "r")
    assert small < large


@pytest.mark.parametrize("labels", [[], ["<b>"], ["<b>", "&"]])
def test_nothing_and_odd_labels_are_drawn_as_text(labels: list[str]) -> None:
    series = [PlotSeries('"s"', "s1", [1.0] * len(labels))]
    for chart in (
        charts.lines("x", "<X>", labels, series, what="run"),
        charts.columns("x", "<X>", labels, series, what="run"),
    ):
        assert "<b>" not in chart.picture
        assert '<title id="plot-x-title">&lt;X&gt;</title>' in chart.picture
        assert len(chart.rows) == len(labels)


@pytest.mark.parametrize(("value", "width"), [(None, 0), (0, 0), (0.25, 25), (1, 100), (7, 100), (-1, 0)])
def test_bars_stay_in_their_place(value: float | None, width: float) -> None:
    assert f'class="bar-fill" width="{width:.2f}%"' in charts.bar(value)


def test_a_matrix_shows_the_largest_labels_and_says_what_it_leaves_out() -> None:
    found = [("a", "b", 9), ("b", "a", 1), ("c", "d", 2), ("a", "a", 5)]
    matrix = build_matrix(found, max_labels=2)
    assert matrix.labels == ["a", "b"]
    assert [[cell.count for cell in row] for row in matrix.rows] == [[5, 9], [1, 0]]
    assert matrix.left_out == 2
    assert [cell.shade for row in matrix.rows for cell in row] == [8, 8, 3, 0]
    assert matrix.rows[0][0].same


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "less than a minute ago"),
        (-60, "1 minute ago"),
        (-7300, "2 hours ago"),
        (90_000, "in 1 day"),
        (30, "in less than a minute"),
    ],
)
def test_times_are_shown_by_their_distance(seconds: float, text: str) -> None:
    assert formats.relative(seconds) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\N{EN DASH}"),
        (0, "0"),
        (0.0002, "0.0002"),
        (0.1234, "0.123"),
        (1200.0, "1,200"),
        (23_566 / 23_576, "0.9996"),
        (2.00004, "2.000"),
    ],
)
def test_figures_have_as_many_digits_as_they_need(value: float | None, text: str) -> None:
    assert formats.figure(value) == text


def test_what_stands_between_backquotes_is_code_and_all_is_text() -> None:
    assert formats.sentence("use `<a>` & go") == "use <code>&lt;a&gt;</code> &amp; go"
    assert formats.sentence("one ` only") == "one ` only"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0.9996, "99.96 %"), (1, "100 %"), (0.5, "50.0 %"), (0.30001, "30.0 %")),
        *((0.0002, "0.020 %"), (2e-6, "below 0.001 %"), (0, "0 %")),
    ],
)
def test_a_share_just_below_all_is_not_all_and_one_above_none_is_not_none(value: float, text: str) -> None:
    assert formats.share(value) == text
    assert formats.score(0.99996) == "0.999"
    assert formats.score(1.0) == "1.000"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0, "0"), (0.012, "0.012"), (0.125, "0.125"), (0.25, "0.25"), (1.25, "1.25")),
        *((2.5, "2.5"), (5.0, "5"), (12.5, "12.5"), (1234.5, "1,234")),
    ],
)
def test_labels_of_an_axis_of_rates_are_exact(value: float, text: str) -> None:
    assert formats.rate(value) == text


def test_bins_of_numbers_are_as_long_as_they_are_dense() -> None:
    ends = [(None, 0.0), (0.0, 10.0), (10.0, 15.0), (15.0, 15.0), (15.0, 5e300), (5e300, None)]
    bins = [Bin("", 100, lower, upper) for lower, upper in ends]
    *found, last = formats.densities(bins)
    assert found[:4] == [None, 0.5, 1.0, None]
    assert found[4] == pytest.approx(0.0)
    assert last is None
    assert formats.densities([Bin("", 3, 0.0, 5e-324)]) == [None]
    assert formats.densities([]) == []
