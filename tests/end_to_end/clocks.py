#!/usr/bin/python3
"""A kiosk whose clock lies: dead since 1970, ten years ahead, set back while it runs.

The real terminal under libfaketime, with a platform that knows the time and without one. It still connects, its windows stay open, what is
written is kept and handed in, once, under a time that its student could have had.

clocks.py --build DIR --folder DIR"""

import argparse
import contextlib
import glob
import json
import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo import TERMINAL_TOML, played
from platform_of_our_own import Trouble
from troubles import Troubles

DEAD, AHEAD = "1970-01-01 00:03:00", "+10y"
SKIPPED = 77
DAY = 86400


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    return found[0] if found else None


@contextlib.contextmanager
def lying(clock):
    """What is started meanwhile believes the file `clock`."""
    lie = {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}
    before = {name: os.environ.get(name) for name in lie}
    os.environ.update(lie)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class Clocks(Troubles):
    def set_clock(self, offset):
        """libfaketime's words: an absolute time that then stands still is '1970-…', one that goes on has an @ before it; +10y is relative."""
        with open(self.clock, "w", encoding="utf-8") as file:
            file.write(f"@{offset}\n" if offset[0].isdigit() else f"{offset}\n")

    def under_a_clock(self, offset):
        """The terminal's window, opened under that clock; the display server and the platform keep theirs."""
        self.set_clock(offset)
        with lying(self.clock):
            return self.kiosk()

    def enrol_under_a_dead_clock(self):
        self.step("a kiosk whose clock is dead can be enrolled")
        config = os.path.join(self.folder, "dead.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(TERMINAL_TOML.format(url=self.platform.sync_url, store=os.path.join(self.folder, "dead")))
        code = self.platform.enrol_code("DEAD-01", "钟坏了的一台")
        self.set_clock(DEAD)
        with lying(self.clock):
            self.platform.run(self.platform.program("xuezhen-terminal"), "enrol", "--config", config, "-", text=code + "\n")
            floor = json.loads(self.platform.run(self.platform.program("xuezhen-terminal"), "status", "--config", config, "--json"))["time_floor"]
        self.expect(floor.startswith(time.strftime("%Y-%m-", time.gmtime(time.time() - DAY))[:4]), f"after the enrolment the kiosk knows of no time but {floor}")

    def is_under_that_clock(self, year):
        """The library is in the terminal, and shows that year to whoever asks under the same words."""
        with open(f"/proc/{self.terminal.pid}/maps", encoding="utf-8") as maps:
            self.expect("libfaketime" in maps.read(), "the terminal runs without libfaketime")
        with lying(self.clock):
            shown = subprocess.run(["date", "-u", "+%Y"], capture_output=True, text=True, check=True).stdout.strip()
        self.expect(shown == str(year), f"under that clock it is {shown} and not {year}")

    def offline_visit(self, number):
        """A whole diagnosis without a platform; at its end the power goes, and the platform comes."""
        screen = self.screen
        self.log_in()
        if screen.wait_for_screen("offline_confirm", "home", "opening", seconds=60) == "offline_confirm":
            self.confirm_offline()
        self.student.reach_home()
        self.picture(f"home-{number}")
        self.student.touch("home.diagnosis")
        self.student.filled = set()
        self.student.fill_pages(only_levels=True)
        screen.tap("review.submit")
        screen.wait_for_screen("done", seconds=60)
        self.close(signal.SIGKILL)

    def arrives(self, how_many):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            checked = self.platform.admin("verify")
            if checked["envelopes"] == how_many and not checked["pending"]:
                break
            time.sleep(0.3)
        self.expect(checked["ok"] and checked["envelopes"] == how_many and not checked["quarantined"], f"of {how_many} submissions the platform holds: {checked}")
        return self.counted()

    def online(self, offset, year):
        self.step(f"with the platform there, a clock at {offset} changes nothing")
        self.under_a_clock(offset)
        self.student.log_in() if not self.known else self.log_in()
        self.known = True
        self.student.reach_home()
        self.is_under_that_clock(year)
        self.picture(f"online-{year}")
        self.leave()
        self.close()

    def offline(self, offset, year, submissions):
        self.step(f"without the platform, under a clock at {offset}, the windows stay open and a visit is whole")
        self.platform.stop()
        self.under_a_clock(offset)
        self.offline_visit(year)
        self.platform.start()
        self.under_a_clock(offset)
        self.arrives(submissions)
        self.is_under_that_clock(year)
        self.close()

    def set_back_while_it_runs(self):
        self.step("a clock that is set back a day under a student ends no stay and loses nothing")
        screen = self.under_a_clock("+0d")
        self.log_in()
        self.student.reach_home()
        self.student.touch("home.diagnosis")
        name = screen.wait_for_screen("self_level", "dimension")
        for offset in ("-1d", "+400d", "-30y"):
            self.set_clock(offset)
            time.sleep(1)
            frame = screen.settle()
            self.expect(frame["screen"] == name and not screen.find("idle.stay"), f"after the clock was set to {offset} there is '{frame['screen']}'")
        if name == "self_level":
            screen.tap("self_level.SZ.2")
            screen.wait("the mark that it is saved", lambda f: any(w["id"] == "nav.status" and "已保存" in w["label"] for w in f["widgets"]), 20)
        self.student.go_home()
        self.leave()
        self.close()

    def play(self):
        self.known = False
        self.prepare()
        self.clock = os.path.join(self.folder, "clock")
        self.display = self.start_display()
        self.enrol_under_a_dead_clock()
        self.online(DEAD, 1970)
        self.online(AHEAD, time.gmtime().tm_year + 10)
        self.offline(DEAD, 1970, 1)
        self.offline(AHEAD, time.gmtime().tm_year + 10, 2)
        self.set_back_while_it_runs()
        self.step("stop")
        self.stop()
        return {"clocks": "ok"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--build", "--folder"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    if not library():
        print("skipped: there is no libfaketime (Debian: faketime)", file=sys.stderr)
        return SKIPPED
    options.fresh, options.headless, options.size = True, True, "1080x1920"
    clocks = Clocks(options)
    return played(clocks, clocks.play)


if __name__ == "__main__":
    sys.exit(main())
