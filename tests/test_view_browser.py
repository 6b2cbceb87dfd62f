"""The page of a report in a browser: pointing shows both sides, keys move, and nothing is loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govinfo_parse import parse

from .support.browser import Site, allow_programs, browser, prefer, requested, resize, site

EXAMPLE = (Path(__file__).parent.parent / "docs" / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
SCRIPTS = "<script>document.title = 'taken'</script></script><img src=x onerror=\"document.title = 'taken'\">"


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def pages() -> Iterator[Site]:
    with site() as served:
        yield served


@pytest.fixture
def page(driver: Any, pages: Site) -> Any:
    """The example's page, opened in a wide window."""
    resize(driver, 1280, 800)
    prefer(driver)
    driver.get_log("browser")
    driver.get(pages.put(parse(EXAMPLE).to_page()))
    return driver


def cell(page: Any, key: str) -> Any:
    return page.find_element("css selector", f"td[data-key='{key}'] > a")


def mark(page: Any, key: str) -> Any:
    """The figure's mark in the text."""
    return page.find_element("css selector", f"#s-{cell(page, key).get_attribute('data-of')}")


def point_at(page: Any, element: Any) -> None:
    from selenium.webdriver import ActionChains

    page.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", element)
    ActionChains(page).move_to_element(element).pause(0.3).perform()


def press(page: Any, *keys: str) -> Any:
    """The element that has the focus after these keys."""
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(page).send_keys(*(getattr(Keys, key) for key in keys)).perform()
    return page.switch_to.active_element


def is_on(element: Any) -> bool:
    return "on" in element.get_attribute("class").split()


def is_seen(page: Any, element: Any) -> bool:
    """Whether it is what a reader sees at its own place: not scrolled away, and not covered."""
    return bool(
        page.execute_script(
            "const box = arguments[0].getBoundingClientRect();"
            "const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);"
            "return arguments[0].contains(top) || (top && top.contains(arguments[0]) && top.matches('td'))",
            element,
        )
    )


def inspector(page: Any) -> str:
    return str(page.find_element("css selector", "#inspector .content").text)


def paper(page: Any) -> str:
    return str(page.execute_script("return getComputedStyle(document.querySelector('header')).backgroundColor"))


# --- pointing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["disclosure.fees.amount", "applications.granted.total", "review.total"])
def test_pointing_at_a_cell_shows_its_place_in_the_text_and_how_it_was_read(page: Any, key: str) -> None:
    point_at(page, cell(page, key))
    assert is_on(cell(page, key))
    assert is_on(mark(page, key))
    assert is_seen(page, mark(page, key))
    explained = parse(EXAMPLE).explain(key).split("\n")
    assert all(line in inspector(page) for line in explained[1:])


def test_pointing_at_a_figure_in_the_text_shows_its_cell(page: Any) -> None:
    point_at(page, mark(page, "litigation.after_review.total"))
    assert is_on(cell(page, "litigation.after_review.total"))
    assert is_seen(page, cell(page, "litigation.after_review.total"))


def test_pointing_elsewhere_goes_back_to_what_was_clicked(page: Any) -> None:
    cell(page, "disclosure.fees.amount").click()
    point_at(page, cell(page, "disclosure.licensing.decisions"))
    assert is_on(mark(page, "disclosure.licensing.decisions"))
    point_at(page, page.find_element("css selector", "h1"))
    assert is_on(mark(page, "disclosure.fees.amount"))
    assert not is_on(mark(page, "disclosure.licensing.decisions"))


def test_a_failed_check_shows_the_cells_it_is_about(page: Any) -> None:
    page.find_element("css selector", "#group-failed .lead").click()
    terms = {
        link.find_element("xpath", "..").get_attribute("data-key")
        for link in page.find_elements("css selector", "td > a.with")
    }
    assert terms == {f"review.{name}" for name in ("total", "upheld", "corrected", "other", "pending")}
    assert is_seen(page, cell(page, "review.total"))
    assert is_seen(page, mark(page, "review.upheld"))


def test_a_figure_shows_what_is_said_against_it(page: Any) -> None:
    point_at(page, cell(page, "applications.new.total"))
    claim = page.find_element("css selector", "#group-differing li")
    assert "with" in claim.get_attribute("class").split()
    words = page.find_element("css selector", "#text a.differs")
    assert "with" in words.get_attribute("class").split()


# --- keys ------------------------------------------------------------------------------------------------------------


def test_arrow_keys_move_between_figures_past_merged_cells(page: Any) -> None:
    cell(page, "applications.new.natural_person").click()
    assert press(page, "ARROW_RIGHT").get_attribute("id") == cell(page, "applications.new.business").get_attribute("id")
    assert press(page, "ARROW_DOWN", "ARROW_DOWN").get_attribute("id") == cell(
        page, "applications.granted.business"
    ).get_attribute("id")
    assert press(page, "END").get_attribute("id") == cell(page, "applications.granted.total").get_attribute("id")
    assert is_on(mark(page, "applications.granted.total"))
    outline = page.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_enter_goes_to_the_other_side_and_back_and_escape_lets_go(page: Any) -> None:
    cell(page, "review.total").click()
    assert press(page, "ENTER").get_attribute("id") == mark(page, "review.total").get_attribute("id")
    assert is_on(cell(page, "review.total"))
    assert press(page, "ENTER").get_attribute("id") == cell(page, "review.total").get_attribute("id")
    press(page, "ESCAPE")
    assert page.find_elements("css selector", ".on, .with") == []


