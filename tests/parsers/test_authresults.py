"""Authentication-Results read by their grammar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.authresults import results, verdict


def test_a_field_gives_its_server_its_methods_and_what_they_saw() -> None:
    read = results("MX.Corp.Example 1; spf=Pass (all well) smtp.mailfrom=Bounce@Cust.Example; dmarc/1=fail")
    assert read is not None
    assert read.server == "mx.corp.example"
    assert [(result.method, result.result) for result in read.results] == [("spf", "pass"), ("dmarc", "fail")]
    assert read.results[0].value("smtp.mailfrom") == "bounce@cust.example"


def test_a_field_may_name_no_server() -> None:
    read = results("dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=corp.example;")
    assert read is not None
    assert read.server == ""
    assert [result.method for result in read.results] == ["dkim", "dmarc"]


def test_A19_a_domain_is_the_same_in_either_writing() -> None:
    for domain in ("xn--mller-kva.example", "müller.example"):
        read = results(f"mx.corp.example; dmarc=pass header.from={domain}")
        assert read is not None
        assert verdict(read.results, "carla@xn--mller-kva.example") == "pass"


@given(st.text(alphabet='mx.; =()"\\dmarcps', max_size=80))
def test_any_field_can_be_read(value: str) -> None:
    read = results(value)
    assert read is None or read.server or "=" in value


@given(st.sampled_from(["spf", "dkim", "dmarc", "compauth"]), st.sampled_from(["pass", "fail", "none", "softfail"]),
       st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True), st.booleans())  # fmt: skip
def test_what_is_written_is_read(method: str, result: str, domain: str, commented: bool) -> None:
    comment = " (said so; really=yes)" if commented else ""
    read = results(f"mx.corp.example; {method}={result}{comment} header.from={domain}")
    assert read is not None
    (found,) = read.results
    assert (found.method, found.result, found.value("header.from")) == (method, result, domain)


def test_A05_a_property_that_is_there_with_two_values_says_nothing() -> None:
    read = results("mx.corp.example; dkim=pass header.d=evil.example header.d=cust.example")
    assert read is not None
    assert read.results[0].value("header.d") == ""
    assert verdict(read.results, "c@cust.example") == "none"
