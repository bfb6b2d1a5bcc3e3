"""The commands of ``./sanglap``. Each is one call; what they do lies in the modules beside this one.

They import what they need when they are called, so that asking for help does not wait for the database's driver.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sanglap.running.bench import commands as bench_commands
from sanglap.running.places import REPOSITORY

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Public offices answer citizens where citizens already talk.",
)
app.add_typer(bench_commands.app, name="bench")

Data = Annotated[Path, typer.Option("--data", envvar="SANGLAP_DATA", help="The folder for everything that is not code.")]
DEFAULT_DATA = REPOSITORY / ".sanglap"
Pack = Annotated[Path, typer.Option("--pack", envvar="SANGLAP_COUNTRY_PACK", help="The folder of the country pack.")]
DEFAULT_PACK = REPOSITORY / "countrypacks" / "BD"


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65534, help="Where the pages are served.")] = 8000,
    data: Annotated[Path, typer.Option("--data", help="The folder for everything of the demo.")] = DEFAULT_DATA / "demo",
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last demo and begin anew.")] = False,  # noqa: FBT002 – typer's way
    days: Annotated[int, typer.Option(min=0, max=365, help="How many days of history to make.")] = 21,
) -> None:
    """Show a living Sanglap: Bangladesh, a pretend network, officers to sign in as."""
    from sanglap.running import demo as living_demo

    raise typer.Exit(living_demo.run_demo(port=port, data=data, fresh=fresh, days=days))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(
    context: typer.Context,
    only: Annotated[
        str, typer.Option(help="Only one step: contracts, style, format, types, migrations, words, unit or stories.")
    ] = "",
) -> None:
    """Run every check and every test; further words go to pytest."""
    from sanglap.running import testing

    raise typer.Exit(testing.run_tests(only=only, further=context.args))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65534, help="Where the pages are served.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many processes; about one a core.")] = 2,
    live_port: Annotated[int, typer.Option(min=1, max=65535, help="Where live streams are served.")] = 8001,
    data: Data = DEFAULT_DATA,
) -> None:
    """Serve pages, webhooks and live streams. Needs SANGLAP_DATABASE_URL."""
    from sanglap.running import operating

    raise typer.Exit(operating.run_serve(data=data, host=host, port=port, workers=workers, live_port=live_port))


@app.command()
def work(
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many processes.")] = 1,
    data: Data = DEFAULT_DATA,
) -> None:
    """Run the workers that read posts, send replies and watch clocks. Needs SANGLAP_DATABASE_URL."""
    from sanglap.running import operating

    raise typer.Exit(operating.run_work(data=data, workers=workers))


@app.command()
def setup(data: Data = DEFAULT_DATA) -> None:
    """Create or update the database and load the country."""
    from sanglap.running import operating

    raise typer.Exit(operating.run_setup(data=data))


@app.command()
def check(data: Data = DEFAULT_DATA) -> None:
    """Say whether settings and database are as they should be."""
    from sanglap.running import operating

    raise typer.Exit(operating.run_check(data=data))


@app.command()
def backup(file: Path, data: Data = DEFAULT_DATA) -> None:
    """Save the database and the pictures into one FILE."""
    from sanglap.running import saving

    raise typer.Exit(saving.run_backup(data=data, file=file))


@app.command()
def restore(
    file: Path,
    data: Data = DEFAULT_DATA,
    replace: Annotated[bool, typer.Option("--replace", help="Put the backup in the place of what is there.")] = False,  # noqa: FBT002
) -> None:
    """Bring a backup FILE back."""
    from sanglap.running import saving

    raise typer.Exit(saving.run_restore(data=data, file=file, replace=replace))


@app.command()
def officer(
    username: str,
    office: Annotated[str, typer.Option(help="The office's code: uno-BD30260072.")],
    role: Annotated[str, typer.Option(help="head, grievance_officer, appeal_officer, service_officer, page_admin or deputy.")],
    name_en: Annotated[str, typer.Option(help="The name in English letters.")] = "",
    name_bn: Annotated[str, typer.Option(help="The name in Bangla.")] = "",
    data: Data = DEFAULT_DATA,
) -> None:
    """Let somebody sign in and post them to an office; the password is asked."""
    from sanglap.running import operating

    words = ["officer", username, "--office", office, "--role", role, "--name-en", name_en, "--name-bn", name_bn]
    raise typer.Exit(operating.run_managing(data=data, words=words))


@app.command()
def recount(data: Data = DEFAULT_DATA) -> None:
    """Count every case again and put right what differs; ends with 1 when anything did. For every night."""
    from sanglap.running import operating

    raise typer.Exit(operating.run_managing(data=data, words=["recount", "--quiet"]))


@app.command()
def verify(
    receipt: Path,
    key: Annotated[str, typer.Option(envvar="SANGLAP_LEDGER_PUBLIC_KEY", help="The log's public key: name+id+key.")] = "",
) -> None:
    """Check a citizen's RECEIPT (a file, or -) against the log's public key; no server and no database is asked."""
    from sanglap.running import verifying

    raise typer.Exit(verifying.verify_file(receipt, key))


@app.command()
def audit(
    key: Annotated[str, typer.Option(help="The public key you trust; else this installation's own.")] = "",
    heads: Annotated[Path | None, typer.Option(help="Signed heads that you kept: heads.json, or one as text.")] = None,
    data: Data = DEFAULT_DATA,
) -> None:
    """Make the whole log again from the history and compare it with what was signed; ends with 1 when anything differs."""
    from sanglap.running import operating

    words = ["audit_ledger", "--key", key, *(["--heads", str(heads.resolve())] if heads else [])]
    raise typer.Exit(operating.run_managing(data=data, words=words))


@app.command("connect-app")
def connect_app(
    key: str,
    app_id: Annotated[str, typer.Option(help="The app's number on Facebook.")],
    only_keep: Annotated[bool, typer.Option("--only-keep", help="Do not tell Facebook.")] = False,  # noqa: FBT002 – typer's way
    data: Data = DEFAULT_DATA,
) -> None:
    """Keep a Facebook app's secrets and tell Facebook our webhook; the secret is asked."""
    from sanglap.running import operating

    words = ["connect_app", key, "--app-id", app_id, *(["--only-keep"] if only_keep else [])]
    raise typer.Exit(operating.run_managing(data=data, words=words))


