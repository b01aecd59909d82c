#!/usr/bin/env python3
"""Reads the sample portal as readers have set their browsers: `tests/browser/wishes.py path/to/terskel content`.

Text twice as large, forced colours, less motion, and paper. `tests/browser/run` runs it.
"""

import base64
import itertools
import sys
import tempfile

import portals
from driver import browsing, serving
from inspection import TOO_WIDE, WIDTHS, proves_itself
from states import LESSON, OPEN
from visit import Visit

PUBLIC = ["/", "/bli-medlem/", "/logg-inn/", "/sok/", "/nivaer/", "/artikler/", "/artikler/lysbilder-som-hjelper/", "/api/account/withdraw"]
GATED = ["/api/members/home", "/medlem/1-ro-i-kroppen/2026-08/", LESSON, "/api/account", "/api/access/sessions"]

# What shows less than it says.
CUT_OFF = """
return [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const cuts = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
  const isShown = element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1 && element.innerText;
  return cuts && isShown && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120));
"""
# What is pressed or filled in, and has no edge where all colours are the reader's own.
NO_EDGE = """
return [...document.querySelectorAll(".button, button, input, select, textarea")].filter((element) => {
  const style = getComputedStyle(element);
  const isShown = element.checkVisibility({ visibilityProperty: true }) && element.type !== "hidden";
  const isDrawnBySystem = element.matches("[type=checkbox], [type=radio]") && style.appearance !== "none";
  return isShown && !isDrawnBySystem && !element.matches(".plain-button") && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1);
}).map((element) => element.outerHTML.slice(0, 120));
"""
# What moves by itself, or would when it is pointed at; and pages that pass into one another.
MOVES = """
const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
const moving = [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].map((part) => [element, part]))
  .filter(([element, part]) => {
    const style = getComputedStyle(element, part);
    return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
  })
  .map(([element, part]) => `${element.outerHTML.slice(0, 120)} ${part ?? ""}`);
const passing = (rules) => [...rules].flatMap((rule) => {
  if (rule.media) return matchMedia(rule.media.mediaText).matches ? passing(rule.cssRules) : [];
  return rule instanceof CSSViewTransitionRule && rule.navigation === "auto" ? [rule.cssText] : [];
});
const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["scrolls smoothly"] : [];
return [...moving, ...smooth, ...[...document.styleSheets].flatMap((sheet) => passing(sheet.cssRules))];
"""
# What paper has no use for; and what is printed in too light an ink to be read on it. Source: WCAG 2.2, "relative luminance".
ON_PAPER = """
const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const contrast = (colour) => {
  const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(channel);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
};
const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
const name = (element) => element.outerHTML.slice(0, 120);
return [
  ...shown(".skip, header, nav, form").map((element) => `printed: ${name(element)}`),
  ...shown("main *").filter((element) => element.innerText && contrast(getComputedStyle(element).color) < 4.5)
    .map((element) => `light ink: ${name(element)}`),
];
"""


def everywhere(visit, what, told):
    """Every page that is told of, with what is wrong there."""
    visit.stranger()
    yield from at_each(visit, PUBLIC, what, told)
    visit.send("/api/account/withdraw", email="kari")
    yield from here(visit, what, told)
    for _ in buying(visit):
        yield from here(visit, what, told)
    visit.member()
    yield from at_each(visit, GATED, what, told)


BUYERS = (f"buyer{number}@example.no" for number in itertools.count())


def buying(visit):
    """Stops at the order, at what is missing in it, and at the receipt."""
    visit.prove(next(BUYERS))
    visit.send("/api/checkout/hold")
    yield
    visit.send("/api/checkout/pay")
    yield
    visit.send("/api/checkout/pay", terms=True)
    visit.pay()
    yield


def at_each(visit, paths, what, told):
    for path in paths:
        visit.open(path)
        assert visit.path() == path, f"{path} leads to {visit.path()}"
        yield from here(visit, what, told)


def here(visit, what, told):
    return (f"{visit.path()}: {what}: {found}" for found in visit.browser.run(told))


def in_forced_colours(visit):
    visit.browser.prefer("dark", forced_colors="active")
    yield from everywhere(visit, "no edge in forced colours", NO_EDGE)
    visit.open(LESSON)
    visit.browser.until("return document.querySelector('#ticks button').hidden")
    plain, ticked, focused = (picture_of_box(visit.browser, deed) for deed in ["", "box.checked = true", "box.focus({ focusVisible: true })"])
    if plain == ticked:
        yield "a box that is ticked looks like one that is not, in forced colours"
    if ticked == focused:
        yield "a box that has the focus looks like one that has not, in forced colours"


def picture_of_box(browser, deed):
    """Of the first task's box and what is around it, after something was done to it."""
    box = "const box = document.querySelector('.tasks [form=ticks]'); box.scrollIntoView({ block: 'center', behavior: 'instant' });"
    x, y, width, height = browser.run(
        f"{box} {deed}; const at = box.getBoundingClientRect(); return [at.x + scrollX - 9, at.y + scrollY - 9, at.width + 18, at.height + 18]"
    )
    return browser.picture([x, y, width, height])


def without_motion(visit):
    visit.browser.prefer("light")
    visit.open("/")
    assert visit.browser.run(MOVES), "something moves where readers do not mind, or this would prove nothing"
    visit.browser.prefer("light", prefers_reduced_motion="reduce")
    yield from everywhere(visit, "moves", MOVES)


def on_paper(visit):
    browser = visit.browser
    visit.member()
    for scheme in ["light", "dark"]:
        browser.tell("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": scheme}])
        yield from at_each(visit, [LESSON], f"on paper, {scheme}", ON_PAPER)
    paper = base64.b64decode(browser.tell("Page.printToPDF", printBackground=False)["data"])
    assert paper.startswith(b"%PDF-") and paper.count(b"/Type /Page\n") in range(1, 5), f"a lesson is {paper.count(b'/Type /Page')} pages"


def with_large_text(visit):
    for width in WIDTHS:
        visit.browser.width(width)
        yield from everywhere(visit, f"wider than {width} px with text twice as large", TOO_WIDE)
        yield from everywhere(visit, f"cut off at {width} px with text twice as large", CUT_OFF)


def read(terskel, content, wishes, **preferences):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, browsing(**preferences) as browser:
        with serving(terskel, portals.copy(content, place), "--bare", "--now", OPEN) as origin:
            visit = Visit(browser, origin, None, print)
            browser.width(WIDTHS[0])
            proves_itself(browser)
            wrong = [complaint for wish in wishes for complaint in wish(visit)]
    assert not wrong, "\n".join(wrong)


def main(terskel, content):
    read(terskel, content, [in_forced_colours, without_motion, on_paper])
    read(terskel, content, [with_large_text], default_font_size=32)
    print(f"read {len(PUBLIC + GATED) + 4} pages with text twice as large, in forced colours, without motion, and a lesson on paper")


if __name__ == "__main__":
    main(*sys.argv[1:])
