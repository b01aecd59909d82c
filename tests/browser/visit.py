"""A reader of a portal that is served: what they open, press and are mailed, and the portal's clock."""

import http.client
import json
import os
import re
import subprocess
import urllib.parse
import urllib.request

SET = """
const [action, fields] = %s;
const form = document.querySelector(`form[action="${action}"]`);
for (const [name, value] of Object.entries(fields)) {
  const field = form.elements[name];
  if (field.type === "checkbox") field.checked = value; else field.value = value;
}
"""


class Visit:
    """`look` is called with a name wherever the reader stands before something worth a look."""

    def __init__(self, browser, origin, commands, look):
        self.browser = browser
        self.origin = origin
        self.commands = commands
        self.look = look
        self.left = {}
        self.desk = None

    def at(self, now):
        """Moves the portal's clock; what must happen by then happens."""
        post(f"{self.origin}/_terskel/now", {"now": now, "back": "/robots.txt"})

    def stranger(self):
        """From now on somebody whom the portal does not know."""
        self.browser.forget()

    def member(self, persona="founder"):
        """From now on a member who has not paid."""
        self.browser.forget()
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.origin).netloc, timeout=60)
        form = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/_terskel/persona", urllib.parse.urlencode({"persona": persona}), form)
        for header, line in connection.getresponse().getheaders():
            if header == "set-cookie":
                name, value = line.split(";")[0].split("=", 1)
                self.browser.tell("Network.setCookie", name=name, value=value, url=self.origin)

    def open(self, path):
        self.browser.open(path if path.startswith("http") else self.origin + path)

    def open_mail(self, number):
        """A mail's HTML alone, as in a program for mails: no policy of a page holds."""
        with urllib.request.urlopen(f"{self.origin}/_terskel/mail/{number}/html", timeout=60) as answer:
            mail = answer.read()
        self.browser.open("about:blank")
        self.browser.run(f"document.open(); document.write({json.dumps(mail.decode())}); document.close()")
        return mail

    def open_moved(self, path):
        """The page at an old address, which leads on at once: what is answered, and what is shown, stood still."""
        with urllib.request.urlopen(self.origin + path, timeout=60) as answer:
            page = answer.read()
        still = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", page.decode())
        self.browser.run(f"history.replaceState(null, '', '{path}'); document.documentElement.innerHTML = {json.dumps(still)}")
        return page

    def path(self):
        return urllib.parse.urlsplit(self.browser.run("return location.href")).path

    def has(self, selector):
        return self.browser.run(f"return document.querySelector({json.dumps(selector)}) !== null")

    def send(self, action, **fields):
        """Fills in the form that posts to `action`, and presses its button."""
        self.browser.run(SET % json.dumps([action, fields]))
        self.browser.follow(f'form[action="{action}"] button')

    def subjects(self):
        """The number of the newest mail with each subject."""
        return {mail["subject"]: mail["number"] for mail in reversed(self.mails())}

    def mails(self, address=None):
        """The mails, the newest first; all, or those to an address."""
        asked = urllib.parse.urlencode({"to": address} if address else {})
        with urllib.request.urlopen(f"{self.origin}/_terskel/mail/mails.json?{asked}", timeout=60) as answer:
            return json.load(answer)

    def mailed(self, address, path):
        """The newest link to `path` in a mail to this address."""
        links = [link for mail in self.mails(address) for link in mail["links"] if path in link]
        assert links, f"no mail to {address} leads to {path}"
        return links[0]

    def code(self, address):
        """The six digits in the newest mail to this address."""
        return re.search(r"\b\d{6}\b", self.mails(address)[0]["text"])[0]

    def imported(self, audience, address):
        """Somebody whom the creator has from elsewhere."""
        terskel, content, folder = self.commands
        with open(f"{folder}/list.csv", "w", encoding="utf-8") as file:
            file.write(f"email\n{address}\n")
        self.command("import", "--audience", audience, "--basis", "course", "--content", content, f"{folder}/list.csv")

    def command(self, *words):
        """As the creator gives it, beside what is served."""
        terskel, _, folder = self.commands
        subprocess.run([os.path.abspath(terskel), *words], cwd=folder, check=True, capture_output=True)

    def stays(self, name):
        """Leaves this reader where they are; `again` goes on with them."""
        cookies = self.browser.tell("Network.getAllCookies")["cookies"]
        page = "return [location.href, document.querySelector('main').innerHTML]"
        self.left[name] = cookies, *self.browser.run(page)

    def again(self, name, as_it_was=False):
        """The page opened anew; or as it was, as in a window that was left open."""
        cookies, address, page = self.left[name]
        self.browser.forget()
        self.browser.tell("Network.setCookies", cookies=cookies)
        self.open(address)
        if as_it_was:
            self.browser.run(f"document.querySelector('main').innerHTML = {json.dumps(page)}")

    def provider_fails(self, times):
        """So many of the next calls that begin a payment; somebody has been at the pay desk before."""
        post(f"{self.desk}/desk/calls", {"path": "/v1/checkout/sessions", "fate": "not-done", "times": times})

    def at_desk(self, address, deed):
        """Presses the button for it in somebody's row at the pay desk, as their bank or the creator does."""
        self.browser.open(f"{self.desk}/")
        forms = """return [...document.querySelectorAll(`tr form[action$="%s"]`)]
          .filter((form) => form.closest("tr").innerText.includes("%s")).map((form) => form.getAttribute("action"))"""
        action, *others = self.browser.run(forms % (deed, address))
        assert not others, f"{address} has one {deed}"
        self.browser.follow(f'form[action="{action}"] button')

    # Roads that are walked more than once.

    def waits(self, address):
        """Puts somebody on the waitlist, who confirms it."""
        self.open("/")
        self.send("/api/waitlist/join", email=address, consent=True)
        self.open(self.mailed(address, "/api/waitlist/confirm"))
        self.send("/api/waitlist/confirm")

    def prove(self, address):
        """From now on who has opened the link to their own price."""
        self.stranger()
        self.open("/bli-medlem/")
        self.send("/api/offers/ask", email=address)
        self.open(self.mailed(address, "/api/offers/open"))
        self.send("/api/offers/open")

    def hold(self, offer):
        """Presses the button of an offer, where there are several."""
        self.browser.follow(f'form[action="/api/checkout/hold"]:has([value="{offer}"]) button')

    def order(self, address, **wishes):
        """From now on who has held a seat, and stands at the pay desk."""
        self.prove(address)
        self.send("/api/checkout/hold")
        self.send("/api/checkout/pay", terms=True, **wishes)
        desk = urllib.parse.urlsplit(self.browser.run("return location.href"))
        self.desk = f"{desk.scheme}://{desk.netloc}"

    def pay(self):
        """Presses the pay desk's first button."""
        self.browser.follow("form button")

    def buy(self, address, **wishes):
        """From now on a member who has paid and reads the receipt."""
        self.order(address, **wishes)
        self.pay()

    def sign_in(self, address):
        self.open("/logg-inn/")
        self.send("/api/access/link", email=address)
        self.open(self.mailed(address, "/api/access/open"))
        self.send("/api/access/open")


def post(address, fields):
    with urllib.request.urlopen(address, urllib.parse.urlencode(fields).encode(), timeout=60) as answer:
        answer.read()
