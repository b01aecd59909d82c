#!/usr/bin/env python3
"""Looks at the countdown and the seats in Chromium: `tests/browser/launch.py path/to/terskel content`. `tests/browser/run` runs it.

The countdown counts by the portal's time and not by this machine's; the seats are those that are free now. Both come without a
complaint, and move nothing.
"""

import datetime
import json
import sys
import urllib.request

from driver import looking_at
from inspection import WIDTHS
from states import BEFORE, OPEN
from visit import Visit

PATHS = ["/", "/bli-medlem/"]

SHIFT = """const done = arguments[arguments.length - 1];
let sum = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
setTimeout(() => done(sum), 300);"""


def facts_at(origin):
    with urllib.request.urlopen(f"{origin}/api/offers/facts", timeout=60) as answer:
        return json.load(answer)


def days_until_it_opens(origin):
    facts = facts_at(origin)
    read = lambda name: datetime.datetime.fromisoformat(facts[name][:19])
    return (read("opens") - read("now")).days


def counts_days(browser, origin):
    browser.until("return !document.querySelector('[data-until]').hidden")
    days = browser.run("return document.querySelector('[data-until] b').textContent")
    assert int(days) == days_until_it_opens(origin), days


def counts_seats(browser, origin):
    browser.until("return document.querySelector('[data-places] progress').checkVisibility({ visibilityProperty: true })")
    said, free, seats = browser.run(
        "const place = document.querySelector('[data-places]'); const bar = place.querySelector('progress');"
        "return [place.querySelector('dd').textContent, bar.value, bar.max]"
    )
    left = facts_at(origin)["seats_left"]
    assert (left, free, seats) == (99, 99, 100) and "99" in said, f"{left} seats are left of {seats}, and {free} are shown: {said}"


def comes_quietly(browser, origin, counts):
    """On each page and screen, what a script counts is there, without a complaint, and nothing has moved."""
    browser.complaints()
    for width in WIDTHS:
        browser.width(width)
        for path in PATHS:
            browser.open(f"{origin}{path}")
            counts(browser, origin)
            moved = browser.run_until_done(SHIFT)
            assert moved == 0, f"{path} moved by {moved} at {width} pixels"
            said = browser.complaints()
            assert not said, f"{path}: {said}"


def main(terskel, content):
    with looking_at(terskel, content, "--bare", "--now", BEFORE) as (browser, origin):
        # What everybody is told may be five seconds old.
        browser.tell("Network.setCacheDisabled", cacheDisabled=True)
        comes_quietly(browser, origin, counts_days)
        visit = Visit(browser, origin, None, print)
        visit.at(OPEN)
        visit.buy("kari@example.no")
        visit.stranger()
        comes_quietly(browser, origin, counts_seats)
    print("the countdown counts by the portal's time, the seats are those that are free, and neither moves anything")


if __name__ == "__main__":
    main(*sys.argv[1:])
