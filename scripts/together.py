#!/usr/bin/env python3
"""Run the processes of the Procfile side by side until Ctrl-C, and print a text once the site answers.

scripts/together.py HEALTH_ADDRESS TEXT. Ends when one of them ends, and leaves none behind.
"""

import contextlib
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import honcho.manager
from honcho.environ import parse_procfile
from honcho.printer import Printer


class Gently:
    """Ask each process to stop and let it see to its children: asking those too is what Celery takes for a crash."""

    def terminate(self, pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    def kill(self, pid):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


class Listening:
    """Standard output, for as long as somebody reads it. A closed terminal is no reason to leave processes behind."""

    def write(self, text):
        with contextlib.suppress(OSError):
            sys.stdout.write(text)

    def flush(self):
        with contextlib.suppress(OSError):
            sys.stdout.flush()

    def isatty(self):
        return sys.stdout.isatty()


def say_when_it_answers(address, text):
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            here.open(address, timeout=5)
        except urllib.error.HTTPError:
            break  # "not quite well yet" is an answer too: the worker reports within its first minute
        except OSError:
            time.sleep(0.2)
        else:
            break
    print(text, file=Listening(), flush=True)


address, text = sys.argv[1:]
honcho.manager.KILL_WAIT = 15  # seconds; an idle worker alone takes six to end its children
manager = honcho.manager.Manager(Printer(Listening()))
manager._procmgr = Gently()
for name, command in parse_procfile(Path("Procfile").read_text()).processes.items():
    manager.add_process(name, command)

# Closing the terminal window stops everything as Ctrl-C does.
signal.signal(signal.SIGHUP, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))
threading.Thread(target=say_when_it_answers, args=(address, text), daemon=True).start()
try:
    manager.loop()
finally:
    manager.kill()
sys.exit(0 if manager.returncode in (130, 143) else manager.returncode)
