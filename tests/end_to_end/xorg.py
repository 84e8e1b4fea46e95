"""A real X server without hardware: a dummy screen, and a touch screen whose fingers are ours (Xorg's inputtest driver, man inputtestdrv)."""

import os
import select
import socket
import struct
import subprocess
import time

from screen import Trouble

CONFIGURATION = """
Section "ServerFlags"
  Option "DontVTSwitch" "true"
  Option "DontZap" "true"
  Option "AutoAddDevices" "false"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
{size}  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "{width}x{height}" {clock} {width} {h1} {h2} {h3} {height} {v1} {v2} {v3}
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch.socket"
  Option "DeviceType" "Touch"
  Option "PointerAbsoluteAxes" "true"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keyboard.socket"
  Option "DeviceType" "Keyboard"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "touch" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
EndSection
"""

CLIENT_VERSION, WAIT_FOR_SYNC, KEY, TOUCH = 0, 1, 5, 6
SYNC_FINISHED = 1
BEGIN, UPDATE, END = 18, 19, 20  # of the X input extension
VALUATORS = 64


class Device:
    """One inputtest device: what is sent has been taken by the server when a call returns."""

    def __init__(self, path):
        self.path = path
        self.stream = None
        self.plug_in()

    def plug_in(self):
        end = time.monotonic() + 10
        while True:
            self.stream = socket.socket(socket.AF_UNIX)
            try:
                self.stream.connect(self.path)
                break
            except OSError:
                self.stream.close()
                if time.monotonic() > end:
                    raise Trouble(f"no input device at {os.path.basename(self.path)}")
                time.sleep(0.05)
        self.stream.settimeout(10)
        self.send(CLIENT_VERSION, struct.pack("<HH", 1, 1))
        self.receive()

    def send(self, kind, body):
        self.stream.sendall(struct.pack("<Ii", 8 + len(body), kind) + body)

    def receive(self):
        head = self.exactly(8)
        length, kind = struct.unpack("<Ii", head)
        self.exactly(length - 8)
        return kind

    def exactly(self, count):
        read = b""
        while len(read) < count:
            more = self.stream.recv(count - len(read))
            if not more:
                raise Trouble("the X server has closed its input device")
            read += more
        return read

    def sync(self):
        self.send(WAIT_FOR_SYNC, b"")
        if self.receive() != SYNC_FINISHED:
            raise Trouble("the X server's input device answers something else than that it is done")


class Touch(Device):
    """A touch screen as large as the screen; places are in its pixels."""

    RANGE = 65535.0  # of its axes

    def __init__(self, path, size):
        self.size = size
        super().__init__(path)

    def unplug(self, display_name):
        """The device goes away, with whatever finger lies on it; plug_back_in brings it again."""
        self.stream.close()
        subprocess.run(["xinput", "disable", "touch"], env=dict(os.environ, DISPLAY=display_name), check=True)

    def plug_back_in(self, display_name):
        subprocess.run(["xinput", "enable", "touch"], env=dict(os.environ, DISPLAY=display_name), check=True)
        self.plug_in()

    def finger(self, kind, identity, x, y):
        mask = bytearray(8)
        mask[0] = 0b11
        places = [0.0] * VALUATORS
        places[0], places[1] = x * self.RANGE / (self.size[0] - 1), y * self.RANGE / (self.size[1] - 1)
        self.send(TOUCH, struct.pack("<II", identity, kind) + struct.pack("<I8s4x", 0, bytes(mask)) + struct.pack(f"<{VALUATORS}d", *places)
                  + struct.pack(f"<{VALUATORS}d", *([0.0] * VALUATORS)))
        self.sync()

    def down(self, x, y, identity=1):
        self.finger(BEGIN, identity, x, y)

    def move(self, x, y, identity=1):
        self.finger(UPDATE, identity, x, y)

    def up(self, x, y, identity=1):
        self.finger(END, identity, x, y)


class Keyboard(Device):
    def key(self, code, down):
        self.send(KEY, struct.pack("<iI", code, 1 if down else 0))
        self.sync()

    def press(self, code):
        self.key(code, True)
        self.key(code, False)


class Xorg:
    def __init__(self, folder, width, height, millimetres=None):
        """`millimetres`: how wide and high the screen is; left out: 96 dots an inch."""
        self.folder, self.size = folder, (width, height)
        self.millimetres = millimetres
        self.server = None

    def __enter__(self):
        width, height = self.size
        os.makedirs(self.folder, exist_ok=True)
        configuration = os.path.join(self.folder, "xorg.conf")
        total_width, total_height = width + 392, height + 72
        with open(configuration, "w", encoding="utf-8") as out:
            out.write(CONFIGURATION.format(size="  DisplaySize {} {}\n".format(*self.millimetres) if self.millimetres else "", width=width, height=height, h1=width + 88, h2=width + 200, h3=total_width, v1=height + 3, v2=height + 13, v3=total_height,
                                           clock=f"{total_width * total_height * 60 / 1e6:.2f}", folder=os.path.abspath(self.folder)))
        ours, theirs = os.pipe()
        log = os.path.join(self.folder, "xorg.log")
        with open(os.path.join(self.folder, "xorg.out"), "wb") as out:
            self.server = subprocess.Popen(["Xorg", "-displayfd", str(theirs), "-config", configuration, "-logfile", log, "-noreset", "-nolisten", "tcp", "-keeptty"],
                                           pass_fds=[theirs], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        os.close(theirs)
        number = ""
        while not number.endswith("\n") and select.select([ours], [], [], 30)[0]:
            more = os.read(ours, 16).decode()
            if not more:
                break
            number += more
        os.close(ours)
        number = number.strip()
        if not number:
            self.__exit__()
            raise Trouble(f"Xorg does not start; its log is {log}")
        self.display_name = f":{number}"
        self.touch = Touch(os.path.join(self.folder, "touch.socket"), self.size)
        self.keyboard = Keyboard(os.path.join(self.folder, "keyboard.socket"))
        return self

    def __exit__(self, *_):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
