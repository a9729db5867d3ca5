"""`python -m sandtable` and the command `sandtable`: expected failures are said in plain words, without a traceback."""

from __future__ import annotations

import sys

__all__ = ["main"]

BAD_INPUT = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line: exit code 0 when done, 2 for unusable input, 1 for other failures, 130 on Ctrl-C."""
    from sandtable.cli import app
    from sandtable.errors import InvalidInput, SandtableError

    try:
        app()
    except InvalidInput as wrong:
        for problem in wrong.problems:
            print(problem, file=sys.stderr)
        sys.exit(BAD_INPUT)
    except SandtableError as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
