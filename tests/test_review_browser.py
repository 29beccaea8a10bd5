"""The review page in a real browser: no script error, elements found, clicks and keys work."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk import Pipeline, clean_folder

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
selenium: Any
try:
    import selenium.webdriver.chrome.service
    from selenium.webdriver.common.by import By
except ImportError:
    selenium = None

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER and selenium),
    reason="needs a browser: chromium, chromedriver, and selenium",
)

SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
ATTACK = "</script><img src=x onerror=document.title='hit'><b>bold</b>"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A review page of 300 texts, one of them hostile, one that failed."""
    folder = tmp_path_factory.mktemp("review")
    source = folder / "in"
    source.mkdir()
    for n in range(300):
        body = f"Rain fell on the coast for {n} days. " * 3
        (source / f"{n:03}.txt").write_text(
            f"{body.strip()}\n\nShare this:\n\nSource link", "utf-8"
        )
    (source / "attack.txt").write_text(f"Say `{ATTACK}`.\n\nREAD NEXT: {ATTACK}", "utf-8")
    (source / f"{ATTACK.replace('/', '')}.txt").write_text("Rain fell.", "utf-8")
    (source / "broken.txt").write_bytes(b"%PDF-1.4")
    report = clean_folder(source, folder / "out", workers=0, progress=False)
    report.save(folder / "review.html")
    return (folder / "review.html").as_uri()


@pytest.fixture(params=["light, wide", "dark, narrow"])
def browser(request: pytest.FixtureRequest, tmp_path: Path, page: str) -> Iterator[Any]:
    """The page in Chromium; at the end no script may have failed."""
    options = selenium.webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    wide = "1300,900" if "wide" in request.param else "400,800"
    scheme = ["--blink-settings=preferredColorScheme=0"] if "dark" in request.param else []
    for switch in (*SWITCHES, f"--window-size={wide}", f"--user-data-dir={tmp_path}", *scheme):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = selenium.webdriver.chrome.service.Service(str(DRIVER))
    driver = selenium.webdriver.Chrome(options=options, service=service)
    driver.get(page)
    yield driver
    log = driver.get_log("browser")
    driver.quit()
    assert log == []


def found(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements(By.CSS_SELECTOR, selector))


def click(browser: Any, selector: str) -> None:
    found(browser, selector)[0].click()


def test_texts_are_listed_opened_and_stepped_through(browser: Any) -> None:
    assert len(found(browser, "#names li")) == 200
    click(browser, "#more")
    assert len(found(browser, "#names li")) == 303
    name = found(browser, "#text h2")[0].text
    browser.find_element(By.TAG_NAME, "body").send_keys("j")
    assert found(browser, "#text h2")[0].text != name
    browser.find_element(By.TAG_NAME, "body").send_keys("k")
    assert found(browser, "#text h2")[0].text == name
    assert found(browser, "#text del")[0].get_attribute("title").endswith("(remove_boilerplate)")


def test_texts_are_filtered(browser: Any) -> None:
    found(browser, "#search")[0].send_keys("for 42 days")
    assert [x.text.split("\n")[0] for x in found(browser, "#names li")] == ["042.txt"]
    found(browser, "#search")[0].clear()
    found(browser, "#search")[0].send_keys(" ")
    click(browser, "#failed")
    assert "broken.txt" in found(browser, "#names")[0].text
    assert "a PDF file" in found(browser, "#text")[0].text


def test_a_reason_leads_to_its_texts(browser: Any) -> None:
    click(browser, "[data-view=reasons]")
    assert "source-link" in found(browser, "#reasons")[0].text
    click(browser, "#reasons td button")
    assert found(browser, "#found")[0].text.startswith(("300", "301", "1 "))


