"""The commands for who writes a scenario: new, explain, schema, place, migrate and lock, on the same command line."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["register"]


class Form(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


AsJson = Annotated[bool, typer.Option("--json", help="print JSON for a machine")]


def register(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    for command in (new, explain, schema, place, migrate, lock):
        app.command()(command)


def _json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def _refuse(message: str, hint: str = "") -> Exception:
    from sandtable.errors import InvalidInput, Problem

    return InvalidInput([Problem(message, hint=hint)])


def new(folder: Annotated[Path, typer.Argument(metavar="NAME", help="the folder to make")]) -> None:
    """Lay down a small commented scenario that runs, in a folder of its own; nothing is ever overwritten."""
    from sandtable.scenario.starting import starter_files
    from sandtable.views.files import new_folder

    files = starter_files(folder.name)
    new_folder(folder, files)
    typer.echo(f"{folder}: {', '.join(files)}.")
    typer.echo(f"Try `sandtable check {folder}`, then `sandtable run {folder}`.")


def explain(
    name: Annotated[str | None, typer.Argument(help="a shipped scenario, a folder or a file")] = None,
    schema: Annotated[
        str | None, typer.Option("--schema", metavar="FIELD", help="what a field means, such as routes.km")
    ] = None,
    variant: Annotated[str | None, typer.Option(help="a named change of the scenario")] = None,
    texts: Annotated[Path | None, typer.Option(help="a folder that holds the texts of the sources")] = None,
    form: Annotated[Form, typer.Option("--format", help="how to say it")] = Form.TEXT,
    out: Annotated[Path | None, typer.Option(help="write it to this file")] = None,
    as_json: AsJson = False,
) -> None:
    """Say a scenario back in sentences, each with what it rests on; or what a field means (`--schema routes.km`)."""
    if (name is None) == (schema is None):
        raise _refuse("say what to explain: a scenario, or --schema FIELD.")
    if schema is not None:
        _explain_field(schema, as_json)
    elif name is not None:
        text = _explanation(name, variant, texts, Form.JSON if as_json else form)
        if out is None:
            typer.echo(text.encode(), nl=False)
        else:
            from sandtable.views.files import write_text

            write_text(out, text)
            typer.echo(f"{out}: written.")


def _explain_field(path: str, as_json: bool) -> None:
    import dataclasses

    from sandtable.scenario.meaning import meaning_of
    from sandtable.views.fields import meaning_lines

    meaning = meaning_of(path)
    if as_json:
        _json(dataclasses.asdict(meaning))
    else:
        typer.echo("\n".join(meaning_lines(meaning)))


def _explanation(name: str, variant: str | None, texts: Path | None, form: Form) -> str:
    """A scenario said back in one of the forms, its cites held against the texts and the lock at hand."""
    from sandtable.scenario.cites import STATE_WORDS
    from sandtable.scenario.read import read
    from sandtable.scenario.sourced import hold_against_sources
    from sandtable.views.explain.render import FORMS
    from sandtable.views.explain.told import explain as say_back

    reading = read(name, variant, texts=texts)
    file = reading.folder / Path(reading.marks.file).name
    sourced = hold_against_sources(reading.scenario, reading.marks, file, texts)
    states = {path: STATE_WORDS[state] for path, state in sourced.verified.states.items()}
    return FORMS[form.value](say_back(reading.scenario, states))


def schema() -> None:
    """Print the JSON Schema of scenarios, for editors."""
    from sandtable.scenario.json_schema import schema_text

    typer.echo(schema_text(), nl=False)


def place(
    name: Annotated[str, typer.Argument(help="a town, in any spelling or in Arabic letters")],
    other: Annotated[str | None, typer.Argument(help="a second town, for the distance")] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", "-c", help="look there alone: IQ, iraq; may be repeated")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look a town up in the gazetteer: where it lies, its other names, how far from another."""
    from sandtable.views.towns import distance_lines, distances, town_as_json, town_lines

    codes = _countries(country or [])
    names = [name] if other is None else [name, other]
    found = [_towns(one, codes) for one in names]
    pairs = distances(*found) if len(found) == 2 else []
    if as_json:
        asked = zip(names, found, strict=True)
        rows = [{"asked": one, "towns": [town_as_json(town) for town in towns]} for one, towns in asked]
        km = [{"from": one.geoname, "to": two.geoname, "km": round(far, 1)} for one, two, far in pairs]
        _json({"places": rows, "distances": km, "source": "GeoNames, CC BY 4.0"})
        return
    for towns in found:
        for town in towns:
            typer.echo("\n".join(town_lines(town)) + "\n")
    for line in distance_lines(pairs):
        typer.echo(line)
    typer.echo("Source: GeoNames, CC BY 4.0.")


