#!/usr/bin/env python3
"""Searches the sample portal in Chromium: `tests/browser/search.py path/to/terskel content`. `tests/browser/run` runs it."""

import re
import sys

from driver import looking_at


def play(browser, origin):
    browser.requests()
    browser.open(f"{origin}/artikler/")
    article = browser.run("return document.querySelector('.articles a').getAttribute('href')")
    browser.open(origin + article)
    assert browser.run("return document.querySelector('script[type=\"application/ld+json\"]') !== null")
    assert browser.complaints() == [], "data for search engines is no script to the policy"

    # "lysbilder" is written, "lysbildene" is asked for: forms of one Norwegian word.
    public = browser.found(origin, "/sok/", "lysbildene")
    assert "/artikler/lysbilder-som-hjelper/" in public, public
    assert not any(path.startswith("/medlem/") for path in public), public
    assert browser.complaints() == [], "the policy lets the search through"

    browser.open(f"{origin}/medlem/sok/")
    assert "/medlem/sok/" != browser.run("return location.pathname"), "visitors do not come in"
    browser.complaints()

    browser.open(f"{origin}/sok/")
    browser.run("document.querySelector('#terskel-bar [value=member]').click()")
    browser.until("return document.querySelector('#terskel-bar [value=member][aria-pressed=true]')")
    lessons = browser.found(origin, "/medlem/sok/", "puster")
    assert any(re.match(r"/medlem/\d", path) for path in lessons), lessons
    assert browser.complaints() == [], "the policy lets the members' search through, and locked months do not break it"
    elsewhere = [address for address in browser.requests() if not address.startswith((f"{origin}/", "data:"))]
    assert elsewhere == [], f"asked elsewhere: {elsewhere}"
    print(f"found {len(public)} public pages and {len(lessons)} for a member")


if __name__ == "__main__":
    with looking_at(*sys.argv[1:]) as (browser, origin):
        play(browser, origin)
