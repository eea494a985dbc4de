#!/usr/bin/env python3
"""Takes the README's picture from the running program: the example articles, ingested, served, looked at.

    make screenshots

Writes docs/images/. Needs Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8791
ADDRESS = f"http://127.0.0.1:{PORT}"
ONRECORD = [sys.executable, "-m", "api.cli"]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> int:
    """Ingest, serve, take the picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        subprocess.run([*ONRECORD, "ingest", "examples/articles", "--store", store], cwd=ROOT, check=True)
        server = subprocess.Popen([*ONRECORD, "serve", "--store", store, "--port", str(PORT)], cwd=ROOT)
        try:
            _wait()
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                _explorer(page)
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=20)
    return 0


def _explorer(page: Page) -> None:
    """The explorer with the first fact that has a source chosen, so that its ladder can be seen."""
    page.goto(f"{ADDRESS}/explore")
    page.locator("tbody tr").first.wait_for()
    row = page.locator("tbody tr", has_text="citing").first
    row.locator("button").first.click()
    page.locator("mark").first.wait_for()
    page.wait_for_timeout(1_000)  # the camera comes to rest
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=IMAGES / "explorer.png")


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{ADDRESS}/health")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"The server at {ADDRESS} did not start.")


if __name__ == "__main__":
    sys.exit(main())
