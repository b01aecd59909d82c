#!/usr/bin/env python3
"""Ticks tasks in a lesson in Chromium: `tests/browser/ticks.py path/to/terskel content`. `tests/browser/run` runs it."""

import sys

from driver import looking_at

BOX = "document.querySelectorAll('.tasks [form=ticks]')[1]"
SAID = "document.querySelector('#ticks [data-said]').textContent"
# The button is for who has no script; it goes when what is ticked has come.
READY = "return document.querySelector('#ticks button').hidden"


def play(browser, origin):
    browser.open(f"{origin}/")
    browser.run("document.querySelector('#terskel-bar [value=member]').click()")
    browser.until("return document.querySelector('#terskel-bar [value=member][aria-pressed=true]')")
    browser.open(f"{origin}/api/members/home")
    lesson = browser.run("return document.querySelector('.months a').getAttribute('href')")
    browser.open(origin + lesson)
    browser.open(origin + browser.run("return document.querySelector('.lessons a').getAttribute('href')"))
    browser.until(READY)
    assert browser.run(f"return {BOX}.checked") is False
    browser.run(f"document.querySelector(`label[for=\"${{{BOX}.id}}\"]`).click()")
    browser.until(f"return {SAID}")
    assert browser.run(f"return {BOX}.checked"), "the words belong to the box"

    browser.run("location.reload()")
    browser.until(f"return performance.getEntriesByType('navigation')[0].type === 'reload' && {BOX}.checked")
    browser.until(READY)
    browser.run(f"{BOX}.click()")
    browser.until(f"return {SAID}")
    browser.run("document.querySelector('#ticks a').click()")
    browser.until("return location.pathname === '/api/members/tasks'")
    assert browser.run("return document.querySelectorAll('main :checked').length") == 0, "it is taken back"
    assert browser.complaints() == [], "the policy lets the script through"

    browser.run("history.back()")
    browser.until(f"return location.pathname.startsWith('/medlem/') && {BOX}")
    browser.until(READY)
    browser.call("POST", "/goog/cdp/execute", {"cmd": "Network.clearBrowserCookies", "params": {}})
    browser.run(f"{SAID.replace('textContent', 'textContent = null')}; {BOX}.click()")
    browser.until(f"return {SAID}")
    assert browser.run(f"return {BOX}.checked") is False, "what was not kept stands as it was"
    browser.complaints()
    print("ticked a task, found it again, and was told when it was not kept")


if __name__ == "__main__":
    with looking_at(*sys.argv[1:]) as (browser, origin):
        play(browser, origin)
