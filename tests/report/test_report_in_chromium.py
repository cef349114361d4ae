"""The page in a browser: opened from disk, clicked, filtered, attacked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from report_data import HOSTILE, dataset, document, hostile, usual
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from communique import plot
from communique.report import render

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
CHROMEDRIVER = Path(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)

pytestmark = pytest.mark.skipif(
    not (CHROMIUM.exists() and CHROMEDRIVER.exists()),
    reason=f"needs Chromium ({CHROMIUM}) and its driver ({CHROMEDRIVER})",
)

Browser = webdriver.Chrome
Open = Callable[[str], Browser]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = Options()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page from disk; it asks for nothing but the file, and the console stays empty."""
    path = tmp_path / "report.html"

    def opened(page: str) -> Browser:
        path.write_bytes(page.encode("utf-8"))
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(path.as_uri())
        ready = "return document.documentElement.dataset.ready !== undefined"
        WebDriverWait(browser, 20).until(lambda driver: driver.execute_script(ready))
        return browser

    yield opened
    assert browser.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert asked == {path.as_uri()}
    browser.get("about:blank")


@pytest.fixture(scope="module")
def report() -> str:
    return render(dataset(usual()))


def cell(browser: Browser, theme: str, period: str) -> WebElement:
    place = f'.cell[data-theme="{theme}"][data-period="{period}"]'
    return browser.find_element(By.CSS_SELECTOR, place)


def items(browser: Browser) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, "#list li")


def texts(browser: Browser, place: str) -> list[str]:
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, place)]


def choose(browser: Browser, **chosen: str) -> None:
    for name, value in chosen.items():
        Select(browser.find_element(By.NAME, name)).select_by_value(value)


def test_a_click_shows_the_passages_behind_a_figure(open_page: Open, report: str) -> None:
    browser = open_page(report)
    cell(browser, "interoperability", "2010").click()
    title = browser.find_element(By.ID, "evidence-title")
    assert title.text == "Interoperability and sharing, 2010"
    assert browser.switch_to.active_element == title
    assert texts(browser, "#found") == ["2 passages"]
    # the passage that weighs more comes first; astral signs before it move nothing
    assert texts(browser, "#list mark") == ["one platform", "Share"]
    assert texts(browser, "#list blockquote")[0].startswith("Ministries share one platform 🛰 for")
    first = items(browser)[0]
    assert "Meeting b\nMeeting of experts · 2010 · Summary · Priority" in first.text
    link = first.find_element(By.TAG_NAME, "a")
    assert link.get_dom_attribute("href") == "./b.pdf#page=1"
    assert link.text == "Open page 1 of b.pdf"
    assert "probability 0.90, by rules and model" in first.text


def test_the_panel_closes_and_gives_the_focus_back(open_page: Open, report: str) -> None:
    browser = open_page(report)
    button = cell(browser, "skills", "2012")
    for close in (
        lambda: browser.switch_to.active_element.send_keys(Keys.ESCAPE),
        lambda: browser.find_element(By.ID, "close").click(),
    ):
        button.click()
        assert browser.find_element(By.ID, "evidence").is_displayed()
        close()
        assert not browser.find_element(By.ID, "evidence").is_displayed()
        assert browser.switch_to.active_element == button


def test_the_table_is_walked_with_the_keyboard(open_page: Open, report: str) -> None:
    browser = open_page(report)
    in_order = browser.find_elements(By.CSS_SELECTOR, '.cell[tabindex="0"]')
    assert len(in_order) == 1
    browser.execute_script("arguments[0].focus()", in_order[0])
    start = browser.switch_to.active_element.get_dom_attribute("data-theme")
    for key, period in (
        (Keys.ARROW_RIGHT, "2010"),
        (Keys.END, "2012"),
        (Keys.HOME, "2008"),
        (Keys.ARROW_LEFT, "2008"),
    ):
        browser.switch_to.active_element.send_keys(key)
        assert browser.switch_to.active_element.get_dom_attribute("data-period") == period
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    below = browser.switch_to.active_element.get_dom_attribute("data-theme")
    assert below != start
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.find_element(By.ID, "evidence").is_displayed()
    assert cell(browser, below, "2008").get_dom_attribute("aria-pressed") == "true"


def test_filters_move_evidence_counts_and_documents(open_page: Open, report: str) -> None:
    browser = open_page(report)
    button = cell(browser, "interoperability", "2010")
    button.click()
    assert texts(browser, "#state") == [""]
    choose(browser, role="discussion")
    assert texts(browser, "#found") == ["1 of 2 passages, by the filter above"]
    assert texts(browser, "#list mark") == ["Share"]
    assert button.find_element(By.CLASS_NAME, "count").text == "1"
    assert button.get_dom_attribute("aria-label").endswith("rank 2, 1 passage")
    assert texts(browser, "#state") == ["2 of 9 passages shown"]
    assert texts(browser, "#tally") == ["2 of 5"]
    choose(browser, role="question")
    assert texts(browser, "#found") == ["None of these passages passes the filter."]
    choose(browser, role="", kind="agenda")
    assert len(texts(browser, "tr.document")) - texts(browser, "tr.document").count("") == 1
    choose(browser, kind="", language="fr")
    assert texts(browser, "#state") == ["0 of 9 passages shown"]
    browser.find_element(By.CSS_SELECTOR, "#filter [type=reset]").click()
    WebDriverWait(browser, 5).until(lambda driver: texts(driver, "#found") == ["2 passages"])
    assert not button.find_element(By.CLASS_NAME, "count").is_displayed()


