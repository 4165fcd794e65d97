"""Times two things in turns and prints the one in units of the other."""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")
os.environ.setdefault("SECRET_KEY", "only-for-measuring")


def seconds(task):
    """The processor's time, which other people's work on the machine hardly changes."""
    began = time.process_time()
    task()
    return time.process_time() - began


def compare(name, task, yardstick_name, yardstick, *, rounds=9):
    """Print the median of both, measured in turns so that a busy machine slows both, and their ratio."""
    task(), yardstick()
    pairs = [(seconds(task), seconds(yardstick)) for _ in range(rounds)]
    taken, measure = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name}: {taken * 1000:.1f} ms; {yardstick_name}: {measure * 1000:.1f} ms; ratio {taken / measure:.1f}")
