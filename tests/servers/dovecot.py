"""A Dovecot server for the tests: IMAP (plain, STARTTLS, TLS), LMTP and SASL; every address has a mailbox.

Takes the installed Dovecot of Debian; gives it on loopback with its own configuration, mails and certificates.
Never reads /etc/dovecot. On 127.0.0.2 it shows a certificate that has run out, on 127.0.0.3 one for another host.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import program
from tests.servers.certificates import EXPIRED_HOST, OTHER_HOST, VALID_HOST, Certificates, make_certificates
from tests.servers.mailbox import Mailbox
from tests.servers.maildir import Maildir

PASSWORD = "correct-horse"

CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/dovecot.log
instance_name = {base.name}
protocols = imap lmtp
listen = {valid_host}, {expired_host}, {other_host}
first_valid_uid = 1
mail_location = maildir:{base}/mail/%u
mail_max_userip_connections = 200
# Wrong passwords are part of the tests, and are not to slow down the right ones.
auth_failure_delay = 0
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
{users}
{capability}

ssl = yes
ssl_cert = <{certificates.valid.chain}
ssl_key = <{certificates.valid.key}
ssl_dh =
local {expired_host} {{
  ssl_cert = <{certificates.expired.chain}
  ssl_key = <{certificates.expired.key}
}}
local {other_host} {{
  ssl_cert = <{certificates.other_host.chain}
  ssl_key = <{certificates.other_host.key}
}}

passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={base}/home/%u allow_all_users=yes
}}

service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  inet_listener {{
    address = {valid_host}
    port = {sasl}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {valid_host}
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.test
}}
namespace inbox {{
  inbox = yes
}}
"""

# Tokens are checked by their signature, so that no second server has to vouch for them.
OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={base}/keys/
username_attribute = sub
"""

OWN_USERS = """
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
"""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens, on 127.0.0.1 (imap and imaps on 127.0.0.2 and .3 too)."""

    imap: int
    imaps: int
    lmtp: int
    sasl: int


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server."""

    base: Path
    ports: Ports
    certificates: Certificates = field(repr=False)
    owner: str
    pid: int
    token_key: bytes = field(repr=False)

    host = VALID_HOST
    password = PASSWORD

    def mailbox(self, user: str) -> Mailbox:
        """The mailbox of an address, to look at by IMAP."""
        return Mailbox(self.host, self.ports.imap, user, self.password)

    def maildir(self, user: str, folder: str = "INBOX") -> Maildir:
        """The files of an address's folder, to fill it fast."""
        path = self.base / "mail" / user
        return Maildir(path if folder == "INBOX" else path / f".{folder}", self.owner)

    def deliver(self, recipient: str, raw: bytes, sender: str = "") -> None:
        """Hand one mail over by LMTP: it is in the mailbox when this returns."""
        with smtplib.LMTP(self.host, self.ports.lmtp) as lmtp:
            lmtp.sendmail(sender, [recipient], raw)

    def access_token(self, user: str, *, expires: int = 4_000_000_000) -> str:
        """A token that XOAUTH2 and OAUTHBEARER take for this user until `expires` (seconds since 1970)."""
        words = ({"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": 1_600_000_000, "exp": expires})
        signed = ".".join(_base64url(json.dumps(word).encode()) for word in words)
        return f"{signed}.{_base64url(hmac.digest(self.token_key, signed.encode(), hashlib.sha256))}"

    def log(self) -> str:
        """What the server wrote so far."""
        return (self.base / "dovecot.log").read_text(errors="replace")


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def dovecot(*, capability: str = "") -> Iterator[Dovecot]:
    """A server of its own; `capability` replaces what it says it can do after the login (`IMAP4rev1 LITERAL+`)."""
    with program.folder("dovecot") as base:
        ports = Ports(*(program.free_port() for _ in range(4)))
        owner = "mail" if program.am_root() else program.own_user()
        certificates = make_certificates(base / "certificates")
        token_key = secrets.token_bytes(32)
        configuration = _write(base, ports, certificates, owner, token_key, capability)
        command = [*program.as_user(program.own_user()), program.program("dovecot"), "-F", "-c", str(configuration)]
        ready = (ports.imap, ports.imaps, ports.lmtp, ports.sasl)
        with program.running(
            "dovecot", command, log=base / "dovecot.log", ready=lambda: program.listens(*ready)
        ) as process:
            yield Dovecot(base, ports, certificates, owner, process.pid, token_key)


def _write(base: Path, ports: Ports, certificates: Certificates, owner: str, token_key: bytes, capability: str) -> Path:
    """All the files the server reads; the path of the first."""
    for name in ("mail", "home"):
        # Open to the user the mails belong to.
        (base / name).mkdir(mode=0o755)
        program.give(base / name, owner)
    key = base / "keys" / "default" / "HS256"
    key.mkdir(parents=True)
    (key / "default").write_bytes(base64.b64encode(token_key))
    (base / "oauth2.conf").write_text(OAUTH2.format(base=base))
    configuration = base / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            base=base,
            certificates=certificates,
            owner=owner,
            group=owner if program.am_root() else program.own_group(),
            password=PASSWORD,
            users="" if program.am_root() else OWN_USERS.format(user=program.own_user(), group=program.own_group()),
            capability=f"protocol imap {{\n  imap_capability = {capability}\n}}" if capability else "",
            valid_host=VALID_HOST,
            expired_host=EXPIRED_HOST,
            other_host=OTHER_HOST,
            imap=ports.imap,
            imaps=ports.imaps,
            lmtp=ports.lmtp,
            sasl=ports.sasl,
        )
    )
    return configuration
