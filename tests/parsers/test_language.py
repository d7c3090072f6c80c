"""The language of what people write, sentence by sentence; and no language where there is too little to tell."""

from __future__ import annotations

from collections import Counter

import pytest

from parsers.language import read
from parsers.languages import LANGUAGES, SCRIPTS
from parsers.trigrams import TRIGRAMS
from tests.parsers.sentences import SENTENCES

# Of single sentences; a whole mail tells more.
_RIGHT = 0.97
_WRONG = 0.02


def test_nearly_every_sentence_is_told_and_hardly_one_mistaken() -> None:
    answers = [(code, read(sentence)) for code, sentences in SENTENCES.items() for sentence in sentences]
    right = sum(code == found for code, found in answers)
    wrong = Counter((code, found) for code, found in answers if found not in (code, None))
    assert right >= _RIGHT * len(answers), wrong
    assert sum(wrong.values()) <= _WRONG * len(answers), wrong


@pytest.mark.parametrize("code", SENTENCES)
def test_a_mail_of_several_sentences_is_told(code: str) -> None:
    sentences = SENTENCES[code]
    if code == "sr":  # in both alphabets, so half of them each
        assert [read("\n".join(sentences[:4])), read("\n".join(sentences[4:6]))] == ["sr", "sr"]
    else:
        assert read("\n".join(sentences)) == code


def test_more_languages_are_told_than_promised() -> None:
    assert len(SENTENCES) >= 25
    assert all(len(sentences) >= 8 for sentences in SENTENCES.values())


def test_every_language_of_the_table_has_sentences_or_a_script_of_its_own() -> None:
    assert {row.code for row in LANGUAGES} - SENTENCES.keys() <= {"ur"}
    assert {"ja", "zh", "ko", "th", "he", "el", "hi"} <= {code for code, _, _ in SCRIPTS}


def test_every_trigram_row_is_of_a_language_of_the_table() -> None:
    assert {name.partition("-")[0] for name in TRIGRAMS} <= {row.code for row in LANGUAGES}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "OK",
        "Danke!",
        "1234 5678 9012 3456",
        "RMA 4711 ABC-99 XYZ-12 QRS-17",
        "anna@customer.example https://customer.example/a/b/c/d/e/f",
        "qwrt zxcv bnmp lkjh gfds qwrt",
        "!!! ??? *** --- ...",
        "Text text text. Text text text.",
        "Blah-blah-blah. On blah-blah-blah.",
        "Test test. Hi. Waving. m",
        "谢",
        "か",
    ],
)
def test_too_little_to_tell(text: str) -> None:
    assert read(text) is None


def test_a_mixed_text_has_no_language() -> None:
    assert read("Принтер мигает красным светом The printer blinks red") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("注文番号 ABC-1234 の Invoice を再送してください。", "ja"),
        ("我的 iPhone 打不开 App Store 的订单页面", "zh"),
        ("Windows 11에서 Outlook이 실행되지 않습니다", "ko"),
        ("ありがとう", "ja"),
        ("謝謝您的幫助", "zh"),
        ("감사합니다", "ko"),
        ("Ευχαριστώ", "el"),
        ("תודה רבה", "he"),
        ("ขอบคุณ", "th"),
    ],
)
def test_a_script_of_its_own_tells_by_few_letters(text: str, code: str) -> None:
    assert read(text) == code


@pytest.mark.parametrize(
    "text", ["GUTEN TAG, DIE RECHNUNG IST LEIDER NICHT ANGEKOMMEN", "Die Rechnung\nist\nnicht da, bitte\nhelfen Sie"]
)
def test_letter_case_and_line_ends_do_not_count(text: str) -> None:
    assert read(text) == "de"


def test_umlauts_written_out_do_not_hide_the_language() -> None:
    assert read("Koennen Sie mir bitte die Rechnung fuer Oktober noch einmal schicken?") == "de"
    assert read("Nao consigo abrir a minha conta desde ontem, podem ajudar por favor?") == "pt"
    assert read("Nemuzu se prihlasit ke svemu uctu, prosim o pomoc, dekuji") == "cs"


def test_only_the_beginning_is_read() -> None:
    assert read("Die Rechnung ist nicht angekommen. " * 40 + "The invoice has not arrived. " * 4000) == "de"
