"""A display of one's own whose picture is watched: when what changed after which touch, as a bystander before the screen would time it."""

import os
import select
import subprocess
import time

from Xlib import X, display
from Xlib.ext import damage, xtest

import bench
from screen import Trouble


class WatchedDisplay:
    def __init__(self, width=1080, height=1920, log=os.devnull):
        self.size = (width, height)
        read, write = os.pipe()
        with open(log, "ab") as out:
            self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                                           pass_fds=[write], stdout=out, stderr=out)
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise Trouble("Xvfb does not start")
        self.name = f":{number}"
        self.connection = display.Display(self.name)
        self.connection.damage_query_version()
        self.root = self.connection.screen().root
        self.root.damage_create(damage.DamageReportRawRectangles)
        self.changed_event = self.connection.query_extension("DAMAGE").first_event
        self.connection.sync()
        self.rest(0.3)  # the server paints its own ground first

    def close(self):
        self.connection.close()
        self.server.terminate()
        self.server.wait(10)

    # --- watching

    def next_change(self, seconds):
        """When something on the screen changed next, and how many pixels; None after `seconds`."""
        end = time.monotonic() + seconds
        while True:
            while self.connection.pending_events():
                event = self.connection.next_event()
                if event.type == self.changed_event:
                    return time.monotonic(), event.area.width * event.area.height
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.connection.fileno()], [], [], left)[0]:
                return None

    def rest(self, quiet, seconds=10):
        """Until nothing has changed for `quiet` seconds; the last change, when there was one."""
        end, last = time.monotonic() + seconds, None
        while (change := self.next_change(quiet)) is not None:
            last = change[0]
            if last > end:
                raise Trouble(f"the screen did not come to rest within {seconds} s")
        return last

    def picture_change_after(self, moment, seconds=10):
        """Milliseconds from `moment` to the first change."""
        change = self.next_change(seconds)
        if change is None:
            raise Trouble(f"nothing changed on the screen within {seconds} s")
        return (change[0] - moment) * 1000

    def frame_after(self, moment, gap=0.004, seconds=10):
        """Milliseconds from `moment` to the last change of the frame that begins next: changes nearer than `gap` are of one frame."""
        change = self.next_change(seconds)
        if change is None:
            raise Trouble(f"nothing changed on the screen within {seconds} s")
        last = change[0]
        while (change := self.next_change(gap)) is not None:
            last = change[0]
        return (last - moment) * 1000

    # --- touching; each returns the moment

    def _send(self, kind, detail=0, **place):
        moment = time.monotonic()
        xtest.fake_input(self.connection, kind, detail, **place)
        self.connection.flush()
        return moment

    def move(self, x, y):
        return self._send(X.MotionNotify, x=int(x), y=int(y))

    def press(self):
        return self._send(X.ButtonPress, 1)

    def release(self):
        return self._send(X.ButtonRelease, 1)

    # --- programs on it

    def environment(self, **more):
        return {**os.environ, "DISPLAY": self.name, **more}

    def cpu(self):
        return bench.cpu_nanoseconds(self.server.pid)

    def empty_window(self, build):
        """(process, milliseconds from exec to its first frame): the floor."""
        began = time.monotonic()
        process = subprocess.Popen([os.path.join(build, "tests/bench/bench_empty_window"), *map(str, self.size)], env=self.environment(),
                                   stdout=subprocess.DEVNULL)
        return process, self.picture_change_after(began)

    def full_frames_of_empty_window(self, build, count):
        """Milliseconds of each from a touch to the whole window shown anew, and CPU milliseconds each of the client and of X."""
        process, _ = self.empty_window(build)
        self.rest(0.2)
        self.move(self.size[0] / 2, self.size[1] / 2)
        times, client, server = [], bench.cpu_nanoseconds(process.pid), self.cpu()
        for _ in range(count):
            times.append(self.frame_after(self.press()))
            self.release()
            self.rest(0.01)
        client, server = bench.cpu_nanoseconds(process.pid) - client, self.cpu() - server
        end(process)
        return times, client / 1e6 / count, server / 1e6 / count


def end(process):
    process.terminate()
    process.wait(20)
