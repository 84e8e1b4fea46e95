"""A person before the kiosk: sees the widget list of the real window and touches it with pointer events."""

import json
import os
import socket
import time

from PIL import ImageGrab
from Xlib import X, display
from Xlib.ext import xtest


DOUBLE_TAP = 0.7  # seconds, more than the kiosk's own where a page has turned
NEAR = 80         # pixels, too


class Trouble(Exception):
    """What the person expected to see and did not."""


class Screen:
    def __init__(self, display_name, socket_path, seconds=60):
        self.display_name = display_name
        self.display = display.Display(display_name)
        self.root = self.display.screen().root
        self.size = (self.display.screen().width_in_pixels, self.display.screen().height_in_pixels)
        self.stream = self._connect(socket_path, seconds)
        self.rest = b""
        self.frame = None
        self.last_tap = ("", (0, 0), 0.0)  # what, where, when

    @staticmethod
    def _connect(path, seconds):
        end = time.monotonic() + seconds
        while True:
            stream = socket.socket(socket.AF_UNIX)
            try:
                stream.connect(path)
                stream.setblocking(False)
                return stream
            except OSError:
                stream.close()
                if time.monotonic() > end:
                    raise Trouble(f"no widget list at {os.path.basename(path)} within {seconds} s: did the window open?")
                time.sleep(0.05)

    # --- seeing

    def look(self):
        """The newest frame that was drawn; reads all that waits. Trouble when the terminal has ended and its last frame was looked at before."""
        ended = False
        while not ended:
            try:
                more = self.stream.recv(1 << 20)
            except BlockingIOError:
                break
            except ConnectionResetError:
                more = b""
            ended = not more
            self.rest += more
        lines = self.rest.split(b"\n")
        self.rest = lines.pop()
        if lines:
            self.frame = json.loads(lines[-1])
        elif ended:
            raise Trouble("the terminal has closed its widget list: it ended")
        return self.frame

    def wait(self, what, condition, seconds=30):
        """Until condition(frame) gives something true, which is returned."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            frame = self.look()
            found = frame and condition(frame)
            if found:
                return found
            time.sleep(0.01)
        seen = "nothing yet" if not self.frame else f"screen '{self.frame['screen']}' with " + ", ".join(w["id"] for w in self.frame["widgets"])[:600]
        raise Trouble(f"waited {seconds} s for {what}; there is {seen}")

    def wait_for_screen(self, *names, seconds=30):
        return self.wait(f"the screen {' or '.join(names)}", lambda f: f["screen"] in names and f["screen"], seconds)

    def settle(self, quiet=0.12, seconds=5):
        """Until nothing new has been drawn for a moment."""
        end = time.monotonic() + seconds
        last, since = None, time.monotonic()
        while time.monotonic() < end:
            frame = self.look()
            number = frame and frame["frame"]
            if number != last:
                last, since = number, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return frame
            time.sleep(0.01)
        return self.frame

    def widgets(self):
        return self.look()["widgets"]

    def find(self, identity):
        return next((w for w in self.widgets() if w["id"] == identity), None)

    def save(self, path):
        self.settle()
        ImageGrab.grab(xdisplay=self.display_name).save(path)

    # --- touching

    def press(self, x, y):
        xtest.fake_input(self.display, X.MotionNotify, x=int(x), y=int(y))
        xtest.fake_input(self.display, X.ButtonPress, 1)
        self.display.sync()

    def release(self):
        xtest.fake_input(self.display, X.ButtonRelease, 1)
        self.display.sync()

    def tap_at(self, x, y):
        self.press(x, y)
        time.sleep(0.03)
        self.release()

    def wait_out_double_tap(self, identity, x, y):
        """The kiosk takes what is touched at once on the same spot for a double tap's other half: nobody means what has just come there."""
        last, at, when = self.last_tap
        if (last != identity or identity.startswith("nav.")) and abs(at[0] - x) < NEAR and abs(at[1] - y) < NEAR:
            time.sleep(max(0.0, when + DOUBLE_TAP - time.monotonic()))

    def drag(self, x, from_y, to_y, steps=12):
        self.press(x, from_y)
        for i in range(1, steps + 1):
            xtest.fake_input(self.display, X.MotionNotify, x=int(x), y=int(from_y + (to_y - from_y) * i / steps))
            self.display.sync()
            time.sleep(0.012)
        time.sleep(0.12)  # a finger that rests before it lifts throws nothing
        self.release()
        return self.settle()

    def tap(self, identity, seconds=15):
        """Touches the middle of what can be seen of an enabled widget."""
        def touchable(frame):
            return next((w for w in frame["widgets"] if w["id"] == identity and w["enabled"] and w["visible"][2] > 4 and w["visible"][3] > 4), None)

        found = self.wait(f"'{identity}' to be there to touch", touchable, seconds)
        x, y, w, h = found["visible"]
        self.wait_out_double_tap(identity, x + w / 2, y + h / 2)
        before = self.look()["frame"]
        self.tap_at(x + w / 2, y + h / 2)
        self.last_tap = (identity, (x + w / 2, y + h / 2), time.monotonic())
        self.wait(f"a frame after the touch of '{identity}'", lambda f: f["frame"] > before, 5)
        return found

    def tap_to(self, identity, name, tap=None):
        """Touches it until that screen comes: what has just appeared under the finger takes no touch yet."""
        for _ in range(6):
            self.settle(0.05)
            try:
                if self.look()["screen"] != name:
                    (tap or self.tap)(identity)
                return self.wait_for_screen(name, seconds=3)
            except Trouble:
                continue
        return self.wait_for_screen(name)
