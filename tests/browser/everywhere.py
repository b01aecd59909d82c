#!/usr/bin/env python3
"""Visits every page and state of the sample portal in Chromium: `tests/browser/everywhere.py path/to/terskel content axe.min.js folder`.

`tests/browser/checks` runs it. A page, a template, a phase or a route of the functions that nobody visits is a mistake.
The folder gets every page as it was answered, for the Nu validator.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

import needed
import portals
import states
import strained
from driver import browsing, serving
from inspection import Inspection, proves_itself
from visit import Visit

LANGS = ["nb", "nn", "en"]
# What pages, blocks and mails of the marked theme say that they are.
MARKS = """
return [location.pathname, ...[...document.documentElement.outerHTML.matchAll(/<!-- shows (.*?) -->/g)].flatMap((mark) => mark[1].split(" "))];
"""


# In a page whose reader is led on at once; a story holds one of them still.
LEADS_ON = 'http-equiv="refresh"'


def built(terskel, content, theme, folder):
    """The path of every page that a build writes, without those that lead on at once: the public ones, those behind the gate, and the phases that it knows."""
    subprocess.run([os.path.abspath(terskel), "build", content, "--theme", theme, "--out", folder, "--quiet"], check=True)
    public, private = (
        [f"/{page.parent.relative_to(tree).as_posix()}/".replace("/./", "/") for page in sorted(tree.rglob("index.html")) if LEADS_ON not in page.read_text()]
        for tree in [pathlib.Path(folder, "public"), pathlib.Path(folder, "private")]
    )
    variants = {urllib.parse.urlsplit(path).path.split("/")[2] for path in public if path.startswith("/_variant/")}
    phases = {variant.rsplit(".", 1)[-1] for variant in variants}
    return [path for path in public if not path.startswith("/_variant/")], private, phases


class Walk:
    """A reader's way through portals; `beside` is told where it stands, and called at each state with its name."""

    def __init__(self, browser, beside):
        self.browser, self.beside = browser, beside
        self.seen = {}

    def __call__(self, terskel, content, stories):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            theme = f"{place}/theme"
            self.templates = portals.marked_theme(theme)
            self.public, self.private, self.phases = built(terskel, content, theme, f"{place}/out")
            options = ["--theme", theme, "--bare", "--now", states.BEFORE]
            with serving(terskel, content, *options, folder=place) as origin:
                self.beside.begin(origin)
                visit = Visit(self.browser, origin, (terskel, str(content), place), self.look)
                for story in stories:
                    story(visit)

    def look(self, name, *told):
        assert name not in self.seen, f"two states are called {name}"
        self.seen[name] = self.browser.run(MARKS)
        self.beside(name, *told)

    def remaining(self, visit):
        """The pages that no story came by."""
        seen = {path for path, *_ in self.seen.values()}
        visit.at(states.OPEN)
        visit.stranger()
        look_at_all(visit, [path for path in self.public if path not in seen])
        visit.member()
        look_at_all(visit, [path for path in self.private if path not in seen])


def walked(browser, beside, terskel, content, lang=LANGS[0]):
    """The sample portal in one language, every page of it, and another that strains the layout."""
    walk = Walk(browser, beside)
    with tempfile.TemporaryDirectory() as folder:
        walk(terskel, portals.copy(content, f"{folder}/sample", lang), [*states.STORIES, walk.remaining])
        walk(terskel, portals.strain(portals.copy(content, f"{folder}/strained", lang)), strained.STORIES)
    return walk


def look_at_all(visit, paths):
    for path in paths:
        visit.open(path)
        visit.look("page" + path.rstrip("/").replace("/", "-"))


def not_visited(walk):
    paths = {path for path, *_ in walk.seen.values()}
    shown = {mark for _, *marks in walk.seen.values() for mark in marks}
    asked = {*walk.templates, *needed.marks()}
    yield from (f"no story comes by GET {path}" for path in sorted(needed.routes() - paths - states.NO_PAGES.keys()))
    yield from (f"no story shows {name}" for name in sorted(asked - shown - states.NOT_SEEN.keys()))
    yield from (f"{path} is a page, and no exception" for path in states.NO_PAGES if path in paths)
    yield from (f"{name} is nothing to see, and no exception" for name in sorted(states.NOT_SEEN.keys() - asked))
    phases = {f"{page}-{phase}" for page in ["landing", "sales"] for phase in walk.phases}
    yield from (f"no story shows {name}" for name in sorted(phases - walk.seen.keys()))


def main(terskel, content, axe, folder):
    axe, wrong = pathlib.Path(axe).read_text(), []
    with browsing() as browser:
        proves_itself(browser)
        for lang in LANGS:
            inspection = Inspection(browser, axe, pathlib.Path(folder, lang))
            began = time.monotonic()
            walk = walked(browser, inspection, terskel, content, lang)
            seconds = time.monotonic() - began
            wrong += [f"{lang}: {complaint}" for complaint in [*inspection.wrong, *not_visited(walk)]]
            print(f"{lang}: {len(walk.seen)} pages and states in {seconds:.0f} s; {inspection.heaviest}", flush=True)
    assert not wrong, "\n".join(wrong)


if __name__ == "__main__":
    main(*sys.argv[1:])
