#!/usr/bin/env python3
"""Starts each binary a number of times against a stub of the payment provider on this machine.

    tests/provider-weight/starts.py STARTS BINARY...

Prints a line for each: milliseconds from its start to the first call's answer (median, of as many starts in turn),
its peak memory in kB (median), and the connections that its four calls took. The stub speaks plain HTTP: no TLS
handshake is in the time, but each client gets ready for one, and may read the machine's certificates for that.
Its answers are canned: what either client insists on, and what is read. It refuses a call that is not the one
expected, so that the binaries are known to do the same.
"""
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

PRICE = {
    "id": "price_1", "object": "price", "active": True, "billing_scheme": "per_unit", "created": 1790000000,
    "currency": "nok", "livemode": False, "metadata": {}, "product": "prod_1", "type": "recurring",
    "recurring": {"interval": "month", "interval_count": 1, "usage_type": "licensed"}, "unit_amount": 19900,
}
PLAN = {
    "id": "price_1", "object": "plan", "active": True, "amount": 19900, "billing_scheme": "per_unit",
    "created": 1790000000, "currency": "nok", "interval": "month", "interval_count": 1, "livemode": False,
    "product": "prod_1", "usage_type": "licensed",
}
ITEM = {
    "id": "si_1", "object": "subscription_item", "created": 1790000000, "current_period_start": 1790000000,
    "current_period_end": 1792592000, "discounts": [], "metadata": {}, "plan": PLAN, "price": PRICE, "quantity": 1,
    "subscription": "sub_1", "tax_rates": [],
}
SUBSCRIPTION = {
    "id": "sub_1", "object": "subscription", "automatic_tax": {"enabled": False}, "billing_cycle_anchor": 1790000000,
    "billing_mode": {"type": "flexible"}, "billing_schedules": [], "cancel_at": None, "cancel_at_period_end": False,
    "collection_method": "charge_automatically", "created": 1790000000, "currency": "nok", "customer": "cus_1",
    "discounts": [], "invoice_settings": {"issuer": {"type": "self"}}, "livemode": False,
    "items": {"object": "list", "data": [ITEM], "has_more": False, "url": "/v1/subscription_items"},
    "metadata": {"hold": "h_1"}, "start_date": 1790000000, "status": "active",
}
CUSTOMER = {
    "id": "cus_1", "object": "customer", "created": 1790000000, "email": "kari@example.com", "livemode": False,
    "metadata": {"member": "m_1"},
}
OPEN = {
    "id": "cs_1", "object": "checkout.session", "automatic_tax": {"enabled": False}, "created": 1790000000,
    "client_reference_id": "m_1", "custom_fields": [], "custom_text": {}, "customer": "cus_1",
    "expires_at": 1790002400, "livemode": False, "metadata": {"hold": "h_1"}, "mode": "subscription",
    "payment_method_types": ["card"], "payment_status": "unpaid", "shipping_options": [], "status": "open",
    "subscription": None, "url": "https://example.com/pay/cs_1",
}
PAID = OPEN | {"payment_status": "paid", "status": "complete", "subscription": SUBSCRIPTION, "url": None}

# Each call in its turn: method and path, the idempotency key, the form or query, the answer.
CALLS = [
    ("POST /v1/customers", "h_1-customer", {"email": "kari@example.com", "metadata[member]": "m_1"}, CUSTOMER),
    ("POST /v1/checkout/sessions", "h_1-session", {
        "mode": "subscription", "customer": "cus_1", "client_reference_id": "m_1", "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "nok", "line_items[0][price_data][unit_amount]": "19900",
        "line_items[0][price_data][tax_behavior]": "inclusive",
        "line_items[0][price_data][recurring][interval]": "month",
        "line_items[0][price_data][product_data][name]": "Founder", "metadata[hold]": "h_1",
        "subscription_data[metadata][hold]": "h_1", "expires_at": "1790002400",
        "success_url": "https://example.com/thanks", "cancel_url": "https://example.com/back",
    }, OPEN),
    ("GET /v1/checkout/sessions/cs_1", None, {"expand[0]": "subscription"}, PAID),
    ("GET /v1/subscriptions/sub_1", None, {}, SUBSCRIPTION),
]
LINES = ["cus_1", "cs_1 https://example.com/pay/cs_1", "paid sub_1", "active 1792592000"]


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    connections = 0

    def setup(self):
        Stub.connections += 1
        super().setup()

    def answer(self):
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        fields = {name.replace("[]", "[0]"): value for name, value in parse_qsl(url.query or body)}
        asked = (f"{self.command} {url.path}", self.headers.get("Idempotency-Key"), fields)
        found = [answer for *call, answer in CALLS if tuple(call) == asked]
        status, told = (200, found[0]) if found else (400, {"error": {"type": "invalid_request_error"}})
        if not found:
            print("not expected:", *asked, file=sys.stderr)
        told = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def start(binary, url):
    Stub.connections = 0
    began = time.perf_counter()
    with subprocess.Popen([binary, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline().strip()]
        milliseconds = 1000 * (time.perf_counter() - began)
        lines += [process.stdout.readline().strip() for _ in LINES[1:]]
        if lines != LINES:
            sys.exit(f"{binary} answered {lines}")
        with open(f"/proc/{process.pid}/status") as status:
            peak = int(re.search(r"VmHWM:\s+(\d+)", status.read())[1])
    return milliseconds, peak, Stub.connections


def main():
    starts, binaries = int(sys.argv[1]), sys.argv[2:]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    for binary in binaries:
        start(binary, url)
    rounds = [[start(binary, url) for binary in binaries] for _ in range(starts)]
    for results in zip(*rounds):
        milliseconds, peak, connections = map(statistics.median, zip(*results))
        print(f"{milliseconds:.1f} {peak:.0f} {connections:.0f}")


if __name__ == "__main__":
    main()
