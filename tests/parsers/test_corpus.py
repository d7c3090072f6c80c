"""Every mail of the corpus is read as its story says."""

from __future__ import annotations

import difflib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parsers.read import parse
from tests.corpus import show, stories

# What each area has to tell at least.
AREAS = {
    "attachments": 30,
    "bad": 35,
    "bounce": 100,
    "forwarded": 25,
    "headers": 30,
    "html": 25,
    "identity": 15,
    "language": 5,
    "origin": 35,
    "reply": 50,
    "text": 25,
    "thanks": 8,
    "thread": 30,
}


def told(differences: dict[str, tuple[Any, Any]]) -> str:
    """What differs, a text line by line, anything else as it is."""
    return "\n\n".join(f"{key}:\n{_compared(wanted, found)}" for key, (wanted, found) in differences.items())


def _compared(wanted: Any, found: Any) -> str:
    if isinstance(wanted, str) and isinstance(found, str) and "\n" in wanted + found:
        lines = difflib.unified_diff(wanted.split("\n"), found.split("\n"), "wanted", "read", n=1, lineterm="")
        return "\n".join(f"  {line}" for line in lines)
    return f"  wanted {wanted!r}\n  read   {found!r}"


@pytest.mark.parametrize("mail", stories.mails(), ids=lambda mail: f"{mail.parent.name}/{mail.stem}")
def test_a_mail_is_read_as_its_story_says(mail: Path) -> None:
    story = stories.read(mail)
    found = stories.differences(story)
    assert not found, f"{story.story}\n\n{told(found)}"


def test_every_mail_has_its_expectation_and_back() -> None:
    told_of = {file.with_suffix("") for file in stories.expectations()}
    written = {file.with_suffix("") for file in stories.mails()}
    assert sorted(map(str, told_of ^ written)) == []


def test_no_two_stories_are_the_same() -> None:
    sentences = Counter(story.story.strip().lower() for story in stories.stories())
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_no_two_mails_are_the_same() -> None:
    mails = Counter(story.raw for story in stories.stories())
    assert [raw[:200] for raw, count in mails.items() if count > 1] == []


def test_every_area_has_its_stories() -> None:
    areas = Counter(story.area for story in stories.stories())
    assert {area: areas[area] for area, least in AREAS.items() if areas[area] < least} == {}
    assert set(areas) == set(AREAS)
    assert areas.total() >= 200


def test_what_is_shown_to_a_writer_reads_back_as_an_expectation(tmp_path: Path) -> None:
    for story in stories.stories():
        mail = tmp_path / "mail.eml"
        mail.write_bytes(story.raw)
        text = show.toml(stories.said(parse(story.raw)))
        mail.with_suffix(".toml").write_text(f'story = "It was shown."\n{text}\n', encoding="utf-8")
        assert stories.differences(stories.read(mail)) == {}, story.title


def written(folder: Path, expectation: str) -> Path:
    mail = folder / "mail.eml"
    mail.write_bytes(b"From: a@b.example\r\nSubject: Printer\r\n\r\nIt does not print.\r\n")
    mail.with_suffix(".toml").write_text(expectation, encoding="utf-8")
    return mail


@pytest.mark.parametrize(
    "expectation",
    [
        'subject = "no story"',
        'story = "It expects nothing."',
        'story = "It asks for what nobody reads."\ncolour = "red"',
        'story = "So does a table in it."\n[[reports]]\ncolour = "red"',
        'story = "It is no TOML."\nsubject = ',
    ],
)
def test_a_story_that_cannot_be_used_is_refused(tmp_path: Path, expectation: str) -> None:
    with pytest.raises(stories.StoryError, match=r"mail\.toml"):
        stories.read(written(tmp_path, expectation))


def test_any_text_can_be_shown_to_a_writer() -> None:
    odd = {"subject": "\x07\x7f\u202e\U0001f600\U000e0001 \"'\\", "text": "a'''b\n\tc\x00", "reply": "'a\nb'"}
    assert tomllib.loads(show.toml(odd)) == odd


def test_what_is_read_otherwise_would_be_seen(tmp_path: Path) -> None:
    story = stories.read(written(tmp_path, 'story = "A printer stands still."\nsubject = "Print"\nnumbers = []'))
    assert stories.differences(story) == {"subject": ("Print", "Printer")}


def test_a_missing_table_would_be_seen(tmp_path: Path) -> None:
    story = stories.read(written(tmp_path, 'story = "A file was lost."\n[[attachments]]\nname = "x.pdf"'))
    assert stories.differences(story) == {"attachments": ([{"name": "x.pdf"}], [])}
