#!/usr/bin/env python3
"""Looks at every block in Chromium: `tests/browser/blocks.py path/to/terskel content [docs/content/pages/write]`.

Nothing may be asked of anybody else before a video's link is pressed, and everything of its host after that. With a third
argument the pictures of the page about blocks are taken anew into that folder. It needs what search.py needs.
"""

import json
import pathlib
import shutil
import sys
import tempfile
import time
import urllib.parse

import specimens
from driver import ELEMENT, browsing, serving

DOOR = """<body style="margin:16px;background:#0d4a55"><svg viewBox="0 0 1600 900" width="1600" height="900">
<path d="M0 700h1600v200H0Z" fill="#0a3a43"/><path d="M640 700V380a160 160 0 0 1 320 0v320Z" fill="#f6c667"/>
<path d="M640 700h320l160 200H480Z" fill="#f6c667" opacity=".5"/><circle cx="800" cy="470" r="56" fill="#0d4a55"/>
<path d="M700 700c0-110 40-160 100-160s100 50 100 160Z" fill="#0d4a55"/></svg>"""

BLOCKS = specimens.BLOCKS | specimens.OF_LAUNCHES


def portal(content, folder, scene):
    """The sample, and a page of every block."""
    copy = pathlib.Path(folder, "content")
    shutil.copytree(content, copy)
    specimens.put_page(copy, BLOCKS | specimens.OTHERWISE, scene)
    return str(copy)


def asked(browser, origin):
    """Who else was asked since the last time, and how often a policy forbade it."""
    events = browser.traffic()
    requests = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
    forbidden = [each for each in events if each["params"].get("blockedReason") == "csp"]
    return [url for url in requests if not url.startswith((origin, "data:", "about:"))], len(forbidden)


def until_asked(browser, origin):
    """Likewise, as soon as somebody else was asked."""
    for _ in range(100):
        others, forbidden = asked(browser, origin)
        if others or forbidden:
            return others, forbidden
        time.sleep(0.05)
    raise AssertionError("nobody else was asked")


def picture(browser, first, last=None, air=16):
    """From the top of what `first` selects to the end of what `last` does, with some air around it."""
    x, y, width, height = browser.run(
        "const [one, two] = [%s, %s].map((at) => document.querySelector(at).getBoundingClientRect());"
        "return [one.left + scrollX, one.top + scrollY, one.right - one.left, two.bottom - one.top]"
        % (json.dumps(first), json.dumps(last or first))
    )
    return browser.picture([x - air, y - air, width + 2 * air, height + 2 * air])


def play(browser, origin):
    browser.open(f"{origin}/blokker/")
    asked(browser, origin)
    browser.open(f"{origin}/blokker/")
    for top in range(0, 8000, 400):
        browser.run(f"scrollTo(0, {top})")
    others, forbidden = asked(browser, origin)
    assert (others, forbidden) == ([], 0), f"before anything is pressed: {others}, {forbidden} forbidden"
    wide = "return document.documentElement.scrollWidth <= innerWidth"
    assert browser.run(wide), "the page is as wide as the window"
    browser.run("document.querySelector('iframe').scrollIntoView()")
    browser.call("POST", "/frame", {"id": {ELEMENT: browser.element("iframe")}})
    styled = browser.run("return getComputedStyle(document.querySelector('a')).display")
    assert styled == "grid", f"the frame has the portal's style: {styled}"
    browser.press("a")
    browser.call("POST", "/frame", {"id": None})
    pressed, forbidden = until_asked(browser, origin)
    player = "https://player.vimeo.com/video/123456789?dnt=1"
    assert pressed and all(url.startswith(player) for url in pressed), pressed
    assert forbidden == 0, "the policy lets the player in"
    browser.scripts(False)
    browser.open(f"{origin}/blokker/")
    assert asked(browser, origin) == ([], 0), "where scripts are off, nobody is asked either"
    browser.scripts(True)
    print(f"asked nobody before, and after the press {pressed[0]}")


def take(browser, origin, folder):
    """A picture of each block, on a screen of its own width."""
    browser.width(700, 900)
    browser.prefer("light")
    browser.open(f"{origin}/blokker/")
    browser.run("document.querySelector('#terskel-bar')?.remove(); document.querySelector('.faq details').open = true")
    for number, name in enumerate(BLOCKS):
        browser.run(f"document.querySelectorAll('.prose > .block')[{number}].id = 'block-{name}'")
        pathlib.Path(folder, f"block-{name}.png").write_bytes(picture(browser, f"#block-{name}"))
    callouts = picture(browser, ".callout-tip", ".callout-warning")
    pathlib.Path(folder, "block-callout.png").write_bytes(callouts)


def main(terskel, content, pictures=None):
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        browser.width(1600, 900)
        browser.prefer("light")
        browser.open("data:text/html," + urllib.parse.quote(DOOR))
        content = portal(content, folder, picture(browser, "svg", air=0))
        with serving(terskel, content, "--now", "2026-08-12T10:00") as origin:
            play(browser, origin)
            if pictures:
                take(browser, origin, pictures)


if __name__ == "__main__":
    main(*sys.argv[1:])
