"""The commands of ``./sanglap bench``. Light to load: what measures is imported when it is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="What this machine can do, each figure beside its physical floor.", invoke_without_command=True)


@app.callback()
def everything(context: typer.Context) -> None:
    """Measure everything that needs no nation; then, if ``load-nation`` was run before, the pages on it."""
    if context.invoked_subcommand:
        return
    from sanglap.running.bench import measuring

    measuring.measure_everything()


@app.command("load-nation")
def load_nation(
    citizens: Annotated[int, typer.Option(help="How many citizens.")] = 20_000_000,
    posts: Annotated[int, typer.Option(help="How many posts.")] = 5_000_000,
    cases: Annotated[int, typer.Option(help="How many cases.")] = 1_500_000,
    tenth: Annotated[bool, typer.Option("--tenth", help="The same country at a tenth of the data.")] = False,  # noqa: FBT002
) -> None:
    """Fill a database with a whole country."""
    from sanglap.running.bench import measuring, nation

    measuring.load_nation(nation.Scale(citizens, posts, cases), tenth=tenth)


@app.command("pages")
def pages() -> None:
    """Measure the pages on the loaded nation, whole and tenth."""
    from sanglap.running.bench import measuring

    measuring.measure_pages()


@app.command("ledger")
def ledger() -> None:
    """Measure what the log costs ingestion, how quickly proofs are made, and a million lines verified."""
    from sanglap.running.bench import ledger as bench_ledger

    bench_ledger.measure_ledger()


@app.command("reading")
def reading() -> None:
    """Measure how many posts a second one core reads, how soon it starts and how much memory it takes."""
    from sanglap.running.bench import measuring

    measuring.measure_reading()


@app.command("closing")
def closing() -> None:
    """Measure how many made-up closures are found among honest ones, and how many honest ones are flagged."""
    from sanglap.running.bench import closing as bench_closing

    bench_closing.measure_closing()


@app.command("clocks")
def clocks() -> None:
    """Measure two schedulers among a million open cases, one of them late and in nobody's hands."""
    from sanglap.running.bench import measuring

    measuring.measure_clocks()
