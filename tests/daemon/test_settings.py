"""Every setting is declared once and whole, and the sample file is made of the declarations."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from daemon.configuration import load
from daemon.declaration import About, about_of
from daemon.forms import READERS, Wrong, read_value
from daemon.sample import literal, sample, settings_of
from daemon.settings import SECTIONS, Section, Settings
from parsers.places import places
from tests.daemon.configured import write_config


def declared() -> list[tuple[str, dataclasses.Field[object], About]]:
    found = []
    for section in SECTIONS:
        for field in dataclasses.fields(section.type):
            about = about_of(field)
            assert about is not None, f"{section.name}.{field.name} is declared without a reason"
            found.append((f"{section.name}.{field.name}", field, about))
    return found


DECLARED = declared()


@pytest.mark.parametrize(("field", "about"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED])
def test_a_setting_says_why_one_would_set_it(field: dataclasses.Field[object], about: About) -> None:
    assert about.reason.endswith(".")
    assert about.form in READERS
    assert ("seconds" in field.name) == (about.unit == "seconds")


@pytest.mark.parametrize(("field", "about"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED])
def test_default_and_sample_of_a_setting_are_accepted_by_its_own_form(
    tmp_path: Path, field: dataclasses.Field[object], about: About
) -> None:
    for value in (field.default, about.sample):
        if value not in (dataclasses.MISSING, None, "", ()):
            written = tomllib.loads(f"value = {literal(value)}")["value"]
            read = read_value(written, about, tmp_path)
            assert not isinstance(read, Wrong), read


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.name))
def test_what_a_section_needs_is_among_what_a_new_user_fills_in(section: Section) -> None:
    required = {row.name for row in settings_of(section) if row.required}
    assert required <= set(section.must)


def test_the_sample_is_toml_with_every_section_and_only_what_has_to_be_filled_in() -> None:
    data = tomllib.loads(sample("desk-1"))
    assert list(data) == [section.name for section in SECTIONS]
    for section in SECTIONS:
        table = data[section.name][0] if section.many else data[section.name]
        assert list(table) == list(section.must)


def test_the_sample_with_every_comment_sign_taken_away_holds_every_setting() -> None:
    opened = "\n".join(line.removeprefix("#") for line in sample("desk-1").splitlines() if not line.startswith("# "))
    found = {(path[0], path[-1]) for path in places(opened) if len(path) > 1 and isinstance(path[-1], str)}
    assert found == {tuple(name.split(".")) for name, _, _ in DECLARED}


def test_the_sample_is_refused_until_the_servers_are_named_and_good_afterwards(tmp_path: Path) -> None:
    text = sample("desk-1")
    faults = load(write_config(tmp_path, text), {})
    assert not isinstance(faults, Settings)
    assert [fault.problem for fault in faults] == ["host: this is still what the sample file says"] * 2
    (tmp_path / "secrets").mkdir()
    (tmp_path / "password").rename(tmp_path / "secrets" / "password")
    settings = load(write_config(tmp_path, text.replace("mail.example.com", "mail.corp.example")), {})
    assert isinstance(settings, Settings)
    assert settings.desk.instance == "desk-1"


def test_the_sample_shows_a_default_unless_it_shows_an_example() -> None:
    lines = sample("desk-1").splitlines()
    assert "#poll_seconds = 60" in lines
    assert "#start = 2026-01-31" in lines
    assert any('Default: "new".' in line for line in lines)
