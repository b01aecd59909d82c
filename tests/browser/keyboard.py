#!/usr/bin/env python3
"""Uses the sample portal with nothing but a keyboard: `tests/browser/keyboard.py path/to/terskel content`. `tests/browser/run` runs it.

Every stop of the Tab key is seen: it has an outline, and nothing lies over it. No place keeps the reader.
"""

import json
import sys
import tempfile
import time

import portals
import specimens
from driver import browsing, serving
from inspection import WIDTHS
from states import BEFORE, LESSON, OPEN
from visit import Visit

KARI = "kari@example.no"
# So many stops Chromium's own player has besides itself, at most.
MOST_OF_PLAYERS = 8
TAB, ENTER, ESCAPE, SPACE = "\ue004", "\ue007", "\ue00c", " "

# Where the focus is, within a frame too: nothing at the end of the page; else what it is, and what keeps it from being seen. What plays
# has stops of its own, which are the browser's.
FOCUS = """
const home = document.activeElement?.contentDocument ?? document;
const element = home.activeElement;
if (!element || element === home.body || element === home.documentElement) return null;
if (element.matches("video, audio")) return [element.outerHTML.slice(0, 120), []];
if (home !== document) document.activeElement.scrollIntoView({ block: "nearest" });
const style = getComputedStyle(element);
const box = [...element.getClientRects()].find((rect) => rect.width && rect.height);
const hidden = [];
if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) hidden.push(`no outline: ${style.outline}`);
if (!box) hidden.push("no place on the screen");
else if (box.bottom < 0 || box.top > home.defaultView.innerHeight) hidden.push("not scrolled to");
else {
  const middle = Math.min(Math.max(box.top + box.height / 2, 0), home.defaultView.innerHeight - 1);
  const hit = home.elementFromPoint(box.left + box.width / 2, middle);
  if (![element, ...(element.labels ?? [])].some((own) => own.contains(hit))) hidden.push(`under ${hit?.outerHTML.slice(0, 80)}`);
}
return [element.outerHTML.slice(0, 120), hidden];
"""
STOPS = """
return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video[controls], audio[controls], iframe, [tabindex='0']")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.type !== "hidden" && element.tabIndex >= 0).length;
"""


def stop(browser):
    """What the Tab key leads to; it must be seen, once the page has scrolled there."""
    browser.keys(TAB)
    for _ in range(20):
        focus = browser.run(FOCUS)
        if focus is None or focus[1] == []:
            return focus
        time.sleep(0.05)
    raise AssertionError(f"at {browser.run('return location.pathname')} {focus[0]} is not seen: {focus[1]}")


def goes_to(browser, wanted):
    """Tab after Tab, until one of them is what this selects."""
    for _ in range(browser.run(STOPS) + 2):
        if stop(browser) and browser.run(f"return document.activeElement.matches({json.dumps(wanted)})"):
            return
    raise AssertionError(f"no Tab leads to `{wanted}` at {browser.run('return location.pathname')}")


def goes_through(browser):
    """From the top of the page to its end: each stop once, and out again."""
    most = browser.run(STOPS) + MOST_OF_PLAYERS * browser.run("return document.querySelectorAll('video, audio').length")
    stops = []
    for _ in range(most + 1):
        focus = stop(browser)
        if focus is None:
            break
        stops.append(focus)
    else:
        raise AssertionError(f"Tab does not come to the end of {browser.run('return location.pathname')} in {most} stops")
    assert len(stops) > 5, f"Tab stops at {stops} alone"
    assert "skip" in stops[0][0], f"the first stop leads to the content, not {stops[0][0]}"
    return len(stops)


def enters(browser):
    """Presses Enter, and waits for the page that it leads to."""
    browser.run("window.isLeft = true")
    browser.keys(ENTER)
    browser.arrive()


def opens_the_menu(visit):
    """Where there is one: Enter opens it, the next stop is in it, and Escape closes it and leaves the reader at its button."""
    browser = visit.browser
    visit.open("/")
    if not browser.run("return document.querySelector('.menu-button').checkVisibility()"):
        return
    goes_to(browser, ".menu-button")
    browser.keys(ENTER)
    browser.until("return document.querySelector('#menu').matches(':popover-open')")
    stop(browser)
    assert browser.run("return document.activeElement.matches('#menu a')"), "the menu follows its button"
    browser.keys(ESCAPE)
    browser.until("return !document.querySelector('#menu').matches(':popover-open')")
    assert browser.run("return document.activeElement.matches('.menu-button')"), "the reader is where they were"


