"""A browser for tests: headless Chromium, and pages served to it on loopback by a server that counts what is asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

# What .ci/skips.txt lists.
NEEDED = "needs Chromium and chromedriver"


@contextmanager
def browser() -> Iterator[Any]:
    """A driver of headless Chromium; skips where there is none."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip(NEEDED)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield started
    finally:
        started.quit()


def resize(driver: Any, width: int, height: int, scale: int = 1) -> None:
    """Gives the page a window of that size."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def prefer(driver: Any, *, scheme: str = "light", media: str = "") -> None:
    """What the reader's system asks for: dark or light colours, and ``print`` for what is put on paper."""
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features, "media": media})


def allow_programs(driver: Any, *, allowed: bool) -> None:
    """Whether the pages that are opened from now on may run their programs."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})


def requested(driver: Any) -> list[str]:
    """The addresses that were asked for since this was called last."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [item["params"]["request"]["url"] for item in messages if item["method"] == "Network.requestWillBeSent"]


class Site:
    """Pages on loopback, by path; `asked` are the paths that were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))

    def put(self, page: str) -> str:
        """Serves a page and gives its address."""
        path = f"/{len(self.pages)}.html"
        self.pages[path] = page.encode("utf-8")
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@contextmanager
def site() -> Iterator[Site]:
    """A site as long as it is needed."""
    served = Site()
    thread = Thread(target=served.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.server.shutdown()
        thread.join()
        served.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, served: Site, *arguments: Any) -> None:
        self.served = served
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.served.asked.append(self.path)
        page = self.served.pages.get(self.path)
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page or b"")))
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base class calls it so
        """Nothing: the tests look at `asked`."""
