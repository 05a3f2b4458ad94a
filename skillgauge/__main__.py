"""The command `skillgauge`, also as `python -m skillgauge`.

Files of the folder in which it is called are never imported, whatever they are called: the command's own
entry leaves that folder out of the path; `python -m` puts it first, and it is taken out here. The processes
that the command starts inherit this through PYTHONSAFEPATH.
"""

import os
import sys


def main() -> None:
    """Run the command that the arguments name; ends with its exit code."""
    os.environ["PYTHONSAFEPATH"] = "1"
    from cli import main as run  # noqa: PLC0415 - imports nothing before the path is right

    run()


def leave_working_directory() -> None:
    """Take the folder that `python -m` put first off the path, unless this package is found in it."""
    # pathlib would already be searched for in the folder that is to be left
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if not sys.flags.safe_path and os.path.realpath(sys.path[0]) != os.path.realpath(home):
        del sys.path[0]


if __name__ == "__main__":
    leave_working_directory()
    main()
