"""A Postfix server for the tests: takes mail for anybody, hands it to Dovecot, and returns what cannot be delivered.

Takes the installed Postfix of Debian and a running Dovecot; gives it on loopback with its own folders and queue.
Never reads /etc/postfix/main.cf and never sends anything beyond this machine.
What happens to a mail is decided by the recipient's local part: see RECIPIENTS.
"""

from __future__ import annotations

import os
import smtplib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from tests.servers import program
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import wait_for

DOMAINS = ("example.test", "customer.test", "partner.test")

# What the beginning of a recipient's local part does.
RECIPIENTS = {
    "refused-": "550 at RCPT: no such user",
    "later-": "450 at RCPT, each time",
    "ghost-": "accepted, then returned to the sender by a DSN: 5.1.1 no such mailbox",
    "stuck-": "accepted, then stays in the queue",
}

MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
maillog_file = {base}/postfix.log
maillog_file_prefixes = {base}
myhostname = mail.example.test
mydomain = example.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
in_flow_delay = 0
message_size_limit = 209715200
mailbox_size_limit = 0
virtual_mailbox_limit = 0
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
default_transport = error:5.4.1 this server sends nothing away
transport_maps = regexp:{base}/transport
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access regexp:{base}/recipients
queue_run_delay = 3s
minimal_backoff_time = 3s
maximal_backoff_time = 5s
smtpd_tls_cert_file = {certificates.valid.chain}
smtpd_tls_key_file = {certificates.valid.key}
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl}
smtpd_sasl_security_options = noanonymous
"""

TRANSPORT = """
/^ghost-/ error:5.1.1 no such mailbox here
/^stuck-/ retry:4.2.1 mailbox busy for now
"""

RECIPIENT_ACCESS = """
/^refused-/ 550 5.1.1 no such user
/^later-/ 450 4.2.1 mailbox busy, come again
"""

AUTHENTICATED = "-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject"

# The door does not know of `transport`: so it lets in what is to be returned later.
ADMIT = "-o rewrite_service_name=admit"

# name, type, private, unprivileged, chroot (nothing is chrooted), wakeup, process limit, command
MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd {admit}
127.0.0.1:{submission} inet n - n - - smtpd {admit} {authenticated} -o smtpd_tls_security_level=encrypt
127.0.0.1:{submissions} inet n - n - - smtpd {admit} {authenticated} -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
admit unix - - n - - trivial-rewrite -o transport_maps=
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Ports:
    """On 127.0.0.1: smtp without login; submission with STARTTLS and login; submissions with TLS and login."""

    smtp: int
    submission: int
    submissions: int


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running server in front of a Dovecot."""

    base: Path
    ports: Ports
    pid: int
    dovecot: Dovecot = field(repr=False)

    host = "127.0.0.1"

    def send(self, sender: str, recipient: str, mail: bytes | EmailMessage) -> None:
        """Hand one mail over by SMTP as a stranger would; it is Postfix's when this returns.

        Raises smtplib's exceptions when Postfix refuses it.
        """
        with smtplib.SMTP(self.host, self.ports.smtp, timeout=30) as smtp:
            smtp.sendmail(sender, [recipient], mail if isinstance(mail, bytes) else mail.as_bytes())

    def log(self) -> str:
        """What the server wrote so far."""
        return (self.base / "postfix.log").read_text(errors="replace")


@contextmanager
def postfix(behind: Dovecot) -> Iterator[Postfix]:
    """A server of its own that delivers to the given Dovecot."""
    with program.folder("postfix") as base:
        ports = Ports(*(program.free_port() for _ in range(3)))
        _write(base, ports, behind)
        # Not `postfix start-fg`: it leaves a shell between us and the master, which then outlives us.
        daemon = program.program("master", "/usr/lib/postfix/sbin")
        command = [*program.as_root(), *program.as_user("root"), daemon, "-c", str(base), "-s"]
        ready = (ports.smtp, ports.submission, ports.submissions)
        with program.running("postfix", command, log=base / "postfix.out", ready=lambda: program.listens(*ready)):
            # Not the process we started: that may be sudo.
            master = _master(base)
            try:
                yield Postfix(base, ports, master, behind)
            finally:
                _stop(master)


def _write(base: Path, ports: Ports, behind: Dovecot) -> None:
    (base / "queue").mkdir()
    (base / "data").mkdir()
    subprocess.run([*program.as_root(), "chown", "root", str(base / "queue")], check=True)
    subprocess.run([*program.as_root(), "chown", "postfix", str(base / "data")], check=True)
    (base / "transport").write_text(TRANSPORT)
    (base / "recipients").write_text(RECIPIENT_ACCESS)
    (base / "main.cf").write_text(
        MAIN.format(
            base=base,
            domains=", ".join(DOMAINS),
            lmtp=behind.ports.lmtp,
            sasl=behind.ports.sasl,
            certificates=behind.certificates,
        )
    )
    (base / "master.cf").write_text(
        MASTER.format(
            smtp=ports.smtp,
            submission=ports.submission,
            submissions=ports.submissions,
            admit=ADMIT,
            authenticated=AUTHENTICATED,
        )
    )
    # Makes the folders of the queue with the owners and modes they need.
    subprocess.run([*program.as_root(), program.program("postfix"), "-c", str(base), "check"], check=True)


def _master(base: Path) -> int:
    """The process id of the master, which only root may read."""
    read = [*program.as_root(), "cat", str(base / "queue/pid/master.pid")]
    return int(subprocess.run(read, check=True, capture_output=True, text=True).stdout)


def _stop(master: int) -> None:
    """End the master and all that it started; without being root we may not signal it ourselves."""
    session = os.getsid(master)
    subprocess.run([*program.as_root(), "kill", "-TERM", str(master)], check=True)
    wait_for(lambda: not program.living(session), what="the end of Postfix")


@dataclass(frozen=True, slots=True)
class SmtpSink:
    """Postfix's smtp-sink: accepts everything (or faults on command) and writes each mail to a file."""

    port: int
    pid: int
    folder: Path

    host = "127.0.0.1"

    def count(self) -> int:
        """How many mails were accepted."""
        return sum(1 for _ in self.folder.iterdir())

    def mails(self) -> list[bytes]:
        """The accepted mails, each under the X- lines in which smtp-sink tells of the envelope."""
        with_gone = []
        for path in sorted(self.folder.iterdir()):
            with suppress(FileNotFoundError):
                with_gone.append(path.read_bytes())
        return with_gone


@contextmanager
def smtp_sink(*options: str, keep: bool = True) -> Iterator[SmtpSink]:
    """A sink on a port of its own.

    `options` are smtp-sink's own, e.g. `"-r", "RCPT"` (answers RCPT with 4xx), `-f RCPT` (5xx), `-q DATA` (hangs up),
    `-w 2` (two seconds before each answer); `keep` writes every mail to a file.
    """
    with program.folder("sink") as base:
        port = program.free_port()
        mails = base / "mails"
        mails.mkdir()
        mails.chmod(0o777)
        user = program.own_user()
        # As root smtp-sink wants to be told whom to run as.
        words = ["-u", "postfix"] if program.am_root() else []
        dump = ["-d", f"{mails}/%M."] if keep else []
        command = [*program.as_user(user), program.program("smtp-sink"), *words, *dump, *options]
        with program.running(
            "smtp-sink",
            [*command, f"127.0.0.1:{port}", "1000"],
            log=base / "log",
            ready=lambda: program.listens(port),
        ) as process:
            yield SmtpSink(port, process.pid, mails)
