"""The SMTP adapter against a scripted server: what each end of a conversation means."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from daemon.delivery import Accepted, Letter, Lost, NotReached, Refused, Scope, TryLater
from daemon.secretfiles import SecretFault
from daemon.secrets import AccessToken, Password, Secret
from tests.daemon.smtp_pool import LONG, RAW, letter, pool, send, verdict_of
from tests.fakes.smtp import (
    CONNECT,
    DOT,
    Close,
    Command,
    FakeSmtp,
    Hang,
    Raw,
    Say,
    WaitFor,
    always,
    fake_smtp,
    once,
    recipients,
)
from tests.servers.certificates import Certificates, make_certificates
from tests.servers.waiting import wait_for


@pytest.fixture
def server() -> Iterator[FakeSmtp]:
    with fake_smtp() as running:
        yield running


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


# --- the ordinary day --------------------------------------------------------------------------------


def test_the_stored_bytes_arrive_as_they_are(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        verdict = verdict_of(courier, letter())
    assert verdict == Accepted("250 2.0.0 queued as 1")
    assert [taken.raw for taken in server.history] == [RAW]
    assert server.history[0].sender == "support@desk.test"
    assert server.history[0].recipients == ("anna@customer.test",)


def test_the_null_sender_is_sent_as_such(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        verdict_of(courier, Letter(1, "", "anna@customer.test", RAW))
    assert server.history[0].sender == ""


def test_connections_are_kept_and_used_again(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        for number in range(5):
            verdict_of(courier, letter(number))
    assert (server.connections, len(server.history)) == (1, 5)


def test_letters_of_one_round_go_out_side_by_side() -> None:
    both = threading.Barrier(2)

    def script(command: Command) -> None:
        if command.name == "RCPT":
            both.wait(LONG)

    with fake_smtp(script) as server:
        with pool(server.port, timeout=LONG) as courier:
            verdicts = [delivery.verdict for delivery in send(courier, letter(1), letter(2))]
    assert all(isinstance(verdict, Accepted) for verdict in verdicts)
    assert server.connections == 2


def test_more_letters_than_connections_is_our_bug(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        courier.ready(1)
        with pytest.raises(ValueError, match="2 letters for 1 free"):
            courier.exchange([letter(1), letter(2)], LONG)


def test_a_slow_mail_does_not_hold_up_its_neighbour() -> None:
    gate = threading.Event()
    with fake_smtp(once(DOT, WaitFor(gate))) as server, pool(server.port, timeout=LONG) as courier:
        courier.ready(1)
        assert courier.exchange([letter(1)], 0.05) == []
        assert courier.ready(1).free == 1
        assert [delivery.letter for delivery in courier.exchange([letter(2)], 0.2)] == [2]
        gate.set()
        assert [delivery.letter for delivery in courier.exchange([], LONG)] == [1]


def test_a_nudge_ends_the_waiting() -> None:
    with fake_smtp(once(DOT, Hang())) as server, pool(server.port, timeout=LONG) as courier:
        courier.ready(1)

        def nudge() -> None:
            wait_for(lambda: server.seen(DOT), what="the final dot")
            courier.nudge()

        thread = threading.Thread(target=nudge)
        thread.start()
        assert courier.exchange([letter(1)], LONG) == []
        thread.join()
        assert courier.under_way() == 1


# --- F28, F29: the matrix of stages ------------------------------------------------------------------


@pytest.mark.parametrize("stage", [CONNECT, "EHLO", "AUTH"])
def test_F28_a_4xx_before_the_first_mail_is_a_passing_trouble(stage: str) -> None:
    with fake_smtp(always(stage, Say(454, "4.7.0 not now")), users={"desk": "s3cret"}) as server:
        with pool(server.port, login=lambda: Password("desk", Secret("s3cret"))) as courier:
            ready = courier.ready(1)
    assert ready.free == 0
    assert ready.trouble is not None
    assert (ready.trouble.code, ready.trouble.lasting) == ("smtp_unreachable", False)
    assert server.history == []


@pytest.mark.parametrize(("stage", "slow_down"), [("MAIL", True), ("RCPT", False), ("DATA", False), (DOT, False)])
def test_F28_a_4xx_about_the_mail_defers_it(stage: str, slow_down: bool) -> None:
    with fake_smtp(once(stage, Say(451, "4.3.0 busy"))) as server, pool(server.port) as courier:
        assert verdict_of(courier, letter()) == TryLater("4.3.0", "451 4.3.0 busy", slow_down)
        assert server.history == []
        assert isinstance(verdict_of(courier, letter()), Accepted)
    assert server.connections == 1
    assert [taken.raw for taken in server.history] == [RAW]


@pytest.mark.parametrize(
    ("stage", "code", "reason"),
    [
        (CONNECT, 554, "smtp_refused"),
        ("EHLO", 550, "smtp_refused"),
        ("AUTH", 535, "smtp_login_refused"),
    ],
)
def test_F29_a_5xx_before_the_first_mail_needs_a_human(stage: str, code: int, reason: str) -> None:
    with fake_smtp(always(stage, Say(code, "5.7.0 go away")), users={"desk": "s3cret"}) as server:
        with pool(server.port, login=lambda: Password("desk", Secret("s3cret"))) as courier:
            ready = courier.ready(1)
    assert ready.trouble is not None
    assert (ready.trouble.code, ready.trouble.lasting, ready.trouble.scope) == (reason, True, Scope.SERVER)


@pytest.mark.parametrize(
    ("code", "reason", "scope"),
    [(550, "smtp_sender_refused", Scope.SENDER), (530, "smtp_login_refused", Scope.SERVER)],
)
def test_F29_a_5xx_at_mail_is_our_fault_and_blames_no_recipient(code: int, reason: str, scope: Scope) -> None:
    with fake_smtp(always("MAIL", Say(code, "5.7.1 not you"))) as server, pool(server.port) as courier:
        verdict = verdict_of(courier, letter())
    assert isinstance(verdict, NotReached)
    assert (verdict.trouble.code, verdict.trouble.lasting, verdict.trouble.scope) == (reason, True, scope)


def test_F29_a_mail_too_large_is_refused_alone() -> None:
    with fake_smtp(always("MAIL", Say(552, "5.3.4 too big"))) as server, pool(server.port) as courier:
        assert verdict_of(courier, letter()) == Refused("5.3.4", "552 5.3.4 too big")


@pytest.mark.parametrize("stage", ["RCPT", "DATA", DOT])
def test_F29_a_5xx_about_the_mail_is_final_for_it_alone(stage: str) -> None:
    with fake_smtp(once(stage, Say(550, "5.1.1 no such user"))) as server, pool(server.port) as courier:
        assert verdict_of(courier, letter()) == Refused("5.1.1", "550 5.1.1 no such user")
        assert isinstance(verdict_of(courier, letter(2)), Accepted)
    assert server.connections == 1


# --- F27, A71, A72: getting there --------------------------------------------------------------------


def test_F27_nobody_listens_is_a_passing_trouble(server: FakeSmtp) -> None:
    port = server.port
    server.close()
    with pool(port) as courier:
        trouble = courier.ready(1).trouble
    assert trouble is not None
    assert (trouble.code, trouble.lasting) == ("smtp_unreachable", False)


def test_F27_an_unknown_host_is_a_passing_trouble() -> None:
    with pool(25, host="mail.invalid") as courier:
        trouble = courier.ready(1).trouble
    assert trouble is not None
    assert (trouble.code, trouble.lasting) == ("smtp_unreachable", False)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_A72_a_certificate_of_nobody_we_know_needs_a_human(security: str, certificates: Certificates) -> None:
    with fake_smtp(certificate=certificates.valid, implicit_tls=security == "tls") as server:
        with pool(server.port, security=security) as courier:
            trouble = courier.ready(1).trouble
    assert trouble is not None
    assert (trouble.code, trouble.lasting) == ("smtp_certificate", True)
    assert server.seen("MAIL") == 0


@pytest.mark.parametrize("wrong", ["expired", "other_host"])
def test_A72_a_certificate_out_of_date_or_of_another_host_needs_a_human(wrong: str, certificates: Certificates) -> None:
    certificate = certificates.expired if wrong == "expired" else certificates.other_host
    with fake_smtp(certificate=certificate, implicit_tls=True) as server:
        with pool(server.port, security="tls", authority=certificates.authority) as courier:
            trouble = courier.ready(1).trouble
    assert trouble is not None
    assert trouble.code == "smtp_certificate"


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_valid_certificate_lets_mail_through(security: str, certificates: Certificates) -> None:
    with fake_smtp(certificate=certificates.valid, implicit_tls=security == "tls") as server:
        with pool(server.port, security=security, authority=certificates.authority) as courier:
            assert isinstance(verdict_of(courier, letter()), Accepted)


def test_A71_a_server_without_starttls_gets_nothing_in_plain_text(server: FakeSmtp, certificates: Certificates) -> None:
    with pool(server.port, security="starttls", authority=certificates.authority) as courier:
        trouble = courier.ready(1).trouble
    assert trouble is not None
    assert (trouble.code, trouble.lasting) == ("smtp_refused", True)
    assert (server.seen("AUTH"), server.seen("MAIL")) == (0, 0)


def test_A71_words_slipped_in_before_tls_are_not_heard(certificates: Certificates) -> None:
    injected = Raw(b"220 go ahead\r\n250-fake.test\r\n250 AUTH PLAIN\r\n")
    with fake_smtp(once("STARTTLS", injected), certificate=certificates.valid, users={"desk": "s3cret"}) as server:
        with pool(
            server.port,
            security="starttls",
            authority=certificates.authority,
            login=lambda: Password("desk", Secret("s3cret")),
        ) as courier:
            assert isinstance(verdict_of(courier, letter()), Accepted)
    assert server.seen("EHLO") == 2


# --- the login ---------------------------------------------------------------------------------------


def test_a_password_logs_in() -> None:
    with fake_smtp(users={"desk": "s3cret"}) as server:
        with pool(server.port, login=lambda: Password("desk", Secret("s3cret"))) as courier:
            assert isinstance(verdict_of(courier, letter()), Accepted)


def test_an_access_token_logs_in() -> None:
    with fake_smtp(users={"desk": "t0ken"}) as server:
        with pool(server.port, login=lambda: AccessToken("desk", Secret("t0ken"))) as courier:
            assert isinstance(verdict_of(courier, letter()), Accepted)


def test_F21_A68_a_wrong_password_is_tried_once_and_never_shown() -> None:
    with fake_smtp(users={"desk": "s3cret"}) as server:
        with pool(server.port, login=lambda: Password("desk", Secret("canary-4711"))) as courier:
            ready = courier.ready(1)
    assert server.seen("AUTH") == 1
    assert ready.trouble is not None
    assert ready.trouble.code == "smtp_login_refused"
    assert "canary-4711" not in repr(ready)


def test_F40_a_missing_secret_names_the_file_and_is_no_refused_login(server: FakeSmtp) -> None:
    with pool(server.port, login=lambda: SecretFault("/etc/desk/password: no such file")) as courier:
        trouble = courier.ready(1).trouble
    assert trouble is not None
    assert (trouble.code, trouble.text) == ("smtp_secret_missing", "/etc/desk/password: no such file")
    assert server.seen("AUTH") == 0


# --- F30: lost answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", [True, False])
def test_F30_a_drop_after_the_dot_is_lost_whether_taken_or_not(accept: bool) -> None:
    with fake_smtp(once(DOT, Close(accept=accept))) as server, pool(server.port) as courier:
        assert isinstance(verdict_of(courier, letter()), Lost)
    assert len(server.history) == int(accept)


@pytest.mark.parametrize("stage", ["DATA", DOT])
def test_F30_silence_once_data_has_begun_is_lost(stage: str) -> None:
    with fake_smtp(once(stage, Hang(accept=True))) as server, pool(server.port, timeout=0.02) as courier:
        assert isinstance(verdict_of(courier, letter()), Lost)
        courier.ready(1)
        assert isinstance(courier.exchange([letter(2)], LONG)[0].verdict, Accepted)


def test_F30_a_kept_connection_that_ends_in_data_is_not_tried_again() -> None:
    with fake_smtp() as server, pool(server.port) as courier:
        verdict_of(courier, letter(1))
        server.script = once(DOT, *[Close(accept=True)] * 9)
        assert isinstance(verdict_of(courier, letter(2)), Lost)
    assert len(server.copies("anna@customer.test")) <= 2
    assert server.seen("DATA") == 2


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_F30_a_drop_before_data_is_certainly_not_taken(stage: str) -> None:
    with fake_smtp(once(stage, Close())) as server, pool(server.port) as courier:
        verdict = verdict_of(courier, letter())
    assert isinstance(verdict, NotReached)
    assert not verdict.trouble.lasting
    assert server.history == []


def test_a_kept_connection_the_server_has_closed_is_replaced_unnoticed(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        verdict_of(courier, letter(1))
        server.hang_up()
        assert isinstance(verdict_of(courier, letter(2)), Accepted)
    assert server.connections == 2


def test_closing_gives_what_is_under_way_a_verdict() -> None:
    with fake_smtp(once(DOT, Hang())) as server, pool(server.port, timeout=LONG) as courier:
        courier.ready(2)
        courier.exchange([letter(1)], 0.1)
        assert [type(delivery.verdict) for delivery in courier.close(0.0)] == [Lost]


def test_closing_waits_for_what_is_nearly_done() -> None:
    gate = threading.Event()
    with fake_smtp(once(DOT, WaitFor(gate))) as server, pool(server.port, timeout=LONG) as courier:
        courier.ready(1)
        courier.exchange([letter(1)], 0.05)
        gate.set()
        assert [type(delivery.verdict) for delivery in courier.close(LONG)] == [Accepted]


# --- F31, F32, F33: many recipients, garbage, rate limits --------------------------------------------


def test_F31_each_recipient_has_a_verdict_of_its_own() -> None:
    table = {"b@x.test": Say(450, "4.2.1 busy"), "c@x.test": Say(550, "5.1.1 nobody")}
    with fake_smtp(recipients(table)) as server, pool(server.port, connections=3) as courier:
        letters = [letter(number, f"{name}@x.test") for number, name in enumerate("abc")]
        verdicts = [delivery.verdict for delivery in send(courier, *letters)]
    assert verdicts == [
        Accepted("250 2.0.0 queued as 1"),
        TryLater("4.2.1", "450 4.2.1 busy", slow_down=False),
        Refused("5.1.1", "550 5.1.1 nobody"),
    ]


GARBAGE = [
    pytest.param(b"\x00\xff\xfe rubbish\r\n", id="no code"),
    pytest.param(b"250-more\r\n" * 10_000, id="endless continuation"),
    pytest.param(b"2" * 100_000, id="endless line"),
    pytest.param(b"999 what\r\n", id="no such code"),
    pytest.param(b"354 send it\r\n", id="a code out of place"),
    pytest.param(b"421 4.3.2 shutting down\r\n", id="421"),
]


@pytest.mark.parametrize("octets", GARBAGE)
@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_F32_garbage_before_data_takes_nothing_and_costs_the_connection(stage: str, octets: bytes) -> None:
    with fake_smtp(once(stage, Raw(octets))) as server, pool(server.port) as courier:
        assert isinstance(verdict_of(courier, letter()), NotReached)
        assert isinstance(verdict_of(courier, letter()), Accepted)
    assert server.connections == 2
    assert len(server.history) == 1


@pytest.mark.parametrize("octets", GARBAGE[:4])
def test_F32_garbage_at_the_dot_is_lost(octets: bytes) -> None:
    with fake_smtp(once(DOT, Raw(octets))) as server, pool(server.port) as courier:
        assert isinstance(verdict_of(courier, letter()), Lost)
        assert isinstance(verdict_of(courier, letter()), Accepted)
    assert server.connections == 2


def test_F32_a_reply_too_many_is_never_taken_for_the_next_one() -> None:
    with fake_smtp(once("MAIL", Raw(b"250 ok\r\n250 ok\r\n"))) as server, pool(server.port) as courier:
        verdict = verdict_of(courier, letter())
    assert isinstance(verdict, NotReached)
    assert server.history == []


def test_F32_an_address_beyond_ascii_needs_smtputf8(server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        verdict = verdict_of(courier, letter(recipient="jürgen@x.test"))
    assert isinstance(verdict, Refused)
    assert verdict.status == "5.6.7"
    assert server.seen("MAIL") == 0


def test_F32_an_address_beyond_ascii_is_sent_where_smtputf8_is_offered() -> None:
    with fake_smtp(extensions=("SMTPUTF8",)) as server, pool(server.port) as courier:
        assert isinstance(verdict_of(courier, letter(recipient="jürgen@x.test")), Accepted)
    assert server.history[0].recipients == ("jürgen@x.test",)


def test_F33_421_in_the_middle_costs_the_connection_and_passes() -> None:
    with fake_smtp(once("RCPT", Say(421, "4.7.0 too fast"))) as server, pool(server.port) as courier:
        verdict = verdict_of(courier, letter())
        assert isinstance(verdict, NotReached)
        assert not verdict.trouble.lasting
        assert isinstance(verdict_of(courier, letter()), Accepted)


@pytest.mark.parametrize(
    "address",
    [
        "a@x.test> AUTH=<x",
        "a@x.test SIZE=1",
        "a@x.test\r\nRCPT TO:<v@x.test",
        '"a b"@x.test',
        "",
        "no-at-sign",
    ],
)
def test_A24_only_plain_addresses_reach_the_wire(address: str, server: FakeSmtp) -> None:
    with pool(server.port) as courier:
        assert isinstance(verdict_of(courier, letter(recipient=address)), Refused)
    assert server.seen("RCPT") == 0


def test_A25_nothing_in_a_body_ends_the_mail_early(server: FakeSmtp) -> None:
    raw = b"Subject: x\r\n\r\n.\r\nMAIL FROM:<evil@x.test>\r\n..\r\nend\r\n"
    with pool(server.port) as courier:
        verdict_of(courier, letter(raw=raw))
    assert [taken.raw for taken in server.history] == [raw]
