#!/usr/bin/env python3
"""Ask the web server of this machine whether it is well, for a container's health check: exit code 0 when it is.

A worker that is away does not make the web server unwell: taking the site down as well would help nobody.
"""

import json
import os
import sys
import urllib.error
import urllib.request

try:
    urllib.request.urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz", timeout=8)
except urllib.error.HTTPError as unwell:
    try:
        down = json.load(unwell)["down"]
    except (ValueError, KeyError):
        sys.exit(f"/healthz answered {unwell.code}")
    if set(down) - {"worker"}:
        sys.exit(f"down: {', '.join(down)}")
except OSError as problem:
    sys.exit(str(problem))
