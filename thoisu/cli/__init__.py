"""The command line: argument parsing and printing only."""

import errno
import os
import sys

import typer

from thoisu import __version__
from thoisu.cli import comparing, explaining, reading, running, searching, streams, watching
from thoisu.cli.printing import print_note
from thoisu.errors import StoreFull, ThoisuError

app = typer.Typer(
    name="thoisu", no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Thời Sự: who said what and who did what in Vietnamese news, each line with the words it rests on.",
)
for command in (
    running.ingest, watching.watch,
    reading.stories, reading.story, reading.quotes, reading.events, reading.channels, reading.timeline, reading.discrepancies, reading.relations,
    searching.search, searching.show, searching.entity, comparing.copies, explaining.explain, searching.status,
    running.export, running.serve, running.mcp,
    streams.extract, streams.annotate, streams.summarize,
):
    app.command()(command)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"thoisu {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version.")) -> None:
    del version


def main() -> None:
    """Run a command; an error of ours is one line on standard error and its exit code."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except ThoisuError as error:
        print_note(f"thoisu: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # the reader of a pipe went away: not an error
        _drop_output()
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        _drop_output()
        print_note(f"thoisu: the output cannot be written ({error.strerror})")
        sys.exit(StoreFull.exit_code)


def _drop_output() -> None:
    """Let what is still to be written go nowhere: Python would try again, and complain, at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