def joins(visit):
    browser = visit.browser
    visit.open("/")
    for keys in ["", KARI]:
        goes_to(browser, 'form[action="/api/waitlist/join"] [name=email]')
        browser.keys(keys)
        goes_to(browser, "[name=consent]")
        if keys:
            browser.keys(SPACE)
        goes_to(browser, 'form[action="/api/waitlist/join"] button')
        enters(browser)
        if not keys:
            # A page moves the focus when it is first drawn.
            browser.until("return document.activeElement.classList.contains('errors')")
    assert visit.path() == "/api/waitlist/sent", visit.path()


def buys(visit):
    browser = visit.browser
    visit.at(OPEN)
    visit.open("/bli-medlem/")
    goes_to(browser, 'form[action="/api/offers/ask"] [name=email]')
    browser.keys(KARI)
    enters(browser)
    visit.open(visit.mailed(KARI, "/api/offers/open"))
    goes_to(browser, 'form[action="/api/offers/open"] button')
    enters(browser)
    goes_to(browser, 'form[action="/api/checkout/hold"] button')
    enters(browser)
    assert visit.path() == "/api/checkout/review", visit.path()
    goes_through(browser)
    goes_to(browser, "#terms")
    browser.keys(SPACE)
    goes_to(browser, 'form[action="/api/checkout/pay"] button')
    enters(browser)
    assert visit.path().startswith("/pay/"), visit.path()
    visit.pay()
    goes_through(browser)


def signs_in(visit):
    browser = visit.browser
    visit.stranger()
    visit.open(LESSON)
    goes_to(browser, 'form[action="/api/access/link"] [name=email]')
    browser.keys(KARI)
    enters(browser)
    goes_to(browser, "[name=code]")
    browser.keys(visit.code(KARI))
    enters(browser)
    assert visit.path() == LESSON, visit.path()


def ticks_a_task(visit):
    browser = visit.browser
    browser.until("return document.querySelector('#ticks button').hidden")
    goes_to(browser, ".tasks [form=ticks]")
    browser.keys(SPACE)
    browser.until("return document.querySelector('#ticks [data-said]').textContent")
    assert browser.run("return document.activeElement.checked"), "the task is ticked"


def cancels(visit):
    """And takes it up again, and withdraws."""
    browser = visit.browser
    visit.open("/api/account")
    goes_to(browser, 'a[href="/api/account/cancel"]')
    for action in ["/api/account/cancel", "/api/account/keep"]:
        enters(browser)
        goes_to(browser, f'form[action="{action}"] button')
    enters(browser)
    visit.open("/api/account/withdraw/confirm")
    goes_to(browser, 'form[action="/api/account/withdraw/confirm"] button')
    enters(browser)
    assert visit.path() == "/api/account/withdraw/done", visit.path()


WAY = [opens_the_menu, joins, buys, signs_in, ticks_a_task, cancels]
THROUGH = [
    "/", "/bli-medlem/", "/api/members/home", LESSON, "/api/account", "/sok/", f"/api/members/tasks?lesson={LESSON}",
    f"/api/members/feedback?lesson={LESSON}", "/blokker/",
]


def main(terskel, content):
    with browsing() as browser, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for width in WIDTHS:
            content_here = portals.copy(content, f"{place}/{width}")
            specimens.put_page(content_here, specimens.BLOCKS | specimens.OTHERWISE)
            with serving(terskel, content_here, "--bare", "--now", BEFORE) as origin:
                visit = Visit(browser, origin, None, print)
                visit.stranger()
                browser.width(width)
                for step in WAY:
                    step(visit)
                visit.member()
                for path in THROUGH:
                    visit.open(path)
                    goes_through(browser)
    print(f"joined, bought, signed in, ticked, cancelled and withdrew with the keyboard alone, at {WIDTHS} px")


if __name__ == "__main__":
    main(*sys.argv[1:])
