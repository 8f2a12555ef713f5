#!/usr/bin/env python
"""Django's command line, told in time which queue a worker serves."""

import os
import sys


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if arguments[1:2] == ["worker"] and len(arguments) > 2:
        os.environ["Q_CLUSTER_NAME"] = arguments[2]  # django-q2 reads it once, at import
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
