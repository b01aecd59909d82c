#!/usr/bin/env python3
"""The whole road in Chromium: `tests/browser/road.py path/to/terskel content`. `tests/browser/run` runs it.

From the landing page to a lesson and out again, on a phone and on a laptop, with scripts and without. Every step is a link or a button
that a reader sees, and every word is typed.
"""

import itertools
import sys
import tempfile

import portals
from driver import browsing, serving
from inspection import WIDTHS
from states import BEFORE, LESSON, OPEN
from visit import Visit

KARI = "kari@example.no"

# Each field that the summary leads to: its name, what it says of itself, and what it is described by; and every field that is wrong.
TO_MEND = """
const links = [...document.querySelectorAll(".errors a")];
const described = (field) => field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent);
const fields = links.map((link) => [link.textContent, document.querySelector(link.getAttribute("href"))]);
return [
  fields.map(([why, field]) => [field.name, field.getAttribute("aria-invalid") === "true" && described(field).includes(why)]),
  [...document.querySelectorAll("[aria-invalid=true]")].map((field) => field.name),
];
"""


def joins_the_waitlist(visit):
    browser = visit.browser
    visit.open("/api/account/withdraw")
    presses_too_early(visit, "/api/account/withdraw", "email")
    visit.open("/")
    assert not browser.run("return document.querySelector('#consent').checked"), "nobody consents before they have"
    presses_too_early(visit, "/api/waitlist/join", "email", "consent")
    browser.type("#email", KARI)
    browser.press("#consent")
    browser.follow('form[action="/api/waitlist/join"] button')
    must_be(visit, "/api/waitlist/sent")
    visit.open(visit.mailed(KARI, "/api/waitlist/confirm"))
    browser.follow("main button")
    must_be(visit, "/api/waitlist/confirmed")


def sees_it_open(visit):
    browser = visit.browser
    visit.open("/bli-medlem/")
    assert not visit.has('form[action="/api/offers/ask"]'), "nothing is for sale yet"
    visit.at(OPEN)
    visit.open("/")
    browser.follow(".hero a.button")
    must_be(visit, "/bli-medlem/")
    must_say(visit, "249 kr")
    must_not_say(visit, "199 kr")


def asks_for_the_price(visit):
    browser = visit.browser
    presses_too_early(visit, "/api/offers/ask", "email")
    browser.type("#email", KARI)
    browser.follow('form[action="/api/offers/ask"] button')
    must_be(visit, "/api/offers/sent")
    visit.open(visit.mailed(KARI, "/api/offers/open"))
    browser.follow("main button")
    must_be(visit, "/api/offers/mine")
    must_say(visit, "199 kr")


def buys(visit):
    browser = visit.browser
    browser.follow('form[action="/api/checkout/hold"] button')
    must_be(visit, "/api/checkout/review")
    button = "document.querySelector('form[action=\"/api/checkout/pay\"] button')"
    obliges = browser.run(f"return document.getElementById({button}.getAttribute('aria-describedby')).textContent")
    assert "forplikter" in obliges and "199" in obliges, f"the button says that it obliges, and to what: {obliges}"
    presses_too_early(visit, "/api/checkout/pay", "terms")
    must_say(visit, "Kjøpsvilkårene er ikke godtatt")
    browser.press("#terms")
    browser.follow('form[action="/api/checkout/pay"] button')
    must_say(visit, "199,00 NOK")
    visit.pay()
    must_be(visit, "/api/checkout/success")
    must_say(visit, "Grunnlegger nummer 1")


def opens_a_lesson(visit):
    browser = visit.browser
    visit.open(LESSON)
    must_be(visit, "/api/access/locked")
    presses_too_early(visit, "/api/access/link", "email")
    browser.type("#email", KARI)
    browser.follow('form[action="/api/access/link"] button')
    presses_too_early(visit, "/api/access/code", "code")
    visit.open(visit.mailed(KARI, "/api/access/open"))
    browser.follow("main button")
    must_be(visit, LESSON)
    must_say(visit, "Oppgaver")
    visit.stays("kari")
    visit.stranger()
    visit.open(LESSON)
    must_be(visit, "/api/access/locked")
    must_not_say(visit, "Oppgaver")
    visit.again("kari")
    must_be(visit, LESSON)


def ticks_a_task(visit):
    """In the lesson, by its script or by the button for who has none; and finds it ticked on another device."""
    browser = visit.browser
    visit.open(LESSON)
    if browser.runs_scripts:
        browser.until("return document.querySelector('#ticks button').hidden")
        browser.press(".tasks [form=ticks]")
        browser.until("return document.querySelector('#ticks [data-said]').textContent")
    else:
        browser.press(".tasks [form=ticks]")
        browser.follow("#ticks button")
    visit.stranger()
    visit.sign_in(KARI)
    visit.open(f"/api/members/tasks?lesson={LESSON}")
    assert browser.run("return document.querySelectorAll('main :checked').length") == 1, "one task is ticked there too"


def cancels(visit):
    """Two clicks from the account."""
    browser = visit.browser
    visit.open("/api/account")
    browser.follow('a[href="/api/account/cancel"], form[action="/api/account/cancel"] button')
    browser.follow('form[action="/api/account/cancel"] button')
    must_be(visit, "/api/account")
    must_say(visit, "18. september 2026")
    assert visit.has('form[action="/api/account/keep"]'), "it can be taken up again"


FORMS = [
    (f"/api/members/feedback?lesson={LESSON}", "/api/members/feedback", "feedback"),
    ("/api/account/erase", "/api/account/erase", "understood"),
]


def forgets(visit):
    """Presses the buttons of the forms that are beside the road, with nothing filled in."""
    for page, action, missing in FORMS:
        visit.open(page)
        presses_too_early(visit, action, missing)


def presses_too_early(visit, action, *missing):
    """What is told then: the summary has the focus and leads to each field that is missing, which says that it is wrong and why."""
    browser = visit.browser
    browser.follow(f'form[action="{action}"] button')
    browser.until("return document.activeElement.matches('.errors')")
    told, wrong = browser.run(TO_MEND)
    assert told == [[name, True] for name in missing] and wrong == [*missing], f"{action}: {told}, {wrong}"
    browser.press(".errors a")
    browser.until(f"return document.activeElement.name === '{missing[0]}'")


ROAD = [joins_the_waitlist, sees_it_open, asks_for_the_price, buys, opens_a_lesson, ticks_a_task, forgets, cancels]


def must_be(visit, path):
    assert visit.path() == path, f"the reader stands at {visit.path()} and not at {path}"


def must_say(visit, words):
    assert words in text(visit), f"`{words}` is not said:\n{text(visit)}"


def must_not_say(visit, words):
    assert words not in text(visit), f"`{words}` is said"


def text(visit):
    """What is shown, with a plain space for each that keeps words together."""
    return visit.browser.run("return document.querySelector('main').innerText").replace("\u00a0", " ")


def main(terskel, content):
    with browsing() as browser, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for number, (width, scripts) in enumerate(itertools.product(WIDTHS, [True, False])):
            folder = f"{place}/{number}"
            copied = portals.copy(content, folder)
            with serving(terskel, copied, "--bare", "--now", BEFORE, folder=folder) as origin:
                visit = Visit(browser, origin, (terskel, str(copied), folder), print)
                visit.imported("students", KARI)
                visit.stranger()
                browser.width(width)
                browser.scripts(scripts)
                for step in ROAD:
                    step(visit)
    print(f"walked the whole road at {WIDTHS} px, with scripts and without")


if __name__ == "__main__":
    main(*sys.argv[1:])
