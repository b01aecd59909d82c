"""Every state that a page of a portal can be in, and how a reader comes to it. The stories are told in the order of the clock.

`look` names a state: for its picture, and for whoever reads what the checks found.
"""

import re

BEFORE = "2026-08-10T12:00"
OPEN = "2026-08-18T12:00"
BETWEEN = "2026-09-20T12:00"
SECOND = "2026-11-18T12:00"
AFTER = "2026-12-10T12:00"

BY_HAND = ["--launch", "august", "--offer", "alle"]
LESSON = "/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/"

# What a GET answers that is no page to look at.
NO_PAGES = {
    "/api/offers/facts": "JSON for scripts",
    "/api/members/ticks": "JSON for the lesson's script",
    "/api/account/export": "a file to keep",
}
# What nobody comes by here, and why.
NOT_SEEN = {
    "notice-busy": "it takes more people than a browser is",
    "notice-not-open-to-you": "JSON for the lesson's script",
    "mail-report-reconciled": "a night's comparison writes it, which comes by a clock of its own",
}


def before(visit):
    """The launch has not opened: the waitlist, and doors that are closed."""
    visit.at(BEFORE)
    visit.stranger()
    visit.open("/")
    visit.look("landing-waitlist")
    visit.browser.press(".menu-button")
    visit.look("menu")
    visit.open("/bli-medlem/")
    visit.look("sales-waitlist")
    visit.open("/api/offers")
    visit.look("offers-waitlist")
    waitlist(visit)
    visit.open("/logg-inn/")
    visit.look("sign-in")
    visit.send("/api/access/link", email="kari")
    visit.look("sign-in-errors")
    visit.open(LESSON)
    visit.look("locked-teased")
    visit.send("/api/access/link", email="")
    visit.look("locked-errors")
    visit.open("/medlem/2-budskapet/2026-08/stryk-halvparten/")
    visit.look("locked")
    nowhere(visit)
    no_forms(visit)


def waitlist(visit):
    visit.open("/")
    visit.send("/api/waitlist/join", email="kari@example")
    visit.look("waitlist-errors")
    visit.send("/api/waitlist/join", email="kari@example.no", consent=True)
    visit.look("waitlist-sent")
    link = visit.mailed("kari@example.no", "/api/waitlist/confirm")
    visit.open(link)
    visit.look("waitlist-confirm")
    visit.send("/api/waitlist/confirm")
    visit.look("waitlist-confirmed")
    visit.open(visit.mailed("kari@example.no", "/api/waitlist/leave"))
    visit.look("waitlist-leave")
    visit.send("/api/waitlist/leave")
    visit.look("waitlist-left")
    visit.open(link)
    visit.send("/api/waitlist/confirm")
    visit.look("waitlist-link-expired")
    visit.waits("venke@example.no")


def nowhere(visit):
    """Addresses that lead nowhere, and those that are not to be opened."""
    visit.open("/finnes-ikke/")
    visit.look("not-found")
    visit.open("/api/waitlist/finnes-ikke")
    visit.look("function-not-found")
    visit.open("/api/waitlist/join")
    visit.look("wrong-method")
    visit.open("/om/")
    visit.look("moved", visit.open_moved("/for/"))
    visit.open("/sok/?q=lysbilder")
    visit.browser.until("return document.querySelector('[data-said]').textContent")
    visit.look("search-found")


def no_forms(visit):
    """What programs send, browsers that are broken, and other people's pages."""
    for name, attribute, value in [("bad-request", "enctype", "text/plain"), ("not-utf8", "acceptCharset", "iso-8859-1")]:
        visit.open("/logg-inn/")
        visit.browser.run(f"document.querySelector('main form').{attribute} = '{value}'")
        visit.send("/api/access/link", email="blåbær@example.no")
        visit.look(name)
    action = f"{visit.origin}/api/access/link"
    visit.browser.open("about:blank")
    visit.browser.run(f"document.body.innerHTML = `<form method=post action={action}><button>Press</button></form>`")
    visit.send(action)
    visit.look("foreign-origin")