@pytest.mark.parametrize("browser", ["light, wide"], indirect=True)
def test_a_comparison_speaks_of_two_runs(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Rain fell on the coast all night.\n\nSource link\n", "utf-8")
    gentle = Pipeline.default(keep=["^Source link"])
    first = clean_folder(source, tmp_path / "gentle", pipeline=gentle, workers=0, progress=False)
    second = clean_folder(source, tmp_path / "plain", workers=0, progress=False)
    first.compare(second).save(tmp_path / "diff.html")
    browser.get((tmp_path / "diff.html").as_uri())
    said = found(browser, "#text")[0].text
    assert "46 characters in gentle, 33 in plain" in said
    assert "only in gentle" in said
    assert found(browser, "#summary")[0].text.startswith("1 text of gentle and plain that differ")
    options = [option.text for option in found(browser, "#share option, #order option")]
    assert not any("cut" in option for option in options)
    click(browser, "[data-view=reasons]")
    assert "removed by the second run only" in found(browser, "#reasons")[0].text


def test_phrases_are_counted_by_texts(browser: Any) -> None:
    click(browser, "[data-view=phrases]")
    assert found(browser, "#phrases tbody tr")[0].text.startswith("300")


def test_a_wrong_cut_becomes_a_pattern_to_keep(browser: Any) -> None:
    click(browser, "#text del")
    click(browser, "#sides")
    assert found(browser, "#text .sides del.wrong")
    click(browser, "[data-view=wrong]")
    assert found(browser, "#keep-python")[0].text.startswith("Pipeline.default(\n    keep=[")
    assert "--keep '" in found(browser, "#keep-shell")[0].text


def test_nothing_sticks_out_sideways(browser: Any) -> None:
    for view in ("texts", "reasons", "phrases", "wrong"):
        click(browser, f"[data-view={view}]")
        width = "return [document.documentElement.scrollWidth, window.innerWidth]"
        inner, outer = browser.execute_script(width)
        assert inner <= outer, view


@pytest.mark.parametrize("browser", ["light, wide"], indirect=True)
def test_a_long_removal_opens_when_asked(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    style = "<style>" + "p { color: black }\n" * 400 + "</style>"
    stays = "Rain fell on the coast for days, the harbour master said. " * 60
    html = f"<html><head>{style}</head><body><p>First. {stays}</p></body></html>"
    (source / "a.html").write_text(html, "utf-8")
    report = clean_folder(source, tmp_path / "out", workers=0, progress=False)
    report.save(tmp_path / "r.html")
    browser.get((tmp_path / "r.html").as_uri())
    assert "0 % cut, markup and blanks apart" in found(browser, "#text")[0].text
    went, stay = (button.text for button in found(browser, "#text .fold"))
    assert went.endswith("characters that went …")
    assert stay.endswith("characters that stay …")
    while found(browser, "#text .fold"):
        click(browser, "#text .fold")
    assert found(browser, "#text .copy")[0].text.count("color: black") == 400
    assert found(browser, "#wrong-count")[0].text == "0"  # to open is not to mark


def test_no_text_can_act(browser: Any) -> None:
    found(browser, "#search")[0].send_keys("onerror")
    assert len(found(browser, "#names li")) == 2
    assert browser.title == "copydesk: in"
    assert found(browser, "img") == []


CUTS = {
    "plain": "READ NEXT: Ten ships, a novel",
    "two blanks": "READ NEXT:  Ten  ships,\u00a0a novel",
    "entity": "READ NEXT: The trust&#8217;s ten ships",
    "mojibake": "READ NEXT: The trustâ€™s ten ships",
    "Windows": "READ NEXT: Ten ships\r",
    "link": "[READ NEXT: Ten ships](https://example.com/ships)",
    "short": "Share this:",
    "in a line": "They meet again in March.Read more: Ten ships",
    "long": "READ NEXT: Ten ships that went out to the far islands and never came home again",
    "under a head": "RELATED:\n\nImage Credit: Ships",
}


@pytest.mark.parametrize("browser", ["light, wide"], indirect=True)
@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_what_the_page_offers_protects(browser: Any, tmp_path: Path, cut: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    body = "Rain fell on the coast for days, the harbour master said."
    (source / "a.txt").write_text(f"{body}\n\n{cut}\n\n{body} It is over now.\n", "utf-8")
    report = clean_folder(source, tmp_path / "out", workers=0, progress=False)
    report.save(tmp_path / "r.html")
    browser.get((tmp_path / "r.html").as_uri())
    for removed in found(browser, "#text del"):
        if any(word in removed.text for word in ("READ", "Read", "Share", "Credit")):
            removed.click()
    click(browser, "[data-view=wrong]")
    shown = found(browser, "#keep-python")[0].text
    pipeline = eval(shown, {"Pipeline": Pipeline})
    cleaned = pipeline((source / "a.txt").read_bytes().decode())
    assert any(word in cleaned for word in ("ships", "Share", "Ships"))


def _counts_after_reload(browser: Any) -> Iterator[str]:
    """What the page counts each time that it is read again: the browser writes what a page keeps
    when it has the time."""
    for _ in range(20):
        browser.refresh()
        yield found(browser, "#wrong-count")[0].text
        time.sleep(0.25)


@pytest.mark.parametrize("browser", ["light, wide"], indirect=True)
def test_a_wrong_split_becomes_a_word(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(
        "It was the first visit to Ukrainewhich had been at war for a year.", "utf-8"
    )
    report = clean_folder(source, tmp_path / "out", workers=0, progress=False)
    report.save(tmp_path / "r.html")
    browser.get((tmp_path / "r.html").as_uri())
    click(browser, "#text ins")
    assert found(browser, "#wrong-count")[0].text == "1"
    assert "1" in _counts_after_reload(browser)
    click(browser, "[data-view=wrong]")
    assert "Ukrainewhich" in found(browser, "#keep-python")[0].text
