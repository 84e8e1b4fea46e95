"""A counselor's desk without its page: a session of the web API."""

import json
import os
import time
import urllib.error
import urllib.request
import uuid

from screen import Trouble

CHINA = 8 * 3600  # seconds ahead of UTC


def new_id():
    """A UUIDv7."""
    octets = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10))
    octets[6] = octets[6] & 0x0F | 0x70
    octets[8] = octets[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(octets)))


class Counselor:
    """Signed in: a cookie, and the token against forged requests."""

    def __init__(self, platform, user, password):
        self.platform = platform
        self.user = user
        self.opener = platform.opener()
        self.csrf = None
        self.csrf = self.call("/api/v1/login", {"user": user, "password": password})["csrf"]

    def call(self, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.csrf:
            headers["X-CSRF"] = self.csrf
        data = None if body is None else json.dumps(body).encode()
        try:
            with self.opener.open(urllib.request.Request(self.platform.web_url + path, data, headers), timeout=10) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            raise Trouble(f"{path}: {error.code} {error.read().decode()[:300]}") from error
        return json.loads(text) if text.strip() else None

    def listed(self, class_code, kind, year, state):
        """Those of the class whose plan or diagnosis is in that state."""
        return self.call(f"/api/v1/classes/{class_code}/{kind}?year={year}&state={state}")["students"]

    def decide(self, student, kind, year, decision, **words):
        """Looks at the newest record, as one must before judging it, and decides."""
        record = self.call(f"/api/v1/students/{student}/{kind}/{year}/look", {})["record"]
        self.call(f"/api/v1/students/{student}/{kind}/{year}/decision", {"decision": decision, "record": record, **words})

    def threads(self, state):
        return self.call(f"/api/v1/feedback?state={state}")["threads"]

    def answer(self, student, thread, text):
        """Takes the thread on, reads it and answers."""
        self.call(f"/api/v1/students/{student}/feedback/{thread}/assign", {"to": self.user})
        self.call(f"/api/v1/students/{student}/feedback/{thread}/look", {})
        self.call(f"/api/v1/students/{student}/feedback/{thread}/answer", {"text": text, "office": "辅导员"})

    def tell(self, unit, what, why, threads):
        """A teaching note (教学改进告知) to a class, from today on; `threads`: the feedback it answers."""
        self.call("/api/v1/notes", {"id": new_id(), "what": what, "why": why, "from_when": time.strftime("%Y-%m-%d", time.gmtime(time.time() + CHINA)), "unit": unit,
                                    "office": "辅导员", "threads": threads})
