"""Every key and value of a TOML text is found where it stands."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.places import KeyPath, Place, TomlDocument, TomlFault, places, read_toml, value_places


def paths_of(value: object, here: KeyPath = ()) -> set[KeyPath]:
    """Every path of what tomllib read, without the empty one."""
    found = {here} if here else set()
    if isinstance(value, dict):
        for name, item in value.items():
            found |= paths_of(item, (*here, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found |= paths_of(item, (*here, index))
    return found


def test_a_key_and_its_value_are_found_line_and_column() -> None:
    text = "# first\n\n  host   =  'mail'  # where\n"
    assert places(text) == {("host",): Place(3, 3)}
    assert value_places(text) == {("host",): Place(3, 13)}


def test_elements_of_an_array_over_several_lines_are_found_by_index() -> None:
    text = "ports = [ # which\n  993,\n  # none here\n  143 ,\n]\n"
    assert value_places(text) == {
        ("ports",): Place(1, 9),
        ("ports", 0): Place(2, 3),
        ("ports", 1): Place(4, 3),
    }


def test_keys_inside_an_inline_table_are_found() -> None:
    text = "at = { x = 1, y.z = [ {q = 2} ] }"
    assert places(text) == {
        ("at",): Place(1, 1),
        ("at", "x"): Place(1, 8),
        ("at", "y"): Place(1, 15),
        ("at", "y", "z"): Place(1, 17),
        ("at", "y", "z", 0): Place(1, 23),
        ("at", "y", "z", 0, "q"): Place(1, 24),
    }


def test_the_parts_of_a_dotted_and_quoted_key_are_found_one_by_one() -> None:
    text = 'a . "b.c" . \'d\' = 1\na."e\\u00e9" = 2\n'
    assert places(text) == {
        ("a",): Place(1, 1),
        ("a", "b.c"): Place(1, 5),
        ("a", "b.c", "d"): Place(1, 13),
        ("a", "eé"): Place(2, 3),
    }


def test_what_looks_like_toml_inside_a_multi_line_string_is_text() -> None:
    text = 'a = """\nb = 1\n[c]\\"""\n"""""\nd = \'\'\'\n[e]\n\'\'\'\nf = 2\n'
    assert places(text) == {("a",): Place(1, 1), ("d",): Place(5, 1), ("f",): Place(8, 1)}


def test_each_table_of_an_array_of_tables_has_its_own_index_and_subtables() -> None:
    text = (
        "[[box]]\nname = 'a'\n[box.login]\nuser = 1\n[[box]]\nname = 'b'\n[[box.alias]]\nx = 1\n[[box.alias]]\nx = 2\n"
    )
    found = places(text)
    assert found[("box", 0)] == Place(1, 3)
    assert found[("box", 0, "login", "user")] == Place(4, 1)
    assert found[("box", 1, "name")] == Place(6, 1)
    assert found[("box", 1, "alias", 0, "x")] == Place(8, 1)
    assert found[("box", 1, "alias", 1, "x")] == Place(10, 1)


def test_a_table_stands_where_its_own_header_is_even_when_a_subtable_came_first() -> None:
    assert places("[a.b]\nx = 1\n[a]\ny = 2\n")[("a",)] == Place(3, 2)


def test_a_hash_or_bracket_inside_a_string_ends_nothing() -> None:
    text = "a = [\"x # y\", 'z ] w', 1]\nb = 1979-05-27 07:32:00 # then\n"
    assert set(places(text)) == paths_of(tomllib.loads(text))
    assert value_places(text)[("a", 2)] == Place(1, 24)


def test_lines_that_end_in_carriage_return_and_line_feed_count_once() -> None:
    assert places("a = 1\r\n[t]\r\nb = 2\r\n")[("t", "b")] == Place(3, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = \n", Place(2, 5)),
        ('a = "x\n', Place(1, 7)),
        ("a = 'x\n", Place(2, 1)),
        ("a = [1,\n", Place(2, 1)),
        ("a = 1\na = 2\n", Place(2, 6)),
        ("[t\n", Place(1, 3)),
        ("password = hunter2\n", Place(1, 12)),
    ],
)
def test_a_syntax_error_is_told_with_its_place_and_without_the_value(text: str, place: Place) -> None:
    fault = read_toml(text)
    assert isinstance(fault, TomlFault)
    assert fault.place == place
    assert "hunter2" not in fault.problem


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "1" * 5_000])
def test_a_text_that_python_itself_refuses_is_a_fault_and_no_exception(text: str) -> None:
    assert isinstance(read_toml(text), TomlFault)


@settings(max_examples=300)
@given(st.text(alphabet="ab.=[]{}\"'\\#,\n\r \t1é", max_size=60))
def test_no_text_breaks_the_scan(text: str) -> None:
    document = read_toml(text)
    assert places(text) is not None
    if isinstance(document, TomlDocument):
        assert set(document.keys) == paths_of(document.data) == set(document.values)


@dataclass
class Writer:
    """Writes a document line by line and remembers on which line each key went."""

    lines: list[str] = field(default_factory=list)
    expected: dict[KeyPath, int] = field(default_factory=dict)

    def table(self, path: KeyPath, header: str, entries: dict[str, object]) -> None:
        self.lines.append(header)
        self.expected[path] = len(self.lines)
        for name, value in entries.items():
            self.lines.append(f"{key(name)} = {inline(value)} # = [x]")
            self.expected[(*path, name)] = len(self.lines)
            self.lines[-1:] = self.lines[-1].split("\n")


def key(name: str) -> str:
    return name if name.isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)


def inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)} = {inline(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[\n  " + ",  # and\n  ".join(inline(item) for item in value) + "\n]" if value else "[]"
    if isinstance(value, str):
        escaped = json.dumps(value, ensure_ascii=False)[1:-1]
        return f'"""\n{escaped}"""'
    return str(value).lower()


NAMES = st.text(alphabet="abcXYZ01 .#=]é", min_size=1, max_size=6)
VALUES = st.recursive(
    st.integers(-9, 99) | st.booleans() | st.text(alphabet="ab =[]#'\"\\é", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=6,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=4)


@settings(max_examples=200)
@given(st.dictionaries(NAMES, st.lists(TABLES, min_size=1, max_size=3), max_size=4), st.data())
def test_in_generated_documents_every_key_is_found_on_its_line(
    document: dict[str, list[dict[str, object]]], data: st.DataObject
) -> None:
    writer = Writer()
    for name, tables in document.items():
        if len(tables) == 1 and data.draw(st.booleans()):
            writer.table((name,), f"[{key(name)}]", tables[0])
        else:
            for index, table in enumerate(tables):
                writer.table((name, index), f"[[{key(name)}]]", table)
    text = "\n".join(writer.lines)
    found = places(text)
    assert set(found) == paths_of(tomllib.loads(text))
    assert {path: found[path].line for path in writer.expected} == writer.expected
