"""The commands of ``./sanglap``. Each is one call; what they do lies in the modules beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sanglap.running import demo as living_demo
from sanglap.running import operating, saving, testing
from sanglap.running.bench import commands as bench_commands
from sanglap.running.places import REPOSITORY

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Public offices answer citizens where citizens already talk.")
app.add_typer(bench_commands.app, name="bench")

Data = Annotated[Path, typer.Option("--data", help="The folder for everything that is not code.")]
DEFAULT_DATA = REPOSITORY / ".sanglap"


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the pages are served.")] = 8000,
    data: Data = DEFAULT_DATA / "demo",
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last demo and begin anew.")] = False,  # noqa: FBT002 – typer's way
    days: Annotated[int, typer.Option(help="How many days of history to make.")] = 21,
) -> None:
    """Show a living Sanglap: Bangladesh, a pretend network, officers to sign in as."""
    raise typer.Exit(living_demo.run_demo(port=port, data=data, fresh=fresh, days=days))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(
    context: typer.Context,
    only: Annotated[str, typer.Option(help="Only one step: contracts, style, types, migrations, unit, stories.")] = "",
) -> None:
    """Run every check and every test; further words go to pytest."""
    raise typer.Exit(testing.run_tests(only=only, further=context.args))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Where the pages are served.")] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes; about one a core.")] = 2,
    live_port: Annotated[int, typer.Option(help="Where live streams are served.")] = 8001,
    data: Data = DEFAULT_DATA,
) -> None:
    """Serve pages, webhooks and live streams. Needs SANGLAP_DATABASE_URL."""
    raise typer.Exit(operating.run_serve(data=data, host=host, port=port, workers=workers, live_port=live_port))


@app.command()
def work(
    workers: Annotated[int, typer.Option(help="How many processes.")] = 1,
    data: Data = DEFAULT_DATA,
) -> None:
    """Run the workers that read posts, send replies and watch clocks. Needs SANGLAP_DATABASE_URL."""
    raise typer.Exit(operating.run_work(data=data, workers=workers))


@app.command()
def setup(data: Data = DEFAULT_DATA) -> None:
    """Create or update the database and load the country."""
    raise typer.Exit(operating.run_setup(data=data))


@app.command()
def backup(file: Path, data: Data = DEFAULT_DATA) -> None:
    """Save the database and the pictures into one FILE."""
    raise typer.Exit(saving.run_backup(data=data, file=file))


@app.command()
def restore(
    file: Path,
    data: Data = DEFAULT_DATA,
    replace: Annotated[bool, typer.Option("--replace", help="Put the backup in the place of what is there.")] = False,  # noqa: FBT002
) -> None:
    """Bring a backup FILE back."""
    raise typer.Exit(saving.run_restore(data=data, file=file, replace=replace))


def main() -> None:
    """Run the command line."""
    app(prog_name="./sanglap")
