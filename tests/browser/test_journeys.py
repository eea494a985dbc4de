"""What people do in the explorer, done in headless Chromium: click a line, read the sentence, go back.

Every journey also fails on a request that leaves this machine, on a breach of the content security policy,
and on any script error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from api.settings import Settings
from kg.store import open_store
from tests import worlds
from tests.hostile import crowded, hostile, shifted
from tests.serving import server_of, store_of

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    f"--{switch}"
    for switch in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
]
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}, which is not here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("browser") / "store")


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[str]:
    with server_of(Settings(store=store)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    yield from watched_page(browser, served)


def watched_page(browser: Browser, address: str, **options) -> Iterator[Page]:
    """A page that notes whatever should not happen on it, and fails at the end if anything did."""
    context = browser.new_context(viewport=options.pop("viewport", WIDE), **options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "console",
        lambda message: (
            wrong.append(message.text)
            if "Content Security Policy" in message.text or "Trusted" in message.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else wrong.append(f"request to {request.url}")
        ),
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => console.error('Content Security Policy: ' + event.blockedURI))"
    )
    yield page
    context.close()
    assert wrong == []


def opened(page: Page, address: str) -> Page:
    """The page at that address, once it is ready."""
    page.goto(address)
    expect(page.locator("#status")).to_contain_text("entities")
    return page


def click_line(page: Page, **wanted: str) -> dict:
    """Clicks the middle of the first line with these properties; gives what it is."""
    edge = page.evaluate(
        """(wanted) => onrecord.data().edges.find((edge) =>
             Object.entries(wanted).every(([key, value]) => edge[key] === value))""",
        wanted,
    )
    place = page.evaluate("(id) => onrecord.picture.middleOf(id)", edge["id"])
    page.locator("#graph").click(position=place)
    return edge


def test_a_click_on_a_line_shows_its_sentence_marked_in_its_article(page: Page, served: str) -> None:
    opened(page, f"{served}/explore")
    edge = click_line(page, kind="restriction")
    mark = page.locator("#evidence mark")
    expect(mark).to_have_text("Norland banned exports of the Aurora Chip last year.")
    expect(page.locator("#evidence .standing")).to_have_text("happened")
    stored = page.request.get(f"{served}/api/claims/{edge['claims'][0].split('/')[1]}/evidence").json()
    assert worlds.DENIAL_TEXT[stored["start"] : stored["end"]] == mark.text_content()
    assert page.locator("#evidence .passage").text_content() == worlds.DENIAL_TEXT


def test_the_marked_sentence_is_scrolled_into_sight_in_a_long_article(
    browser: Browser, tmp_path: Path
) -> None:
    reading = worlds.plain()
    filler = "Nothing happened in the harbour that day.\n" * 60
    moved = shifted(reading, filler, filler)
    with server_of(Settings(store=store_of(tmp_path / "long", [moved]))) as address:
        for page in watched_page(browser, address):
            opened(page, f"{address}/explore")
            page.locator("#facts tbody button").first.click()
            mark = page.locator("#evidence mark")
            expect(mark).to_have_text(worlds.PLAIN_TEXT.strip())
            window, sentence = page.locator(".passage").bounding_box(), mark.bounding_box()
            assert window["y"] < sentence["y"] < window["y"] + window["height"] - sentence["height"]
            assert "null" not in page.locator("#evidence").inner_text()


def test_a_denied_approval_is_seen_to_be_denied(page: Page, served: str) -> None:
    opened(page, f"{served}/explore?stand=denied")
    edge = click_line(page, stand="denied")
    expect(page.locator("#evidence .statement")).to_contain_text("denied")
    expect(page.locator("#evidence .badge.stand-denied")).to_have_text("denied")
    dashes, colour = page.evaluate(
        "(id) => { const e = onrecord.picture.edges.get(id); return [e.dashes, e.color.color]; }", edge["id"]
    )
    assert (bool(dashes), colour) == (True, "#b91c1c")


def test_a_row_opens_from_the_keyboard_and_escape_leads_back(page: Page, served: str) -> None:
    opened(page, f"{served}/explore")
    row = page.locator("#facts tbody button").filter(has_text="Mira Harte met").first
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence mark")).to_contain_text("met Samuel Okonjo on Monday.")
    expect(page.locator("#evidence-heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row).to_be_focused()


def test_the_ladder_names_every_rung_down_to_the_anonymous_people(page: Page, served: str) -> None:
    opened(page, f"{served}/explore")
    page.locator("#facts tbody button").filter(has_text="in principle").first.click()
    rungs = page.locator("#evidence .ladder li strong")
    expect(rungs).to_have_text(["Harbour Post", "Daily Ledger", "people familiar with the matter"])
    expect(page.locator("#evidence .ladder .badge")).to_have_text("2 anonymous")


def test_search_by_keyboard_starts_from_what_was_found(page: Page, served: str) -> None:
    opened(page, f"{served}/explore")
    page.locator("#search").press_sequentially("tid")
    expect(page.locator("#hits li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#status strong")).to_have_text("Tidewater")
    assert "focus=tidewater" in page.url


def test_a_filter_narrows_picture_table_and_count_and_back_undoes_it(page: Page, served: str) -> None:
    opened(page, f"{served}/explore")
    everything = page.locator("#facts tbody tr").count()
    expect(page.locator("#undo")).to_be_disabled()
    page.get_by_label("planned", exact=False).first.check()
    expect(page.locator("#facts tbody tr")).to_have_count(2)
    assert page.evaluate("() => onrecord.picture.edges.get().length") == 1
    page.locator("#undo").click()
    expect(page.locator("#facts tbody tr")).to_have_count(everything)


def test_expanding_moves_nothing_that_is_already_placed(browser: Browser, tmp_path: Path) -> None:
    with server_of(Settings(store=store_of(tmp_path / "crowd", crowded(150)))) as address:
        for page in watched_page(browser, address):
            opened(page, f"{address}/explore?nodes=20")
            before = places_of(page)
            node = page.evaluate("() => onrecord.data().nodes.find((node) => node.more > 0).id")
            where = page.evaluate(
                "(id) => onrecord.picture.network.canvasToDOM(onrecord.picture.network.getPosition(id))", node
            )
            page.locator("#graph").click(position=where)
            page.locator("#expand").click()
            page.wait_for_url("**expanded=**")
            expect(page.locator("#graph")).not_to_have_attribute("aria-busy", "true")
            after = places_of(page)
            assert len(before) < len(after) <= len(before) + 25
            assert {node: after[node] for node in before} == before
            page.keyboard.press("Control+z")
            expect(page.locator("#status")).to_contain_text(f"{len(before)} of")
            assert places_of(page) == before


def test_a_link_opened_elsewhere_shows_the_same(browser: Browser, served: str) -> None:
    for page in watched_page(browser, served):
        opened(page, f"{served}/explore?focus=borealis")
        page.locator("#facts tbody button").first.click()
        expect(page.locator("#evidence mark")).to_be_visible()
        link, sentence = page.url, page.locator("#evidence mark").text_content()
        for other in watched_page(browser, served):
            opened(other, link)
            expect(other.locator("#evidence mark")).to_have_text(sentence)
            assert places_of(other) == places_of(page)


def test_what_finds_nothing_says_so_in_words(page: Page, served: str) -> None:
    opened(page, f"{served}/explore?q=unheardof")
    expect(page.locator("#notice")).to_contain_text("Nothing fits these filters")
    opened(page, f"{served}/explore?focus=nobody-at-all")
    expect(page.locator("#notice")).to_contain_text("No entity here is called 'nobody-at-all'")


def test_an_empty_store_says_so_in_words(browser: Browser, tmp_path: Path) -> None:
    with server_of(Settings(store=store_of(tmp_path / "empty", []))) as address:
        for page in watched_page(browser, address):
            opened(page, f"{address}/explore")
            expect(page.locator("#notice")).to_contain_text("holds no facts yet")


def test_hostile_texts_stay_texts_on_every_page(browser: Browser, tmp_path: Path) -> None:
    reading = hostile()
    with server_of(Settings(store=store_of(tmp_path / "hostile", [reading]))) as address:
        for page in watched_page(browser, address):
            opened(page, f"{address}/explore")
            page.locator("#facts tbody button").first.click()
            evidence = reading.claims[0].evidence.within(reading.article.text)
            expect(page.locator("#evidence mark")).to_have_text(evidence)
            assert page.locator("#evidence a[href^='javascript']").count() == 0
            assert "\u202e" not in page.locator("#evidence .statement").text_content()
            page.locator("#search").press_sequentially("img")
            expect(page.locator("#hits li").first).to_be_visible()
            hrefs = [f"/id/{fact['id']}" for fact in page.evaluate("() => onrecord.data().facts")]
            hrefs += [f"/id/{node['id']}" for node in page.evaluate("() => onrecord.data().nodes")]
            names = page.evaluate("() => onrecord.data().nodes.map((node) => node.name + node.label)")
            assert not any("\u202e" in name for name in names)
            article = page.request.get(f"{address}/api/articles").json()["items"][0]["id"]
            for path in [*hrefs, f"/id/article/{article}", "/articles", "/sparql?query=SELECT * {?s ?p ?o}"]:
                page.goto(address + path)
                page.wait_for_timeout(100)
                assert page.evaluate("() => globalThis.hacked") is None
                assert page.locator("img[src=x], svg[onload]").count() == 0


def test_the_sparql_page_answers_and_says_what_is_wrong(page: Page, served: str) -> None:
    page.goto(f"{served}/sparql")
    page.locator("#run").click()
    expect(page.locator("#results tbody tr").first).to_contain_text("Aurora Chip")
    page.locator("#query").fill("SELECT * { ?s ?p")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("not valid SPARQL")


def test_every_page_can_be_read_on_a_telephone(browser: Browser, served: str) -> None:
    for page in watched_page(browser, served, viewport=NARROW):
        for path in ("/explore", "/articles", "/sparql", "/docs", "/id/entity/tidewater"):
            page.goto(served + path)
            page.wait_for_timeout(300)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"], path


def test_a_new_snapshot_is_seen_without_a_restart(browser: Browser, tmp_path: Path) -> None:
    folder = store_of(tmp_path / "store", worlds.WORLD[:1])
    with server_of(Settings(store=folder)) as address:
        for page in watched_page(browser, address):
            opened(page, f"{address}/explore")
            with open_store(folder) as store:
                store.put(worlds.denial(), worlds.RUN)
                number = store.publish()
            opened(page, f"{address}/explore")
            expect(page.locator("#status")).to_contain_text(f"snapshot {number}")
            expect(page.locator("#facts tbody")).to_contain_text("restricted Aurora Chip")


def test_a_picture_of_150_nodes_is_ready_in_time(browser: Browser, tmp_path: Path) -> None:
    """The budget is 2 seconds and 250 kB; twice the time is allowed, since other work shares the machine."""
    with server_of(Settings(store=store_of(tmp_path / "crowd", crowded(150)))) as address:
        for page in watched_page(browser, address):
            body = page.request.get(f"{address}/explore?nodes=150").body()
            opened(page, f"{address}/explore?nodes=150")
            assert page.evaluate("() => onrecord.data().nodes.length") == 150
            ready = page.evaluate("() => performance.getEntriesByName('onrecord-ready')[0].startTime")
            print(f"ready after {ready:.0f} ms, page of {len(body)} bytes")
            assert ready < 4000
            assert len(body) < 250_000


def places_of(page: Page) -> dict[str, list[float]]:
    return page.evaluate(
        "() => Object.fromEntries(onrecord.picture.nodes.get().map((node) => [node.id, [node.x, node.y]]))"
    )