def selling(visit):
    """The launch is open."""
    visit.at(OPEN)
    visit.imported("students", "kari@example.no")
    visit.stranger()
    visit.open("/")
    visit.look("landing-open")
    visit.open("/artikler/om-runden/")
    visit.look("article-with-blocks-open")
    visit.open("/bli-medlem/")
    visit.look("sales-open")
    visit.stays("asks later")
    visit.open("/api/offers")
    visit.look("offers-open")
    visit.send("/api/offers/ask", email="kari")
    visit.look("ask-errors")
    visit.send("/api/offers/ask", email="kari@example.no")
    visit.look("ask-sent")
    link = visit.mailed("kari@example.no", "/api/offers/open")
    visit.open(link)
    visit.look("offer-link")
    visit.send("/api/offers/open")
    visit.look("offers-mine")
    visit.stranger()
    visit.open(link)
    visit.send("/api/offers/open")
    visit.look("offer-link-expired")
    visit.open(LESSON)
    visit.look("locked-while-open")


def checkout(visit):
    """From a seat to a receipt, and every way to end elsewhere."""
    visit.prove("kari@example.no")
    visit.send("/api/checkout/hold")
    visit.look("review")
    visit.send("/api/checkout/pay")
    visit.look("review-errors")
    visit.send("/api/checkout/give-up")
    visit.look("gave-up")
    visit.open("/api/offers/mine")
    visit.send("/api/checkout/hold", minor="14900")
    visit.look("review-price-changed")
    visit.send("/api/checkout/pay", terms=True)
    desk = visit.browser.run("return location.href")
    visit.browser.follow("a")
    visit.look("checkout-cancelled")
    visit.open(desk)
    visit.pay()
    visit.look("receipt")
    receipt = visit.browser.run("return location.href")
    visit.open("/api/offers/mine")
    visit.look("offers-mine-of-a-member")
    visit.send("/api/checkout/hold")
    visit.look("already-member")
    visit.stranger()
    visit.open(receipt)
    visit.look("paid-elsewhere")
    visit.order("ola@example.no")
    visit.browser.follow('form[action$="slowly=yes"] button')
    visit.look("checkout-waiting")


def too_late(visit):
    """Whoever takes too long, and a provider that does not answer."""
    visit.prove("eva@example.no")
    visit.send("/api/checkout/hold")
    review = visit.browser.run("return location.href")
    visit.order("une@example.no")
    desk = visit.browser.run("return location.href")
    visit.prove("eva@example.no")
    visit.at("2026-08-18T13:30")
    visit.open(review)
    visit.look("hold-expired")
    visit.open(desk)
    visit.browser.follow('form[action$="late=1"] button')
    visit.order("siri@example.no")
    session = visit.path().rsplit("/", 1)[-1]
    visit.provider_fails(times=3)
    visit.at("2026-08-18T14:30")
    visit.open(f"/api/checkout/success?session={session}")
    visit.look("payment-expired")
    visit.prove("jon@example.no")
    visit.send("/api/checkout/hold")
    visit.send("/api/checkout/pay", terms=True)
    visit.look("broken")


def added(visit):
    """Who is made a member by hand; one of them while they pay as well."""
    visit.order("tuva@example.no")
    visit.command("members", "add", *BY_HAND, "tuva@example.no")
    visit.pay()
    visit.look("paid-twice")
    visit.command("members", "add", *BY_HAND, "--until", "2026-12-31", "hanna@example.no")
    visit.stranger()
    visit.sign_in("hanna@example.no")
    visit.open("/api/account")
    visit.look("account-by-hand")
    visit.command("members", "change-address", "hanna@example.no", "hanna.ny@example.no")


def signing_in(visit):
    visit.stranger()
    visit.open(LESSON)
    visit.send("/api/access/link", email="kari@example.no")
    visit.look("check-your-mail")
    visit.send("/api/access/code", code="12")
    visit.look("code-errors")
    visit.send("/api/access/code", code="000000")
    visit.look("code-wrong")
    visit.stranger()
    visit.send("/api/access/code", code="000000")
    visit.look("code-expired")
    link = visit.mailed("kari@example.no", "/api/access/open")
    visit.open(link)
    visit.look("sign-in-link")
    visit.send("/api/access/open")
    assert visit.path() == LESSON, f"the reader ends where they wanted to go, not at {visit.path()}"
    visit.look("lesson")
    visit.stranger()
    visit.open("/api/access/sent")
    visit.look("check-your-mail-elsewhere")
    visit.open(link)
    visit.send("/api/access/open")
    visit.look("sign-in-link-expired")


