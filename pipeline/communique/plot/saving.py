"""A chart to a file: PNG, SVG or a page that works without a network."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.export.place import write_new

if TYPE_CHECKING:
    import altair as alt

FORMATS = (".png", ".svg", ".html")
_SCALE = 2.0
#: No more than the page itself: no source but its own script and style.
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<div id="chart"></div>
<script>{bundle}</script>
<script type="application/json" id="spec">{spec}</script>
<script>
vegaEmbed("#chart", JSON.parse(document.getElementById("spec").textContent),
  {{actions: false, ast: true, renderer: "svg"}});
</script>
</body>
</html>
"""


def save(chart: alt.TopLevelMixin, out: Path | str, *, force: bool = False) -> None:
    """Write a chart to a file; its name says the format.

    Drawn here, without a browser or a network. The same chart gives the same bytes.

    Parameters
    ----------
    chart
        What a function of this package returns, or any Altair chart with its own data.
    out
        A file that ends in ``.svg``, ``.png`` (twice the size, for print) or ``.html``
        (with tooltips; works offline, about 1 MB).
    force
        Replace a file that is there.

    Raises
    ------
    CommuniqueError
        If the format is unknown, or the file is there or cannot be written.
    """
    path = Path(out)
    check_format(path)
    write_new(path, rendered(chart.to_dict(), path.suffix.casefold()), force=force)


def check_format(path: Path) -> None:
    """Whether a file's name ends in a format that charts can be written in.

    Raises
    ------
    CommuniqueError
        If it does not.
    """
    if path.suffix.casefold() not in FORMATS:
        raise CommuniqueError(
            f"{path} does not say which format is wanted", f"end it in {', '.join(FORMATS)}"
        )


def rendered(spec: dict[str, Any], suffix: str) -> bytes:
    """A chart's specification drawn in a format, as the bytes of a file."""
    import vl_convert  # noqa: PLC0415 - starts an engine, and is seldom needed

    version = vega_lite_version()
    if suffix == ".svg":
        return svg(spec).encode("utf-8")
    if suffix == ".png":
        drawn: bytes = vl_convert.vegalite_to_png(
            spec, vl_version=version, scale=_SCALE, allowed_base_urls=[]
        )
        return drawn
    title = spec.get("title")
    text = title.get("text", "") if isinstance(title, dict) else title or ""
    return _PAGE.format(
        title=escape(str(text)),
        bundle=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", version),
        spec=_in_script(json.dumps(spec, ensure_ascii=False)),
    ).encode("utf-8")


def svg(spec: dict[str, Any]) -> str:
    """A chart's specification drawn as SVG."""
    import vl_convert  # noqa: PLC0415 - starts an engine, and is seldom needed

    drawn: str = vl_convert.vegalite_to_svg(
        spec, vl_version=vega_lite_version(), allowed_base_urls=[]
    )
    return drawn


def vega_lite_version() -> str:
    """The version of Vega-Lite that the charts are written in, as ``6.4``."""
    import altair as alt  # noqa: PLC0415
    import vl_convert  # noqa: PLC0415

    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    wanted = f"{major}.{minor}"
    known: list[str] = vl_convert.get_vegalite_versions()
    return wanted if wanted in known else known[-1]


def _in_script(text: str) -> str:
    # in a script JSON may hold no tag, and its own escapes do
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