def _countries(words: list[str]) -> tuple[str, ...]:
    """Codes of the countries that the words mean; InvalidInput names the first that is none."""
    from sandtable.errors import did_you_mean
    from sandtable.sources.gazetteer import codes_of, countries

    for word in words:
        if not codes_of([word]):
            known = [one.name for one in countries().values()]
            hint = did_you_mean(word, known) or "Write a code such as IQ, or a name such as iraq."
            raise _refuse(f"the gazetteer has no country {word[:60]!r}.", hint)
    return codes_of(words)


def _towns(name: str, codes: tuple[str, ...]) -> tuple[Any, ...]:
    """The towns of a name; InvalidInput with near misses when there is none."""
    from sandtable.sources.gazetteer import find, similar

    towns = find(name, codes)
    if not towns:
        near = [f"{town.name} ({town.country})" for town in similar(name, codes, 4)]
        hint = f"Did you mean {' or '.join(near)}?" if near else "It holds no villages, bases or crossings."
        raise _refuse(f"the gazetteer has no place called {name[:60]!r}.", hint)
    return towns


def migrate(
    file: Annotated[Path, typer.Argument(help="a scenario.yaml of an older format, or its folder")],
    write: Annotated[bool, typer.Option("--write", help="change the file itself; the old one stays as .bak")] = False,
) -> None:
    """Bring an older scenario file to today's format, comments and all; prints it unless --write is given."""
    from sandtable.scenario.migrate import CURRENT, migrate_text
    from sandtable.views.files import read_text, replace_keeping

    path = file / "scenario.yaml" if file.is_dir() else file
    text = read_text(path)
    done = migrate_text(text, path.as_posix())
    if not write:
        typer.echo(done.text.encode(), nl=False)
    elif done.text != text:
        kept = replace_keeping(path, done.text)
        typer.echo(f"{path}: format {done.before} to {CURRENT}; the old file is {kept.name}.", err=True)
    if done.text == text:
        typer.echo(f"{path} has format {CURRENT} already.", err=True)
    for change in done.changes:
        typer.echo(f"  {change}", err=True)


def lock(
    name: Annotated[str, typer.Argument(help="a shipped scenario, a folder or a file")],
    texts: Annotated[Path | None, typer.Option(help="the folder that holds the texts of its sources")] = None,
) -> None:
    """Write down where every cite stands in its source, so that it stays verified where the text is absent."""
    from sandtable.scenario.lock import lock_path
    from sandtable.scenario.locking import lock_scenario
    from sandtable.scenario.read import read

    reading = read(name, texts=texts, locked=False)
    done = lock_scenario(reading.stated, reading.documents, reading.cites, lock_path(reading.file))
    kept = f", {done.kept} kept from the old lock" if done.kept else ""
    typer.echo(f"{done.path.name}: {done.found} cites found in their texts{kept}.")
    if done.left_out:
        more = f" and {len(done.left_out) - 3} more" if len(done.left_out) > 3 else ""
        typer.echo(f"Not locked, no text holds them: {', '.join(done.left_out[:3])}{more}.", err=True)
