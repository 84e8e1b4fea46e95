#!/usr/bin/python3
"""Makes a platform with the sample college and runs pages.test.mjs against it in a real Chromium.  pages.py BUILD FOLDER"""

import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "end_to_end"))
from platform_of_our_own import Platform

build, folder = map(os.path.abspath, sys.argv[1:3])
shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
platform = Platform(build, os.path.join(folder, "platform"))
try:
    platform.make()
    platform.fill()
    guest = platform.guest()
    # fdy01 answers for 气象系, whose first class has handed in too little to be shown
    password = platform.admin("user", "reset", "fdy01")["password"]
    platform.start()
    platform.hand_in_past(guest["student_no"])
    environment = {**os.environ, "XUEZHEN_URL": platform.web_url, "XUEZHEN_USER": "fdy01", "XUEZHEN_PASSWORD": password, "XUEZHEN_OTHER_CLASS": guest["class"],
                   "XUEZHEN_PICTURES": folder}
    sys.exit(subprocess.run(["node", "--test", "--test-reporter=spec", os.path.join(HERE, "pages.test.mjs")], env=environment).returncode)
finally:
    platform.stop()
