"""Internationalised domains: compared in one form, shown in another where that is safe (A19, A29)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.idn import displayed, normal


@pytest.mark.parametrize(
    ("addr", "expected"),
    [
        ("A@Corp.Example", "a@corp.example"),
        ("a@MÜLLER.example", "a@xn--mller-kva.example"),
        ("a@mu\u0308ller.example", "a@xn--mller-kva.example"),
        ("a@ｃorp.example", "a@corp.example"),
        ("a@corp。example", "a@corp.example"),
        ("a@straße.example", "a@xn--strae-oqa.example"),
        ("Jürgen@corp.example", "jürgen@corp.example"),
    ],
)
def test_A19_one_address_has_one_normal_form(addr: str, expected: str) -> None:
    assert normal(addr) == expected


@pytest.mark.parametrize(
    ("addr", "expected"),
    [
        ("a@corp.example", "a@corp.example"),
        ("a@xn--mller-kva.example", "a@müller.example"),
        ("a@xn--wgv71a119e.example", "a@日本語.example"),
        ("a@xn--80ak6aa92e.example", "a@xn--80ak6aa92e.example"),  # аррӏе: Cyrillic letters that all look Latin
        ("a@xn--rp-emcl.example", "a@xn--rp-emcl.example"),  # Cyrillic letters among Latin ones
        ("a@xn--b1aew.xn--p1ai", "a@мвд.рф"),
        ("a@xn--a.example", "a@xn--a.example"),
        ("a@xn--zzzzzzzzzzzz99999.example", "a@xn--zzzzzzzzzzzz99999.example"),
        ("a@соrp.example", "a@xn--rp-emcl.example"),
        ("a@xn--" + "a" * 300, "a@xn--" + "a" * 300),
    ],
)
def test_A29_a_domain_is_shown_in_its_own_script_only_where_nobody_is_deceived(addr: str, expected: str) -> None:
    assert displayed(addr) == expected


LABEL = st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=12)


@given(st.text(max_size=20), st.lists(LABEL, min_size=1, max_size=3))
def test_A19_the_normal_form_of_a_normal_form_is_itself(local: str, labels: list[str]) -> None:
    once = normal(f"{local}@{'.'.join(labels)}")
    assert normal(once) == once


@given(st.text(max_size=30), st.lists(LABEL, min_size=1, max_size=3))
def test_A29_what_is_shown_is_the_same_address(local: str, labels: list[str]) -> None:
    addr = normal(f"{local}@{'.'.join(labels)}")
    assert normal(displayed(addr)) == addr


@given(st.text(alphabet="xn-.@aü9", max_size=60))
def test_any_text_can_be_shown(addr: str) -> None:
    displayed(addr)
