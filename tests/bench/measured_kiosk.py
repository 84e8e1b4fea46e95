"""A kiosk to measure: a platform with the invented college, a terminal of it on a watched display, a student who signs in by PIN.

What a first call of config/run-bench prepares in the build folder the next benchmarks of that day find there."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time

from Xlib import X, XK
from Xlib.ext import xtest

import bench
from demo import Demo
from platform_of_our_own import Platform, Trouble
from screen import Screen
from student import Student
from watched_display import WatchedDisplay, end

PIN = "507294"
# As a kiosk is set up by default: the platform's policy says how often to beat.
TERMINAL_TOML = """[platform]
url = "{url}"
{more}
[store]
directory = "{store}"
key_file = "{store}.key"
"""


class Kiosk(Demo):
    """`folder`: kept from one benchmark to the next; `past`: with three years behind the college; `platform`: which kind; `more`: lines of the
    terminal's settings about its platform."""

    def __init__(self, build, folder="kiosk", past=True, fresh=False, platform=Platform, more=""):
        options = bench.options(build, folder)
        options.fresh = fresh
        super().__init__(options)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is then ended, too
        self.platform = platform(os.path.abspath(build), os.path.join(self.folder, "platform"))
        self.past = past
        self.build = build
        self.prepare()
        with open(self.terminal_config, "w", encoding="utf-8") as file:
            file.write(TERMINAL_TOML.format(url=self.platform.sync_url, store=os.path.join(self.folder, "terminal"), more=more))
        self.watched = WatchedDisplay(log=os.path.join(self.folder, "display.log"))

    def remember(self):
        """False, too, when the last call's platform does not start any more, perhaps because another has its ports: a new one is made."""
        try:
            return super().remember()
        except Trouble:
            return False

    def open(self, **environment):
        """The terminal's program, and the person before it."""
        widgets = os.path.join(tempfile.mkdtemp(prefix="xuezhen-"), "widgets")
        with open(os.path.join(self.folder, "terminal.log"), "ab") as log:
            self.terminal = subprocess.Popen([self.platform.program("xuezhen-terminal"), "run", "--config", self.terminal_config, "--widgets", widgets],
                                             env=self.watched.environment(**environment), stdout=log, stderr=log)
        self.processes.append(self.terminal)
        self.screen = Screen(self.watched.name, widgets)
        return self.screen

    def close_terminal(self):
        end(self.terminal)
        self.processes.remove(self.terminal)

    def sign_in(self):
        """Signs the demonstration's student in and stands before the home screen."""
        self.screen.wait_for_screen("attract", seconds=60)
        self.screen.settle(0.2)  # a touch within a screen's first frame belongs to nobody
        student = Student(self.screen, self.guest["student_no"], self.guest["code"], PIN, lambda name: None)
        if "pin" not in self.guest:
            student.log_in()
            with open(self.memory, encoding="utf-8") as file:
                memory = json.load(file)
            self.guest["pin"] = memory["pin"] = PIN
            with open(self.memory, "w", encoding="utf-8") as file:
                json.dump(memory, file)
        else:
            self.screen.tap("attract.start")
            student.agree_to_notice()
            self.screen.wait_for_screen("login")
            for text in (self.guest["student_no"], PIN):
                for digit in text:
                    self.screen.tap(f"login.digit.{digit}")
                self.screen.tap("login.next")
                self.screen.settle(0.05)
            student.reach_home()
        self.screen.settle(0.5)
        return student

    # --- as fast as the kiosk lets a person be

    def see(self, what, condition, seconds=30):
        """The first frame of which condition(frame) is true, as soon as the kiosk tells of it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            frame = self.screen.look()
            if frame and condition(frame):
                return frame
            select.select([self.screen.stream], [], [], 0.5)
        raise Trouble(f"waited {seconds} s for {what}")

    def strike(self, key):
        """A key of the hardware keyboard, and the frame that answers it."""
        before = self.screen.look()["frame"]
        display = self.screen.display
        code = display.keysym_to_keycode(XK.string_to_keysym(key))
        xtest.fake_input(display, X.KeyPress, code)
        xtest.fake_input(display, X.KeyRelease, code)
        display.sync()
        return self.see(f"a frame after the key {key}", lambda f: f["frame"] > before, 5)

    def touch_to(self, identity, *screens):
        """Touches it until one of these screens comes, which is returned: what has just appeared under the finger takes no touch yet."""
        for _ in range(6):
            self.screen.settle(0.05)
            place = self.screen.find(identity)
            if place:
                x, y, w, h = place["visible"]
                self.screen.tap_at(x + w / 2, y + h / 2)
            try:
                return self.see(f"the screen after {identity}", lambda f: f["screen"] in screens, 3)["screen"]
            except Trouble:
                continue
        raise Trouble(f"touched {identity} six times and never saw {' or '.join(screens)}")

    def come_and_go(self):
        """A student who has been here before signs in by the hardware keyboard, stands before the home screen, and leaves."""
        if self.touch_to("attract.start", "notice", "login") == "notice":
            self.touch_to("notice.agree", "login")
        for digits in (self.guest["student_no"], self.guest["pin"]):
            self.see("an empty entry", lambda f: entered(f) in ("", "0"))
            self.screen.settle(0.05)  # what comes within a page's first moment belongs to nobody
            for count, digit in enumerate(digits, 1):
                self.strike(digit)
                self.see(f"{count} digits", lambda f: entered(f) in (digits[:count], str(count)))  # of a PIN only how many
            self.strike("Return")
        self.see("the home screen", lambda f: f["screen"] == "home")
        self.touch_to("nav.action", "attract")

    def open_diagnosis(self, student):
        """The first dimension of the diagnosis, its questions in sight."""
        student.touch("home.diagnosis")
        if self.screen.wait_for_screen("self_level", "dimension", "review") == "self_level":
            student.fill_to_the_end("self_level")
            self.screen.tap("nav.next")
        self.screen.wait_for_screen("dimension")
        self.screen.settle(0.3)

    def cpu(self):
        return bench.cpu_nanoseconds(self.terminal.pid)

    def stop(self):
        super().stop()
        self.watched.close()


def entered(frame):
    return next((w["value"] for w in frame["widgets"] if w["id"] == "login.entry"), None)


def quantile(values, share):
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)
