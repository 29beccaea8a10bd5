"""The built documentation in a real browser, opened from a folder: search works, nothing fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_review_browser import CHROMIUM, DRIVER, SWITCHES, found, selenium

ROOT = Path(__file__).parents[1]
PATIENCE = 20
"""Seconds that the index of the search may take."""

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER and selenium),
    reason="needs a browser: chromium, chromedriver, and selenium",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs", reason="needs mkdocs: pip install 'copydesk[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    options = selenium.webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, "--window-size=1300,900", f"--user-data-dir={tmp_path}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = selenium.webdriver.chrome.service.Service(str(DRIVER))
    driver = selenium.webdriver.Chrome(options=options, service=service)
    yield driver
    log = driver.get_log("browser")
    driver.quit()
    assert log == []


def test_search_works_without_a_server(site: Path, browser: Any) -> None:
    browser.get((site / "index.html").as_uri())
    found(browser, "input.md-search__input")[0].send_keys("near-duplicate")
    until = time.monotonic() + PATIENCE
    while not (hits := found(browser, ".md-search-result__link")) and time.monotonic() < until:
        time.sleep(0.1)
    assert any("questions.html" in hit.get_attribute("href") for hit in hits)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        assert '<script src="http' not in text
        assert '<link rel="stylesheet" href="http' not in text
