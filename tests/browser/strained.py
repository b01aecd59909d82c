"""The states of a portal that strains its layout; `portals.py` says by what."""

from states import BETWEEN, OPEN

LONG_ADDRESS = "en.ganske.lang.adresse.uten.bindestreker@et-like-langt-domenenavn.example.no"
PUBLIC = [
    ("landing", "/"),
    ("sales", "/bli-medlem/"),
    ("articles", "/artikler/"),
    ("very-long-title", "/artikler/lang/"),
    ("one-word-title", "/artikler/ro/"),
    ("levels", "/nivaer/"),
    ("forty-lessons", "/nivaer/1-ro-i-kroppen/"),
    ("no-lessons", "/nivaer/4-salen/"),
]
INSIDE = [
    ("home", "/api/members/home"),
    ("month-of-forty", "/medlem/1-ro-i-kroppen/2026-08/"),
    ("lesson-of-forty", "/medlem/1-ro-i-kroppen/2026-08/ovelse-20/"),
    ("lesson-with-every-block", "/medlem/1-ro-i-kroppen/2026-08/alle-blokker/"),
    ("locked-until-its-month", "/medlem/1-ro-i-kroppen/2026-10/"),
    ("account", "/api/account"),
]


def everything_is_long(visit):
    """Long names, forty lessons, every block."""
    visit.at(OPEN)
    visit.stranger()
    for name, path in PUBLIC:
        visit.open(path)
        visit.look(f"strained-{name}")
    visit.buy(LONG_ADDRESS)
    visit.look("strained-receipt")
    visit.sign_in(LONG_ADDRESS)
    for name, path in INSIDE:
        visit.open(path)
        visit.look(f"strained-{name}")


def less_or_for_good(visit):
    """What else the strained portal sells: one level alone, and everything for good."""
    visit.prove("ett.niva@example.no")
    visit.look("strained-offers-mine")
    visit.hold("ro")
    visit.send("/api/checkout/pay", terms=True)
    visit.pay()
    visit.sign_in("ett.niva@example.no")
    visit.open("/api/members/home")
    assert visit.has(".member-levels h3 a"), "a level is not theirs, and leads to where it is told of"
    visit.look("strained-home-of-one-level")
    visit.prove("for.godt@example.no")
    visit.hold("engang")
    visit.look("strained-review-once")
    visit.send("/api/checkout/pay", terms=True)
    visit.pay()
    visit.look("strained-receipt-once")
    visit.sign_in("for.godt@example.no")
    visit.open("/api/account")
    visit.look("strained-account-for-good")


def news(visit):
    """A month has opened since the visit before, and another will."""
    visit.at(BETWEEN)
    visit.stranger()
    visit.sign_in(LONG_ADDRESS)
    visit.open("/api/members/home")
    assert visit.has("#new"), "what is new is told"
    visit.look("strained-home-with-news")


STORIES = [everything_is_long, less_or_for_good, news]
