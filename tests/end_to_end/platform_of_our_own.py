"""A platform of one's own: made, filled with the sample college, started, asked."""

import http.cookiejar
import json
import os
import socket
import ssl
import subprocess
import time
import urllib.request

from screen import Trouble


def free_port(wanted):
    """The wanted port of the loopback, or another one when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
            except OSError:
                continue
    raise Trouble("no free port on the loopback")


class Platform:
    def __init__(self, build, folder, say=lambda text: None):
        self.build = build
        self.folder = folder
        self.data = os.path.join(folder, "data")
        self.config = os.path.join(folder, "server.toml")
        self.offline = os.path.join(folder, "offline")
        self.sample = os.path.join(folder, "sample")
        self.log = os.path.join(folder, "server.log")
        self.say = say
        self.server = None

    # --- programs

    def program(self, name):
        for place in ("server-sync/app", "server-sync/admin", "terminal/app", "terminal/app/cli", "tests/support/sample/program",
                      "tests/fault/load"):
            path = os.path.join(self.build, place, name)
            if os.path.isfile(path):
                return path
        raise Trouble(f"{name} has not been built in {self.build}")

    def run(self, *command, text=None):
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise Trouble(f"{os.path.basename(command[0])} {' '.join(command[1:6])}: {done.stderr.strip()[-800:] or done.stdout.strip()[-800:]}")
        return done.stdout

    def admin(self, *arguments, text=None):
        """The answer of an xuezhen-admin command, from its JSON."""
        out = self.run(self.program("xuezhen-admin"), "--config", self.config, *arguments, "--json", text=text)
        return json.loads(out) if out.strip() else None

    # --- making one

    def make(self):
        os.makedirs(self.sample, exist_ok=True)
        self.sync_port, self.web_port = free_port(8443), free_port(8080)
        return self.admin("init", "--data", self.data, "--offline", self.offline, "--name", "localhost", "--name", "127.0.0.1",
                          "--sync-port", str(self.sync_port), "--web-port", str(self.web_port), "--web-tls", "platform", "--user", "quality")

    def fill(self):
        """The sample's students, staff and status data, and the forms; {student number: activation code}."""
        sample = self.program("xuezhen-sample")
        self.run(sample, "files", self.sample)
        students = self.admin("import", "students", os.path.join(self.sample, "students.csv"))
        self.admin("import", "staff", os.path.join(self.sample, "staff.csv"))
        self.admin("bundle", "publish", os.path.join(self.sample, "bundle"))
        self.admin("import", "status", os.path.join(self.sample, "status.csv"))
        return {entry["student_no"]: entry["code"] for entry in students["codes"]}

    def guest(self):
        return json.loads(self.run(self.program("xuezhen-sample"), "guest"))

    def hand_in_past(self, keep_out):
        """Three years of plans, checks, diagnoses and feedback, over the network as any terminal hands them in."""
        code = self.enrol_code("SAMPLE-01", "样例终端")
        out = self.run(self.program("xuezhen-sample"), "records", "--url", self.sync_url, "--code", code,
                       "--receipt-key", os.path.join(self.data, "keys", "receipt.key"), "--keep-out", keep_out)
        handed = json.loads(out)["handed_in"]
        end = time.monotonic() + 300
        while (counted := self.metric("xuezhen_records_counted_total")) < handed:
            if time.monotonic() > end:
                raise Trouble(f"only {counted} of {handed} records were counted within five minutes")
            time.sleep(0.2)
        return handed

    def enrol_code(self, name, place):
        return self.admin("terminal", "add", name, "--place", place)["code"]

    # --- serving

    def start(self):
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen([self.program("xuezhen-server"), "serve", "--config", self.config], stdout=log, stderr=log)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.server.poll() is not None:
                raise Trouble(f"the server ended at once: {self.tail()}")
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise Trouble(f"the server is not healthy after 30 s: {self.tail()}")

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            if self.server.wait(30) != 0:
                raise Trouble(f"the server did not end well: {self.tail()}")

    def tail(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()[-800:]

    # --- asking

    @property
    def sync_url(self):
        return f"https://127.0.0.1:{self.sync_port}"

    @property
    def web_url(self):
        return f"https://127.0.0.1:{self.web_port}"

    def opener(self):
        """HTTPS under the platform's own authority, nothing else."""
        context = ssl.create_default_context(cafile=os.path.join(self.data, "keys", "ca.cert.pem"))
        return urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
                                           urllib.request.ProxyHandler({}))

    def get(self, path, opener=None):
        with (opener or self.opener()).open(self.web_url + path, timeout=10) as answer:
            return answer.status, answer.read().decode()

    def metric(self, name):
        for line in self.get("/metrics")[1].splitlines():
            if line.startswith(name + " ") or line.startswith(name + "{"):
                return int(float(line.rsplit(" ", 1)[1]))
        raise Trouble(f"no metric {name}")

    def live_counts(self, user, password, class_code):
        """The class's live counts as its counselor is answered them."""
        opener = self.opener()
        body = json.dumps({"user": user, "password": password}).encode()
        opener.open(urllib.request.Request(self.web_url + "/api/v1/login", body, {"Content-Type": "application/json"}), timeout=10).read()
        return json.loads(self.get(f"/api/v1/classes/{class_code}/board", opener)[1])["live"]