def test_the_intervals_do_not_move_with_the_filter(open_page: Open, report: str) -> None:
    browser = open_page(report)
    before = texts(browser, ".cell .span")
    choose(browser, role="discussion")
    assert texts(browser, ".cell .span") == before
    assert "remain those of the whole" in browser.find_element(By.CSS_SELECTOR, ".note").text


def test_names_in_the_summary_and_pairs_open_passages(open_page: Open) -> None:
    both = {"data": "data", "skills": "skills"}
    entries = [("priority", "Open data need skills.", both)] * 3 + [("priority", "Law.", {})]
    browser = open_page(render(dataset([document("a", 2010, entries)])))
    browser.find_element(By.CSS_SELECTOR, "#summary p button.theme").click()
    assert len(items(browser)) == 3
    browser.find_element(By.CSS_SELECTOR, "#pairs details summary").click()
    browser.find_element(By.CSS_SELECTOR, "#pairs button.theme").click()
    assert texts(browser, "#evidence-title") == ["Data + Skills and workforce"]
    assert texts(browser, "#list li:first-child mark") == ["data", "skills"]


def test_hostile_text_stays_text(open_page: Open) -> None:
    browser = open_page(render(dataset(hostile()), title=HOSTILE[2]))
    cell(browser, "data", "2010").click()
    assert texts(browser, "#list mark") == [text.strip() for text in HOSTILE]
    content = 'return [...document.querySelectorAll("#list mark")].map((one) => one.textContent)'
    assert browser.execute_script(content) == list(HOSTILE)
    first = items(browser)[0]
    assert HOSTILE[1] in first.text
    link = first.find_element(By.TAG_NAME, "a").get_dom_attribute("href")
    assert link.startswith("./a/%22%3E%3Cimg")
    unknown = cell(browser, HOSTILE[0].replace('"', '\\"'), "2010")
    browser.execute_script("arguments[0].click()", unknown)
    assert texts(browser, "#evidence-title") == [f"{HOSTILE[0]}, 2010"]
    assert browser.execute_script("return window.harmed === undefined")
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert browser.title == HOSTILE[2]
    turned = items(browser)[3].find_element(By.TAG_NAME, "blockquote")
    assert turned.get_dom_attribute("dir") == "auto"


def test_the_interface_in_french(open_page: Open) -> None:
    browser = open_page(render(dataset(usual()), language="fr"))
    assert browser.find_element(By.TAG_NAME, "html").get_dom_attribute("lang") == "fr"
    cell(browser, "interoperability", "2010").click()
    assert texts(browser, "#evidence-title") == ["Interopérabilité et mutualisation, 2010"]
    assert texts(browser, "#close") == ["Fermer"]
    assert "probabilité 0,90, selon les règles et le modèle" in items(browser)[0].text
    assert "Ouvrir la page 1 de b.pdf" in items(browser)[0].text


def test_many_passages_come_in_parts(open_page: Open) -> None:
    entries = [("priority", f"Data number {n}.", {"data": "Data"}) for n in range(130)]
    browser = open_page(render(dataset([document("a", 2010, entries)])))
    cell(browser, "data", "2010").click()
    assert len(items(browser)) == 60
    more = browser.find_element(By.ID, "more")
    assert more.text == "Show 60 more"
    browser.execute_script("arguments[0].click(); arguments[0].click()", more)
    assert len(items(browser)) == 130
    assert not more.is_displayed()


@pytest.mark.parametrize(
    "made", [[], usual()[:1], usual()[4:], [document("a", 2010, [("priority", "No.", {})])]]
)
def test_small_datasets_open_too(open_page: Open, made: list) -> None:  # type: ignore[type-arg]
    browser = open_page(render(dataset(made)))
    assert browser.find_element(By.ID, "summary").is_displayed()


def test_passages_that_cannot_be_unpacked_are_said_to_be(open_page: Open, report: str) -> None:
    begin = '<script type="text/plain" id="passages">'
    before, _, after = report.partition(begin)
    browser = open_page(before + begin + "AAAA" + after[after.index("</script>") :])
    assert "cannot be unpacked" in browser.find_element(By.ID, "state").text
    cell(browser, "skills", "2012").click()
    assert "cannot be unpacked" in browser.find_element(By.ID, "found").text


def test_a_browser_that_cannot_unpack_says_so(open_page: Open, report: str) -> None:
    browser = open_page("<!DOCTYPE html><html data-ready><title>x</title></html>")
    script = browser.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": "delete window.DecompressionStream"}
    )
    try:
        open_page(report)
        assert "lacks DecompressionStream" in browser.find_element(By.ID, "state").text
        assert not browser.find_element(By.NAME, "kind").is_enabled()
        cell(browser, "skills", "2012").click()
        assert "use a newer browser" in browser.find_element(By.ID, "found").text
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_nothing_is_cut_off_on_a_narrow_screen(open_page: Open, report: str) -> None:
    browser = open_page(report)
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= 390
        browser.execute_script("arguments[0].click()", cell(browser, "skills", "2012"))
        panel = browser.find_element(By.ID, "evidence").rect
        assert (panel["x"], panel["width"]) == (0, 390)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_chart_saved_as_a_page_draws_itself_offline(browser: Browser, tmp_path: Path) -> None:
    plot.save(plot.heatmap(dataset(usual()).priorities), tmp_path / "chart.html")
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get((tmp_path / "chart.html").as_uri())
    WebDriverWait(browser, 20).until(lambda driver: driver.find_elements(By.TAG_NAME, "svg"))
    assert browser.get_log("browser") == []
    log = browser.get_log("performance")
    messages = [json.loads(entry["message"])["message"] for entry in log]
    asked = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert asked == {(tmp_path / "chart.html").as_uri()}
