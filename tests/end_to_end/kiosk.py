#!/usr/bin/python3
"""A kiosk in a corridor: nobody gets out of it, the platform can lock it, and IT gets in.

On a real X server with the real terminal in full screen: sixty key combinations, long presses, a keyboard that is plugged in and random events
leave the same process, window and virtual terminal; a lock from the platform lets nobody in and outlives a kill; behind the hidden corner and
the staff's PIN lies the panel, which restarts the program in its place and ends it for good.

kiosk.py --build DIR --folder DIR [--events N]"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from Xlib import X, XK
from Xlib.ext import xtest
from Xlib.protocol import event

from demo import played
from platform_of_our_own import Trouble
from troubles import Troubles
from xorg import Xorg

STAFF_PIN = "20482048"
CORNER = (40, 40)
LOCKED_WITH = "本机送修，请到二楼大厅"
MODIFIERS = {"Ctrl": "Control_L", "Alt": "Alt_L", "Shift": "Shift_L", "Super": "Super_L"}
COMBINATIONS = (
    "Alt+F4 Alt+F1 Alt+F2 Alt+F3 Alt+F7 Alt+F8 Alt+F9 Alt+F10 Alt+Tab Alt+Shift+Tab Alt+Escape Alt+space Alt+Return Alt+Print Alt+Home Alt+Left "
    "Ctrl+Alt+BackSpace Ctrl+Alt+Delete Ctrl+Alt+Escape Ctrl+Alt+t Ctrl+Alt+l Ctrl+Alt+d Ctrl+Alt+KP_Add Ctrl+Alt+KP_Subtract Ctrl+Alt+KP_Multiply Ctrl+Alt+KP_Divide "
    + " ".join(f"Ctrl+Alt+F{i}" for i in range(1, 13)) +
    " Super Super+d Super+l Super+r Super+e Super+a Super+Tab Super+Left Super+Up Super+space "
    "Ctrl+w Ctrl+q Ctrl+c Ctrl+n Ctrl+t Ctrl+o Ctrl+p Ctrl+s Ctrl+r Ctrl+z Ctrl+x Ctrl+v Ctrl+a Ctrl+Escape Ctrl+Shift+Escape Ctrl+Shift+i Ctrl+Shift+w Ctrl+plus Ctrl+minus "
    "F1 F3 F5 F6 F7 F10 F11 F12 Shift+F10 Menu Print Ctrl+Print Scroll_Lock Pause Ctrl+Pause Insert Ctrl+Insert Shift+Insert Num_Lock Caps_Lock Caps_Lock").split()


class Kiosk(Troubles):
    # --- what must stay the same

    def identity(self):
        """Process, windows that can be seen, who has the keyboard, and the virtual terminal."""
        if self.terminal.poll() is not None:
            raise Trouble(f"the terminal has ended with {self.terminal.returncode}")
        with open(f"/proc/{self.terminal.pid}/stat", encoding="utf-8") as stat:
            started = stat.read().rsplit(")", 1)[1].split()[19]
        display = self.screen.display
        windows = []
        for window in self.screen.root.query_tree().children:
            if window.get_attributes().map_state == X.IsViewable:
                place = window.get_geometry()
                windows.append((window.id, place.x, place.y, place.width, place.height))
        return {"process": (self.terminal.pid, started), "windows": windows, "keyboard": getattr(display.get_input_focus().focus, "id", None),
                "virtual terminal": self.virtual_terminal()}

    def virtual_terminal(self):
        """Whether this X server has its own, and which one the machine shows; a machine without a console has none to switch to."""
        has = self.screen.root.get_full_property(self.screen.display.intern_atom("XFree86_has_VT"), X.AnyPropertyType)
        try:
            with open("/sys/class/tty/tty0/active", encoding="utf-8") as active:
                shown = active.read().strip()
        except OSError:
            shown = "no console"
        return (list(has.value) if has else "no word of it", shown)

    def same(self, before, after_what):
        now = self.identity()
        if now != before:
            raise Trouble(f"after {after_what}: {now} and not {before}")

    def answers(self):
        """It still hears a finger: back to the first screen, and on from there."""
        self.screen.settle(0.3)
        self.to_attract()
        self.screen.tap_to("attract.start", "notice")
        self.screen.tap_to("nav.back", "attract")

    def to_attract(self):
        for _ in range(20):
            self.screen.settle()
            name = self.screen.look()["screen"]
            if name == "attract" and not self.screen.find("idle.stay"):
                return
            ways = [way for way in ("idle.leave", "maintenance.touch_done", "done.sign_out", "nav.back", "nav.action") if self.screen.find(way)]
            ways += [w["id"] for w in reversed(self.screen.widgets()) if w["role"] == "button" and w["enabled"]]  # of a dialog, which stands last
            for way in ways:
                try:
                    self.screen.tap(way, seconds=1)
                    break
                except Trouble:
                    pass  # it had gone, or lies under a dialog
        raise Trouble(f"no way back to the first screen from '{self.screen.frame['screen']}'")

    # --- keys

    def code(self, name):
        return self.screen.display.keysym_to_keycode(XK.string_to_keysym(name))

    def strike(self, combination):
        *held, key = combination.split("+")
        codes = [self.code(MODIFIERS[one]) for one in held] + [self.code(MODIFIERS.get(key, key))]
        if 0 in codes:
            raise Trouble(f"this keyboard has no {combination}")
        for code in codes:
            self.server.keyboard.key(code, True)
        for code in reversed(codes):
            self.server.keyboard.key(code, False)

    # --- the tries

    def open_full_screen(self):
        self.kiosk()
        self.screen.wait_for_screen("attract", "locked", seconds=60)
        self.screen.settle()

    def one_window_one_program(self):
        self.step("one program in one window over the whole screen")
        self.open_full_screen()
        before = self.identity()
        if [window[1:] for window in before["windows"]] != [(0, 0, *self.screen.size)]:
            raise Trouble(f"the window does not cover the screen: {before['windows']}")
        second = subprocess.run([self.platform.program("xuezhen-terminal"), "run", "--config", self.terminal_config], env={**os.environ, "DISPLAY": self.display},
                                capture_output=True, text=True, timeout=60)
        if second.returncode == 0 or "another xuezhen-terminal" not in second.stderr:
            raise Trouble(f"a second program on the same store: {second.returncode}, {second.stderr}")
        self.same(before, "a second program")
        return before

    def keys_lead_nowhere(self, before):
        self.step(f"{len(COMBINATIONS)} key combinations on a keyboard that was plugged in")
        if len(set(COMBINATIONS)) < 60:
            raise Trouble("fewer than sixty combinations")
        for combination in COMBINATIONS:
            self.strike(combination)
            time.sleep(0.03)
            self.same(before, combination)
        self.ask_to_close(before["windows"][0][0])
        self.answers()
        self.same(before, "all combinations and a request to close")

    def ask_to_close(self, identity):
        """What a window manager sends for Alt+F4."""
        display = self.screen.display
        window = display.create_resource_object("window", identity)
        data = (32, [display.intern_atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0])
        window.send_event(event.ClientMessage(window=window, client_type=display.intern_atom("WM_PROTOCOLS"), data=data))
        display.sync()
        time.sleep(0.3)

    def fingers_lead_nowhere(self, before):
        self.step("long presses, other buttons, two fingers")
        width, height = self.screen.size
        for x, y in ((3, 3), (width - 3, height - 3), (width // 2, height // 2)):
            self.server.touch.down(x, y)
            time.sleep(2)
            self.server.touch.up(x, y)
            self.same(before, f"a long press at {x}, {y}")
        for finger in (1, 2, 3):
            self.server.touch.down(width // 4 * finger, height // 2, finger)
        for step in range(20):
            for finger in (1, 2, 3):
                self.server.touch.move(width // 4 * finger + step * 5, height // 2 - step * 20, finger)
        for finger in (1, 2, 3):
            self.server.touch.up(width // 4 * finger + 100, height // 2 - 400, finger)
        for button in (2, 3, 4, 5, 6, 7, 8, 9):
            xtest.fake_input(self.screen.display, X.ButtonPress, button)
            xtest.fake_input(self.screen.display, X.ButtonRelease, button)
        self.screen.display.sync()
        time.sleep(0.3)
        self.same(before, "other buttons and fingers")
        self.answers()

    def chance_leads_nowhere(self, before, events):
        """One half before a kiosk at which nobody stands, the other before a student's page with its keyboard up."""
        self.step(f"{events} random events")
        self.random_events(before, events - events // 2)
        self.answers()
        self.a_students_page()
        self.random_events(before, events // 2)
        self.answers()

    def a_students_page(self):
        self.student.log_in()
        self.student.touch("home.feedback")
        self.screen.tap_to("feedback.new", "new_feedback")
        self.student.touch("text.feedback")
        self.screen.wait("the keyboard", lambda f: any(w["id"] == "key.done" for w in f["widgets"]))

    def random_events(self, before, events):
        dice = random.Random(7)
        display, (width, height) = self.screen.display, self.screen.size
        batch, sent, told = 250, 0, time.monotonic()
        while sent < events:
            for _ in range(min(batch, events - sent)):
                kind = dice.random()
                if kind < 0.55:
                    xtest.fake_input(display, X.MotionNotify, x=dice.randrange(width), y=dice.randrange(height))
                elif kind < 0.8:
                    xtest.fake_input(display, dice.choice((X.KeyPress, X.KeyRelease)), dice.randrange(8, 256))
                else:
                    xtest.fake_input(display, dice.choice((X.ButtonPress, X.ButtonRelease)), dice.choice((1, 1, 1, 1, 2, 3, 4, 5)))
            sent += batch
            display.sync()
            self.screen.settle(0.01, 2)
            if self.terminal.poll() is not None:
                raise Trouble(f"the terminal has ended with {self.terminal.returncode} after {sent} random events")
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"  {sent}", file=sys.stderr, flush=True)
        for code in range(8, 256):
            xtest.fake_input(display, X.KeyRelease, code)
        for button in range(1, 10):
            xtest.fake_input(display, X.ButtonRelease, button)
        display.sync()
        self.same(before, f"{events} random events")

    # --- IT

    def into_the_panel(self, pin):
        for _ in range(5):
            self.server.touch.down(*CORNER)
            time.sleep(0.05)
            self.server.touch.up(*CORNER)
            time.sleep(0.15)
        self.screen.wait_for_screen("maintenance_pin")
        self.screen.settle()
        for digit in pin:
            self.screen.tap(f"maintenance.digit.{digit}")
        self.screen.tap("maintenance.next")

    def the_panel(self):
        self.step("the panel behind the hidden corner")
        self.into_the_panel(STAFF_PIN)
        self.screen.wait_for_screen("maintenance")
        self.screen.wait("the machine's facts", lambda f: any(w["id"] == "maintenance.network" for w in f["widgets"]))
        self.picture("maintenance")
        for page in ("network", "sync", "store", "versions", "volume"):
            self.student.touch(f"maintenance.{page}")
            self.screen.wait_for_screen(f"maintenance_{page}")
            self.screen.settle()
            self.picture(f"maintenance-{page}")
            if page == "store":
                self.student.touch("maintenance.check")
                self.screen.wait("the store to be whole", lambda f: any(w["id"] == "maintenance.check_result" for w in f["widgets"]), 60)
                self.picture("maintenance-store-checked")
            self.screen.tap("nav.back")
            self.screen.wait_for_screen("maintenance")
        self.student.touch("maintenance.touch")
        self.screen.wait_for_screen("maintenance_touch")
        width, height = self.screen.size
        self.server.touch.down(10, 10)
        for step in range(1, 40):
            self.server.touch.move(10 + (width - 20) * step / 39, 10 + (height - 20) * step / 39)
            time.sleep(0.01)
        self.server.touch.up(width - 10, height - 10)
        self.screen.settle()
        self.picture("maintenance-touch")
        self.screen.tap("maintenance.touch_done")

    def it_begins_again(self):
        self.step("restart from the panel: the same process, the first screen again")
        pid = self.terminal.pid
        self.student.touch("maintenance.restart")
        self.screen.tap("maintenance.end")
        self.reconnect()
        if self.terminal.poll() is not None or self.terminal.pid != pid:
            raise Trouble("the program did not begin again in its place")

    def it_ends(self):
        self.step("leave from the panel: it ends with 0 and stays down")
        self.into_the_panel(STAFF_PIN)
        self.screen.wait_for_screen("maintenance")
        self.student.touch("maintenance.leave")
        self.screen.tap("maintenance.stay")
        self.screen.settle()
        self.student.touch("maintenance.leave")
        self.screen.tap("maintenance.end")
        if self.terminal.wait(20) != 0:
            raise Trouble(f"the program ended with {self.terminal.returncode}")

    def reconnect(self):
        from screen import Screen
        from student import Student
        time.sleep(0.5)
        self.screen = Screen(self.display, self.widgets)
        self.student = Student(self.screen, self.guest["student_no"], self.guest["code"], "507294", self.picture)
        self.screen.wait_for_screen("attract", "locked", seconds=60)
        self.screen.settle()

    def a_lock_from_the_platform(self):
        self.step("the platform locks the terminal: the student who is there may finish, a kill unlocks nothing, the platform unlocks")
        self.open_full_screen()
        self.log_in()
        self.student.reach_home()
        self.platform.admin("terminal", "lock", "DEMO-01", "--message", LOCKED_WITH)
        self.screen.wait("the word that it closes", lambda f: any(w["id"] == "ending.go_on" for w in f["widgets"]), 60)
        self.picture("locking")
        self.screen.tap("ending.go_on")
        self.screen.wait("the page below", lambda f: not any(w["id"] == "ending.go_on" for w in f["widgets"]))
        self.screen.settle()
        self.screen.tap("nav.action")
        self.screen.wait_for_screen("locked")
        self.picture("locked")
        if not any(LOCKED_WITH in w["label"] + w["value"] for w in self.screen.widgets()):
            raise Trouble(f"the locked screen does not say '{LOCKED_WITH}': {self.screen.widgets()}")
        self.screen.tap_at(*[side / 2 for side in self.screen.size])
        self.screen.settle()
        self.close(signal.SIGKILL)
        self.open_full_screen()
        self.screen.wait_for_screen("locked")
        self.platform.admin("terminal", "unlock", "DEMO-01")
        self.screen.wait_for_screen("attract", seconds=60)

    def guessing_locks_out(self):
        self.step("three wrong staff PINs, and a restart does not shorten the wait")
        for number, pin in enumerate(("111222", "333444", "555666")):
            self.into_the_panel(pin)
            self.screen.wait("a refusal", lambda f: any(w["id"] == "refused" for w in f["widgets"]))
            if number == 2:
                self.picture("maintenance-refused")
            self.screen.tap("nav.back")
            self.screen.wait_for_screen("attract")
            self.screen.settle()
        self.close(signal.SIGKILL)
        self.open_full_screen()
        self.into_the_panel(STAFF_PIN)
        self.screen.wait("a refusal of the right PIN", lambda f: any(w["id"] == "refused" for w in f["widgets"]))

    # --- all of them

    def by_itself(self):
        self.prepare()
        line = self.platform.run(self.platform.program("xuezhen-terminal"), "maintenance-pin", text=STAFF_PIN + "\n")
        with open(self.terminal_config, "a", encoding="utf-8") as file:
            file.write("\n[maintenance]\n" + line)
        with Xorg(os.path.join(self.folder, "xorg"), 1080, 1920) as self.server:
            self.display = self.server.display_name
            before = self.one_window_one_program()
            self.keys_lead_nowhere(before)
            self.fingers_lead_nowhere(before)
            self.chance_leads_nowhere(before, self.options.events)
            self.the_panel()
            self.it_begins_again()
            self.it_ends()
            self.a_lock_from_the_platform()
            self.guessing_locks_out()
            self.close()
        self.stop()
        return {"kiosk": "ok", "combinations": len(COMBINATIONS), "events": self.options.events, "seconds": round(time.monotonic() - self.began, 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--events", type=int, default=20_000, help="how many random ones (default %(default)s)")
    options = parser.parse_args()
    options.fresh, options.size = True, "1080x1920"
    if not shutil.which("Xorg"):
        print("skipped: there is no Xorg here", file=sys.stderr)
        return 77
    kiosk = Kiosk(options)
    return played(kiosk, kiosk.by_itself)


if __name__ == "__main__":
    sys.exit(main())
