#!/usr/bin/env python3
"""Looks at the countdown in Chromium: `tests/browser/launch.py path/to/terskel content`.

It counts by the portal's time and not by this machine's, says so without a complaint, and moves nothing when it comes.
It needs what search.py needs.
"""

import datetime
import json
import sys
import urllib.request

from driver import looking_at

SHIFT = """const done = arguments[arguments.length - 1];
let sum = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
setTimeout(() => done(sum), 300);"""


def days_until_it_opens(origin):
    with urllib.request.urlopen(f"{origin}/api/offers/facts", timeout=60) as answer:
        facts = json.load(answer)
    read = lambda name: datetime.datetime.fromisoformat(facts[name][:19])
    return (read("opens") - read("now")).days


def main():
    terskel, content = sys.argv[1:3]
    with looking_at(terskel, content) as (browser, origin):
        for width in (390, 1280):
            browser.width(width)
            for path in ("/", "/bli-medlem/"):
                browser.open(f"{origin}{path}")
                browser.until("return !document.querySelector('[data-until]').hidden")
                days = browser.run("return document.querySelector('[data-until] b').textContent")
                assert int(days) == days_until_it_opens(origin), f"{path}: {days}"
                moved = browser.run_until_done(SHIFT)
                assert moved == 0, f"{path} moved by {moved} at {width} pixels"
                said = browser.complaints()
                assert not said, f"{path}: {said}"
    print("the countdown counts by the portal's time and moves nothing")


if __name__ == "__main__":
    main()
