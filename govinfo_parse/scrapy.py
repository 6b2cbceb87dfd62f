"""Reports in a crawl: an item pipeline for Scrapy.

In: items with a page or an attachment in the field ``page``: a response, bytes, a text, or a part of a page that was
selected. Out: the same items with the data of the report in the field ``report`` in its place, so that they can be
exported. What a response is decides its content: offices put up Word, Excel and PDF files beside pages.

Needs Scrapy, the extra ``scrapy``. Settings:

- ``GOVINFO_PARSE_PAGE``, ``GOVINFO_PARSE_REPORT``: other names for the two fields.
- ``GOVINFO_PARSE_DROP_EMPTY``: True to drop items whose page holds no report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .files import parse_data
from .pages import parse_html
from .report import Report

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["ReportPipeline"]

_NO_SCRAPY: Final = "the pipeline needs Scrapy; install it with: pip install 'govinfo-parse[scrapy]'"


class ReportPipeline:
    """Puts the data of reports into a crawl's items; the crawl's statistics count what was read.

    >>> pipeline = ReportPipeline()
    >>> page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18</table>"
    >>> item = pipeline.process_item({"url": "https://example.com/2022", "page": page})
    >>> item["report"]["indicators"]["disclosure.licensing.decisions"]["value"]
    18
    """

    def __init__(
        self, *, page: str = "page", report: str = "report", drop_empty: bool = False, stats: Any = None
    ) -> None:
        self._page = page
        self._report = report
        self._drop_empty = drop_empty
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReportPipeline:
        """The pipeline as a crawl's settings want it; Scrapy calls this."""
        settings = crawler.settings
        return cls(
            page=settings.get("GOVINFO_PARSE_PAGE", "page"),
            report=settings.get("GOVINFO_PARSE_REPORT", "report"),
            drop_empty=settings.getbool("GOVINFO_PARSE_DROP_EMPTY"),
            stats=crawler.stats,
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with its report; one without a page stays as it is.

        Raises Scrapy's `DropItem` where the page holds no report and such items are to be dropped, `ImportError` where
        the library for the kind of a file is not installed, and `TypeError` for a page that is none.
        """
        try:
            from itemadapter import ItemAdapter
            from scrapy.exceptions import DropItem
        except ImportError as error:
            raise ImportError(_NO_SCRAPY) from error
        fields = ItemAdapter(item)
        if fields.get(self._page) is None:
            return item
        report = report_of(fields[self._page])
        self._count(report)
        if self._drop_empty and not report.indicators:
            raise DropItem(f"no report in {report.source or 'the page'}: {report.diagnostics[0].message}")
        del fields[self._page]
        fields[self._report] = report.to_dict()
        return item

    def _count(self, report: Report) -> None:
        if self._stats is not None:
            found = "reports" if report.indicators else f"without_report/{report.diagnostics[0].code}"
            self._stats.inc_value(f"govinfo_parse/{found}")


def report_of(page: Any) -> Report:
    """The report in a response of Scrapy, in bytes, in a text, or in a part of a page."""
    if hasattr(page, "body") and hasattr(page, "url"):
        return parse_data(page.body, source=page.url, charset=_charset(page))
    if isinstance(page, (bytes, bytearray)):
        return parse_data(bytes(page))
    return parse_html(page)


def _charset(response: Any) -> str | None:
    """The encoding that the server names, if it names one."""
    from w3lib.encoding import http_content_type_encoding

    named = response.headers.get("Content-Type", b"").decode("latin-1")
    return http_content_type_encoding(named)
