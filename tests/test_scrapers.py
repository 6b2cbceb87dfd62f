"""The programs of docs/scrapers.md, run as they stand there against a site on this machine, and the pipeline itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import scrapy
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from govinfo_parse import Report
from govinfo_parse.scrapy import ReportPipeline

from .support import office_files
from .writers.pages import page

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "scrapers.md"
PROGRAMS = {
    name: source
    for source in re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    for name in re.findall(r"# (\w+\.py)", source.splitlines()[0])
}
SOURCE = page(1001)
LINKS = ("2022年报.html", "2021年报.docx", "2020年报.png")
PAGE = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18</table>"


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".html": "text/html; charset=gb2312"}  # noqa: RUF012

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a report as a page in an old encoding, one as an attachment, and one that is a picture."""
    folder = tmp_path_factory.mktemp("site")
    links = "".join(f'<a href="{name}">{name}</a>' for name in LINKS)
    (folder / "index.html").write_text(f"<meta charset=gbk><p>{links}", encoding="gb18030")
    (folder / LINKS[0]).write_text(SOURCE.html, encoding="gb18030")
    (folder / LINKS[1]).write_bytes(office_files.docx(SOURCE.html))
    (folder / LINKS[2]).write_bytes(office_files.PNG)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def run(name: str, folder: Path, *arguments: str) -> str:
    """What a program of the guide prints."""
    (folder / name).write_text(PROGRAMS[name], encoding="utf-8")
    # No proxy of the machine's stands between the program and the site.
    own = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, name, *arguments]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **own}, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def values(report: Report) -> dict[str, object]:
    return {key: (each.status, each.value) for key, each in report.indicators.items()}


TRUTH = {key: (truth.status, truth.value) for key, truth in SOURCE.truth.items()}


def test_the_guide_has_these_programs() -> None:
    assert set(PROGRAMS) == {"fetch.py", "follow.py", "spider.py"}


@pytest.mark.parametrize("name", LINKS[:2])
def test_httpx(site: str, name: str, tmp_path: Path) -> None:
    printed = run("fetch.py", tmp_path, site + name)
    assert printed.split()[-1] == str(len(SOURCE.truth))


def test_httpx_says_why_there_is_no_report(site: str, tmp_path: Path) -> None:
    assert run("fetch.py", tmp_path, site + LINKS[2]).startswith("file-image The file is a PNG image")


def test_parsel(site: str, tmp_path: Path) -> None:
    total = SOURCE.truth["applications.new.total"].value
    [line] = run("follow.py", tmp_path, site).splitlines()
    assert line.split()[1] == str(total)


def test_scrapy(site: str, tmp_path: Path) -> None:
    run("spider.py", tmp_path, site)
    items = [json.loads(line) for line in (tmp_path / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(items) == 2  # the picture's was dropped
    for item in items:
        report = Report.from_dict(item["report"])
        assert values(report) == TRUTH
        assert report.source == item["url"]
        assert "page" not in item


# The pipeline


class Item(scrapy.Item):
    page = scrapy.Field()
    report = scrapy.Field()


@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        PAGE.encode(),
        scrapy.Selector(text=PAGE),
        HtmlResponse(
            "https://example.com/", body=PAGE.encode("gb18030"), headers={"Content-Type": "text/html; charset=gbk"}
        ),
        Response("https://example.com/", body=PAGE.encode()),
    ],
    ids=["text", "bytes", "selector", "page", "response"],
)
@pytest.mark.parametrize("kind", [dict, Item])
def test_the_report_stands_in_the_place_of_the_page(content: object, kind: Any) -> None:
    item = ReportPipeline().process_item(kind(page=content))
    assert item["report"]["indicators"]["disclosure.licensing.decisions"]["value"] == 18
    assert "page" not in item


def test_an_item_without_a_page_stays_as_it_is() -> None:
    assert ReportPipeline().process_item({"url": "https://example.com/"}) == {"url": "https://example.com/"}


def test_settings_name_the_fields_and_what_is_dropped() -> None:
    names = {"GOVINFO_PARSE_PAGE": "response", "GOVINFO_PARSE_REPORT": "data", "GOVINFO_PARSE_DROP_EMPTY": True}
    crawler = get_crawler(settings_dict=names)
    pipeline = ReportPipeline.from_crawler(crawler)
    assert set(pipeline.process_item({"response": PAGE})) == {"data"}
    with pytest.raises(DropItem, match="no report in the page"):
        pipeline.process_item({"response": "<p>通知"})
    assert ReportPipeline().process_item({"page": "<p>通知"})["report"]["diagnostics"][0]["code"] == "no-report"


def test_the_statistics_count_what_was_read() -> None:
    crawler = get_crawler()
    pipeline = ReportPipeline(stats=crawler.stats)
    for content in (PAGE, PAGE, office_files.PNG):
        pipeline.process_item({"page": content})
    counted = {key: count for key, count in crawler.stats.get_stats().items() if key.startswith("govinfo_parse/")}
    assert counted == {"govinfo_parse/reports": 2, "govinfo_parse/without_report/file-image": 1}


def test_without_scrapy_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scrapy.exceptions", None)
    with pytest.raises(ImportError, match=r"govinfo-parse\[scrapy\]"):
        ReportPipeline().process_item({"page": PAGE})