def test_the_arrow_keys_go_through_the_text_in_its_order(page: Any) -> None:
    mark(page, "disclosure.regulations.issued").click()
    following = press(page, "ARROW_RIGHT")
    assert following.get_attribute("id") == mark(page, "disclosure.regulations.repealed").get_attribute("id")
    assert press(page, "HOME").text == "收到公开申请415件"


def test_tab_stops_once_in_each_table_and_first_at_the_ways_past(page: Any) -> None:
    stops = []
    for _ in range(40):
        focused = press(page, "TAB")
        if focused.tag_name == "body":
            break
        stops.append(focused)
    assert [stop.get_attribute("hash") for stop in stops[:3]] == ["#findings", "#tables", "#text"]
    tables = [
        stop.find_element("xpath", "ancestor::table").get_attribute("aria-label")
        for stop in stops
        if stop.find_elements("xpath", "ancestor::table")
    ]
    assert len(tables) == len(set(tables)) == 3
    named = [
        page.execute_script("return arguments[0].getAttribute('aria-label') || arguments[0].textContent", stop)
        for stop in stops
    ]
    assert all(name.strip() for name in named)


# --- colours, paper, small windows, no program -----------------------------------------------------------------------


def test_dark_and_light_follow_the_system_until_the_button_says_otherwise(page: Any) -> None:
    light = paper(page)
    button = page.find_element("css selector", "#theme")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    dark = paper(page)
    assert (dark != light, button.get_attribute("aria-pressed")) == (True, "true")
    button.click()
    assert paper(page) == light
    prefer(page, scheme="dark")
    page.refresh()
    assert paper(page) == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_has_contrast(page: Any, scheme: str) -> None:
    prefer(page, scheme=scheme)
    page.refresh()
    page.execute_script("for (const part of document.querySelectorAll('details')) part.open = true")
    ratios = page.execute_script(CONTRAST)
    assert len(ratios) > 500
    assert [found for found in ratios if found[0] < 4.5] == []


# For each element with text of its own: how its colour stands out from what is behind it (WCAG), and the text.
CONTRAST = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * linear(colour[i] / 255), 0);
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = channels(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const found = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  if (!own || element.matches("script") || !element.getClientRects().length) continue;
  const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
  found.push([(a + 0.05) / (b + 0.05), element.className, element.textContent.slice(0, 30)]);
}
return found;
"""


def test_on_paper_stand_the_tables_and_what_wants_attention(page: Any) -> None:
    prefer(page, media="print", scheme="dark")
    shown = {
        name: page.find_element("css selector", f"#{name}").is_displayed()
        for name in ("findings", "group-failed", "tables", "text", "inspector", "cards", "group-holding")
    }
    assert shown == {
        **dict.fromkeys(("findings", "group-failed", "tables"), True),
        **dict.fromkeys(("text", "inspector", "cards", "group-holding"), False),
    }
    assert paper(page) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("width", [390, 800])
def test_in_a_narrow_window_both_sides_can_be_seen_and_nothing_is_wider_than_the_window(page: Any, width: int) -> None:
    resize(page, width, 800)
    page.refresh()
    point_at(page, cell(page, "applications.new.total"))
    cell(page, "applications.new.total").click()
    assert is_seen(page, mark(page, "applications.new.total"))
    assert is_seen(page, cell(page, "applications.new.total"))
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_without_its_program_the_page_is_links_from_side_to_side(page: Any) -> None:
    allow_programs(page, allowed=False)
    try:
        page.refresh()
        prefer(page)
        cell(page, "review.total").click()
        assert page.current_url.endswith(f"#{mark(page, 'review.total').get_attribute('id')}")
        assert is_seen(page, mark(page, "review.total"))
        mark(page, "review.total").click()
        assert is_seen(page, cell(page, "review.total"))
        assert not page.find_element("css selector", ".tools").is_displayed()
    finally:
        allow_programs(page, allowed=True)


# --- safe ------------------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_and_nothing_complains(page: Any, pages: Site) -> None:
    pages.asked.clear()
    requested(page)
    page.refresh()
    point_at(page, cell(page, "review.total"))
    page.find_element("css selector", "#theme").click()
    assert len(pages.asked) == 1
    assert [address for address in requested(page) if not address.startswith("data:")] == [page.current_url]
    assert page.get_log("browser") == []


def test_what_a_text_says_never_runs(driver: Any, pages: Site) -> None:
    text = f"{SCRIPTS}{EXAMPLE.replace('无 |', SCRIPTS + ' |', 1)}\u2028\u202e{SCRIPTS}"
    report = parse(text, source=SCRIPTS)
    pages.asked.clear()
    driver.get(pages.put(report.to_page()))
    point_at(driver, cell(driver, "review.total"))
    assert driver.title != "taken"
    assert is_on(mark(driver, "review.total"))
    assert len(pages.asked) == 1


def test_a_page_with_a_large_text_answers(driver: Any, pages: Site) -> None:
    resize(driver, 1280, 800)
    filler = "本市召开会议，听取了汇报。\n" * 3000
    driver.get(pages.put(parse(filler + EXAMPLE + filler).to_page()))
    point_at(driver, cell(driver, "review.total"))
    assert is_seen(driver, mark(driver, "review.total"))
