#!/usr/bin/env python
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from environs import EnvError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EnvError) as problem:
        # Whoever starts PACT needs the sentence that says which variable is missing, not the way to it.
        sys.exit(f"PACT cannot start: {problem}")


if __name__ == "__main__":
    main()