@app.command("connect-page")
def connect_page(
    key: str,
    office: Annotated[str, typer.Option(help="The office's code: uno-BD30260072.")],
    page_id: Annotated[str, typer.Option(help="The page's number on Facebook.")],
    data: Data = DEFAULT_DATA,
) -> None:
    """Connect an office's Facebook page; the access token is asked."""
    from sanglap.running import operating

    words = ["connect_page", key, "--office", office, "--page-id", page_id]
    raise typer.Exit(operating.run_managing(data=data, words=words))


@app.command()
def read(
    file: Path,
    pack: Pack = DEFAULT_PACK,
    duplicates: Annotated[  # noqa: FBT002 – typer's way
        bool, typer.Option("--duplicates", help="Add the group of posts that tell of the same incident.")
    ] = False,
) -> None:
    """Say what each post of FILE says: one JSON object a line in (- for standard input), one a line out."""
    from sanglap.running.reading import streaming

    raise typer.Exit(streaming.read_file(file, pack, duplicates=duplicates))


@app.command()
def conduct(file: Path, pack: Pack = DEFAULT_PACK) -> None:
    """Check each draft of FILE against the rules of conduct: one JSON object with a text a line in, one verdict a line out."""
    from sanglap.running.reading import streaming

    raise typer.Exit(streaming.check_file(file, pack))


@app.command()
def train(
    pack: Pack = DEFAULT_PACK,
    learners: Annotated[int, typer.Option(min=1, max=50, help="How many learners the model is the mean of.")] = 5,
    posts: Annotated[Path | None, typer.Option(help="Another folder of written posts.")] = None,
) -> None:
    """Learn the country pack's reading model anew from its written posts. The same posts make the same model."""
    from sanglap.running.reading import teaching

    raise typer.Exit(teaching.run_train(pack=pack, learners=learners, posts=posts))


@app.command()
def evaluate(
    pack: Pack = DEFAULT_PACK,
    posts: Annotated[Path | None, typer.Option(help="Another folder of held-out posts.")] = None,
) -> None:
    """Measure reading on held-out posts and write docs/reference/reading.md."""
    from sanglap.running.reading import evaluating

    raise typer.Exit(evaluating.run_evaluate(pack=pack, folder=posts))


def main() -> None:
    """Run the command line."""
    app(prog_name="./sanglap")
