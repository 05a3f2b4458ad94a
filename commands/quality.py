"""`skillgauge quality`: what stands behind the figures of a release, and what they were in earlier ones."""

# ruff: noqa: ARG001 - typer makes the options of the parameters; they are read from the context, by name
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.market.figure_kind import FILTERS, OptionRules
from analysis.options import asked_of, check_sources
from commands.shared import slice_options as options
from commands.shared.figure_options import said_parameters
from commands.shared.new_app import examples, new_app
from commands.shared.slice_options import open_corpus
from data.files.document_part import write_part
from data.own_files import check_not_shipped

app = new_app()
RULES = OptionRules(uses=FILTERS)
PART = "quality"  # what the marks of a document name


@app.command(
    epilog=examples(
        "skillgauge quality --role ml_engineer",
        "skillgauge quality --format markdown",
    )
)
def quality(  # noqa: PLR0913, PLR0917 (one parameter for each option)
    context: typer.Context,
    role: options.Role = None,
    cloud: options.Cloud = None,
    seniority: options.Seniority = None,
    workplace: options.Workplace = None,
    country: options.Country = None,
    source: options.Source = None,
    employer: options.Employer = None,
    without: options.Without = None,
    group: options.Group = None,
    since: options.Since = None,
    until: options.Until = None,
    level: options.Level = "asked",
    denominator: options.Denominator = "vacancies",
    record: Annotated[
        bool, typer.Option("--record", help="Add the headline figures to those of earlier releases.")
    ] = False,
    into: Annotated[Path | None, typer.Option(help="Write the report into this document.")] = None,
    output: Annotated[
        Literal["text", "markdown", "json"], typer.Option("--format", help="How to print.")
    ] = "text",
    store: options.Store = None,
) -> None:
    """Report on the facts: population, sources, duplicates, reading error, wording, changes since releases.

    The population and the sources left out are those of the selection, all else is of the whole store.
    """
    from commands.releases.quality_page import as_markdown, as_rows, as_text  # noqa: PLC0415 - keeps --help fast
    from commands.releases.quality_parts import quality_parts  # noqa: PLC0415

    path, corpus = open_corpus(store)
    today = datetime.now(UTC).date()
    if record:
        from commands.releases.vintage_record import vintage_of  # noqa: PLC0415
        from data.releases.vintages import VINTAGES, load_vintages, with_vintage, write_vintages  # noqa: PLC0415

        check_not_shipped(VINTAGES)
        write_vintages(with_vintage(load_vintages(), vintage_of(corpus, today)))
        typer.echo(f"recorded: the headline figures of the facts {corpus.snapshot}", err=True)
        return
    part, _ = asked_of(corpus, RULES, said_parameters(context))
    check_sources(corpus, part)
    parts = list(quality_parts(path, corpus, part, today))
    if into is not None:
        write_part(into, PART, as_markdown(parts))
    elif output == "json":
        typer.echo(json.dumps(as_rows(parts), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_markdown(parts) if output == "markdown" else as_text(parts))