def learning(visit):
    """A lesson's tasks, what is written about it, and the way back to where one was."""
    visit.sign_in("kari@example.no")
    visit.open("/api/members/home")
    visit.look("home-at-first")
    visit.open(f"/api/members/tasks?lesson={LESSON}")
    visit.look("tasks")
    visit.browser.press("main [type=checkbox]")
    visit.send("/api/members/tasks")
    visit.look("tasks-kept")
    visit.open("/api/members/home")
    visit.look("home-again")
    visit.open(f"/api/members/feedback?lesson={LESSON}")
    visit.look("feedback")
    visit.send("/api/members/feedback")
    visit.look("feedback-errors")
    visit.send("/api/members/feedback", feedback="Øvelsen var for lang.")
    visit.look("feedback-thanks")
    visit.open(f"/api/members/feedback?lesson={LESSON}")
    visit.send("/api/members/feedback", feedback="Mer! " * 4000)
    visit.look("too-large")
    visit.browser.back()
    for _ in range(20):
        visit.send("/api/members/feedback", feedback="Mer!")
        visit.browser.back()
    visit.send("/api/members/feedback", feedback="Mer!")
    visit.look("too-many")


def inside(visit):
    """What a member has."""
    visit.sign_in("kari@example.no")
    assert visit.path() == "/api/members/home", f"who wants to go nowhere else comes home, not to {visit.path()}"
    visit.look("member-home")
    visit.open("/medlem/1-ro-i-kroppen/2026-08/")
    visit.look("month")
    visit.open("/medlem/4-salen/2026-08/")
    visit.look("locked-for-a-member")
    visit.open("/medlem/finnes-ikke/")
    visit.look("member-not-found")
    visit.open("/medlem/sok/?q=puster")
    visit.browser.until("return document.querySelector('[data-said]').textContent")
    visit.look("member-search")
    visit.open(f"/api/access/refresh?next={LESSON}")
    visit.look("no-access")
    visit.open("/api/access/sessions")
    visit.look("devices")
    visit.open("/api/account")
    visit.look("account")
    visit.open("/api/account/cancel")
    visit.look("cancel")
    visit.send("/api/account/cancel")
    visit.look("account-ending")
    visit.send("/api/account/keep")
    visit.look("account-kept")
    visit.open("/api/account/withdraw/confirm")
    visit.look("withdraw-signed-in")
    visit.open("/api/members/home")
    visit.browser.press(".menu-button")
    visit.look("member-menu")
    visit.send("/api/access/sign-out")
    visit.look("signed-out")


def withdrawing(visit):
    visit.stranger()
    visit.open("/api/account/withdraw")
    visit.look("withdraw")
    visit.send("/api/account/withdraw", email="")
    visit.look("withdraw-errors")
    visit.buy("liv@example.no")
    visit.stranger()
    visit.open("/api/account/withdraw")
    visit.send("/api/account/withdraw", email="liv@example.no")
    visit.look("withdraw-sent")
    link = visit.mailed("liv@example.no", "/api/account/withdraw/confirm")
    visit.open(link)
    visit.look("withdraw-confirm")
    visit.send("/api/account/withdraw/confirm")
    visit.look("withdraw-done")
    visit.open(link)
    visit.look("withdrawn-already")
    visit.buy("pia@example.no", immediate=True)


def erasing(visit):
    """A member has everything erased that is known of them."""
    visit.buy("una@example.no")
    visit.stranger()
    visit.sign_in("una@example.no")
    visit.open("/api/account/erase")
    visit.look("erase")
    visit.send("/api/account/erase")
    visit.look("erase-errors")
    visit.send("/api/account/erase", understood=True)
    visit.look("erased")


