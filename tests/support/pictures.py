"""The pictures of the docs, made anew: ``python -m tests.support.pictures``. Look at them before they are kept.

Needs Chromium, chromedriver, and a font with Chinese characters.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from govinfo_parse import Report, parse

from .browser import browser, prefer, resize, site

DOCS: Final = Path(__file__).parent.parent.parent / "docs"
EXAMPLE: Final = (DOCS / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
# Few colours are enough for screens of text, and a picture stays small.
COLOURS: Final = 128


def main() -> None:
    """Makes all of them."""
    folder = DOCS / "images"
    folder.mkdir(exist_ok=True)
    pages(folder)
    charts(folder)


def pages(folder: Path) -> None:
    """The page in a wide window, light and dark, and on a telephone."""
    report = parse(EXAMPLE)
    from selenium.webdriver import ActionChains

    cell = "td[data-key='{}'] > a"
    with browser() as driver, site() as served:
        shots: list[tuple[str, str, int, int, str, Any]] = [
            ("view", "light", 1280, 800, "#group-failed .lead", "en"),
            ("view-dark", "dark", 1280, 800, cell.format("applications.new.total"), "zh"),
            ("view-phone", "light", 390, 844, cell.format("disclosure.normative_documents.in_force"), "zh"),
        ]
        for name, scheme, width, height, pointed_at, language in shots:
            resize(driver, width, height)
            prefer(driver, scheme=scheme)
            driver.get(served.put(report.to_page(language)))
            element = driver.find_element("css selector", pointed_at)
            driver.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", element)
            ActionChains(driver).move_to_element(element).pause(0.5).perform()
            keep(driver.get_screenshot_as_png(), folder / f"{name}.png")


def charts(folder: Path) -> None:
    """A chart of each kind."""
    import matplotlib as mpl
    from matplotlib import pyplot

    from govinfo_parse import plot

    mpl.use("agg")
    report = parse(EXAMPLE)
    drawn: dict[str, Any] = {
        "chart-results": plot.results(report),
        "chart-applicants": plot.applicants(report, language="zh"),
        "chart-series": plot.series(of_years(), ["received", "granted", "carried_out"]),
    }
    for name, axes in drawn.items():
        written = io.BytesIO()
        axes.figure.savefig(written, dpi=110)
        keep(written.getvalue(), folder / f"{name}.png")
    pyplot.close("all")


def of_years() -> list[Report]:
    """Reports of one body for some years, on all three forms; what some of them do not say makes gaps."""
    title = "云泽县水务局{}年政府信息公开工作年度报告\n"
    old = (
        "统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | {}\n"
        "（三）申请答复数 | 件 | {}\n2.同意公开答复数 | 件 | {}\n以上。"
    )
    row = "{} | {} | 0 | 0 | 0 | 0 | 0 | {}\n"
    reports = [
        parse(title.format(year) + old.format(new, new, granted), forms=["2014"])
        for year, new, granted in ((2016, 31, 20), (2017, 38, 25), (2018, 36, "—"))
    ]
    for year, form, *figures in ((2019, "2019", 44, 21, 3), (2021, "2021", 52, 30, 2), (2022, "2021", 61, 33, "无")):
        labels = ("一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理")
        rows = (row.format(label, figure, figure) for label, figure in zip(labels, figures, strict=True))
        reports.append(parse(title.format(year) + "".join(rows), forms=[str(form)]))
    return reports


def keep(png: bytes, path: Path) -> None:
    """Writes a picture in few colours."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
