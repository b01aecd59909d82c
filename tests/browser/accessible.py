#!/usr/bin/env python3
"""Holds every public page against axe: `tests/browser/accessible.py path/to/axe.min.js path/to/terskel content`.

`tests/browser/checks` runs it. WCAG 2.0 to 2.2, A and AA, and best practice; in light and in dark. The bar of `serve` is no
part of the portal and is left out.
"""

import pathlib
import sys

from driver import looking_at, pages

WIDTH = 390

RUN = """
const done = arguments[0];
document.querySelector("#terskel-bar")?.remove();
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run({ runOnly: tags, resultTypes: ["violations"] }).then(
  (results) => done(results.violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)}`))),
  (error) => done([String(error)]));
"""


def play(axe, browser, origin):
    paths = pages(origin)
    violations = []
    browser.width(WIDTH)
    for scheme in ["light", "dark"]:
        browser.prefer(scheme)
        for path in paths:
            browser.open(origin + path)
            browser.run(axe)
            violations += [f"{path} in {scheme}: {violation}" for violation in browser.run_until_done(RUN)]
    assert violations == [], "\n".join(violations)
    print(f"axe finds nothing on {len(paths)} pages, light and dark")


if __name__ == "__main__":
    axe, *portal = sys.argv[1:]
    with looking_at(*portal) as (browser, origin):
        play(pathlib.Path(axe).read_text(), browser, origin)
