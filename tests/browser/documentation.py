#!/usr/bin/env python3
"""Looks at every page of the documentation in Chromium: `tests/browser/documentation.py path/to/terskel docs/content`.

`tests/browser/run` runs it. No page says anything in the console, asks anybody elsewhere, or is wider than a phone.
"""

import sys

from driver import looking_at, pages
from inspection import TOO_WIDE, WIDTHS, proves_itself


def look(browser, origin, paths):
    wrong = []
    for width in WIDTHS:
        browser.width(width)
        for path in paths:
            browser.open(origin + path)
            wide = browser.run(TOO_WIDE)
            elsewhere = [asked for asked in browser.requests() if not asked.startswith((f"{origin}/", "data:"))]
            told = [("wider than the screen", wide), ("asked elsewhere", elsewhere), ("said", browser.complaints())]
            wrong += [f"{path} at {width} px: {what}: {which}" for what, which in told if which]
    assert wrong == [], "\n".join(wrong)


def play(browser, origin):
    paths = pages(origin)
    assert len(paths) > 40, paths
    proves_itself(browser)
    browser.requests()
    look(browser, origin, paths)
    for words, page in [("footnote", "/write/footnotes/"), ("completions", "/run/completions/"), ("prices", "/sell/launches/")]:
        found = browser.found(origin, "/sok/", words)
        assert page in found, f"{words}: {found}"
    assert browser.complaints() == [], "the policy lets the search through"
    print(f"looked at {len(paths)} pages of the documentation at {WIDTHS} px, and searched them")


if __name__ == "__main__":
    with looking_at(*sys.argv[1:]) as (browser, origin):
        play(browser, origin)