def doors_that_close(visit):
    """A payment that is disputed, one that is given back, access that is withdrawn, and a card that will fail."""
    visit.buy("nora@example.no")
    visit.at_desk("nora@example.no", "/dispute")
    closed(visit, "nora@example.no", "disputed")
    visit.buy("odd@example.no")
    visit.command("members", "revoke", "odd@example.no")
    closed(visit, "odd@example.no", "revoked")
    visit.buy("rune@example.no")
    visit.at_desk("rune@example.no", "/refund")
    visit.buy("mads@example.no")
    visit.at_desk("mads@example.no", "/card")


def closed(visit, address, why):
    """What their member sees who has the link to a lesson: why it is closed, and what can be done about it."""
    visit.stranger()
    visit.sign_in(address)
    visit.open(LESSON)
    assert visit.has(".notice-problem"), f"a lesson is closed to who is {why}"
    visit.look(f"access-{why}")
    visit.open("/api/account")
    assert visit.has(".notice-problem"), f"the account says that it is {why}"
    visit.look(f"account-{why}")


def over(visit):
    """The launch has closed, a membership has ended, and a payment is late."""
    for mailed in ["2026-08-28T10:00", "2026-08-31T12:00", "2026-08-31T20:50"]:
        visit.at(mailed)
    visit.sign_in("pia@example.no")
    visit.open("/api/account/withdraw/confirm")
    visit.look("withdraw-part")
    visit.prove("per@example.no")
    visit.at("2026-08-31T21:00")
    visit.send("/api/checkout/hold")
    visit.look("launch-closed")
    visit.sign_in("kari@example.no")
    visit.open("/api/account/cancel")
    visit.send("/api/account/cancel")
    visit.at("2026-09-01T10:00")
    visit.at(BETWEEN)
    visit.open(LESSON)
    visit.look("membership-ended")
    visit.send("/api/offers/come-back")
    visit.look("offers-kept")
    visit.open("/api/account")
    visit.look("account-ended")
    visit.open("/api/account/withdraw/confirm")
    visit.look("withdraw-too-late")
    visit.stranger()
    visit.open("/")
    visit.look("landing-between-launches")
    visit.open("/bli-medlem/")
    visit.look("sales-between-launches")
    visit.again("asks later", as_it_was=True)
    visit.send("/api/offers/ask", email="per@example.no")
    visit.look("not-open")
    visit.sign_in("mads@example.no")
    visit.open("/api/account")
    assert visit.has(".notice-problem"), "the account says that a payment is late"
    visit.look("account-past-due")
    visit.open("/api/account/cancel")
    visit.look("cancel-at-once")
    visit.at("2026-09-27T12:00")
    closed(visit, "mads@example.no", "lapsed")


def the_last_seat(visit):
    """The second launch has one seat."""
    visit.at(SECOND)
    visit.prove("ida@example.no")
    visit.look("offers-mine-last-seat")
    visit.stays("ida")
    visit.order("tor@example.no")
    visit.stays("tor")
    visit.stranger()
    phase(visit, "all-held")
    visit.again("ida", as_it_was=True)
    visit.send("/api/checkout/hold")
    visit.look("seats-held")
    visit.again("tor")
    visit.pay()
    visit.look("receipt-of-a-member")
    visit.stranger()
    phase(visit, "sold-out")
    visit.again("ida", as_it_was=True)
    visit.send("/api/checkout/hold")
    visit.look("sold-out")


def phase(visit, name):
    visit.open("/")
    visit.look(f"landing-{name}")
    visit.open("/bli-medlem/")
    visit.look(f"sales-{name}")
    visit.open("/api/offers")
    visit.look(f"offers-{name}")
    visit.open("/artikler/om-runden/")
    visit.look(f"article-with-blocks-{name}")


def after(visit):
    """No launch is left."""
    visit.at(AFTER)
    visit.stranger()
    phase(visit, "closed")
    visit.open(LESSON)
    visit.look("locked-when-closed")


def mails(visit):
    """The newest mail of each kind that was sent until now, as HTML."""
    for number in visit.subjects().values():
        mail = visit.open_mail(number)
        visit.look(re.search(r"shows mail (mail-[a-z0-9-]+)", mail.decode())[1], mail)


STORIES = [before, selling, checkout, too_late, added, signing_in, learning, inside, withdrawing, erasing, doors_that_close, over, the_last_seat, after, mails]
