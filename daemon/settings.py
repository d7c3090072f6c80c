"""Every setting of supportd, declared once: name, type, default, unit, bounds and the reason it exists.

Takes nothing; gives frozen sections that are complete at birth.
Never reads a file: `daemon.configuration` does, and the sample file and docs/configuration.md are made from here.
A password is never a setting: only where to find it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from daemon.declaration import Form, about

_MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """[desk]: who the help desk is."""

    instance: str = field(
        metadata=about(
            Form.NAME,
            "Names this installation inside every signed address and Message-ID. `supportd init` makes one; "
            "changing it turns every reply address that is out there into a stranger's.",
            sample="desk-1",
        )
    )
    name: str = field(
        default="Support",
        metadata=about(Form.TEXT, "What the desk calls itself in its mails."),
    )
    zone: str = field(
        default="UTC",
        metadata=about(Form.ZONE, "The zone in which times are told to people, as Europe/Berlin."),
    )
    phone: str = field(
        default="",
        metadata=about(
            Form.TEXT,
            "The phone line named to customers whose contract has one and whose account has no number of its own.",
            sample="+49 30 1234567",
        ),
    )
    separator: str = field(
        default="+",
        metadata=about(
            Form.CHOICE,
            "Between the local part and the token in a reply address. Take . where the mail system drops +.",
            choices=("+", "."),
        ),
    )
    token_days: int = field(
        default=365,
        metadata=about(
            Form.WHOLE,
            "How long a reply address joins its ticket; a later reply opens a new ticket linked to the old.",
            unit="days",
            low=1,
            high=3650,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSettings:
    """Where a password is to be found; at most one of the three. Never the password itself."""

    password_file: Path | None = field(
        default=None,
        metadata=about(
            Form.PATH,
            "A file with the password, readable by its owner only (mounts under /run/secrets excepted).",
            sample="secrets/password",
        ),
    )
    password_credential: str = field(
        default="",
        metadata=about(Form.CREDENTIAL, "The systemd credential with the password (LoadCredential=).", sample="imap"),
    )
    password_env: str = field(
        default="",
        metadata=about(Form.VARIABLE, "The environment variable with the password.", sample="SUPPORTD_PASSWORD"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSettings(PasswordSettings):
    """[database]: where everything is kept."""

    url: str = field(
        default="sqlite:///state/supportd.db",
        metadata=about(
            Form.DATABASE_URL,
            "A SQLite file (relative to the folder of supportd.toml), or PostgreSQL.",
            sample="postgresql://supportd@db.example.com/supportd",
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings(PasswordSettings):
    """What reaching an IMAP and an SMTP server have in common."""

    host: str = field(metadata=about(Form.HOST, "The server.", sample="mail.example.com"))
    port: int = field(
        metadata=about(
            Form.PORT,
            "Without it, the usual one: IMAP 993 for tls, else 143; SMTP 465 for tls, 587 for starttls, 25 for none.",
            low=1,
            high=65535,
        )
    )
    security: str = field(
        default="tls",
        metadata=about(
            Form.CHOICE,
            "tls from the first byte, starttls before the login, or none; none is refused unless the host is "
            "this machine (localhost, 127.0.0.1, ::1).",
            choices=("tls", "starttls", "none"),
        ),
    )
    ca_file: Path | None = field(
        default=None,
        metadata=about(
            Form.PATH,
            "Certificates (PEM) of the authority that signed the server's, where it is not a public one.",
            sample="ca.pem",
        ),
    )
    user: str = field(
        default="",
        metadata=about(
            Form.TEXT,
            "The login name. Without it: for IMAP the mailbox's address, for SMTP no login at all.",
            sample="support@example.com",
        ),
    )
    auth: str = field(
        default="password",
        metadata=about(
            Form.CHOICE,
            "password, or xoauth2 with an access token from token_command.",
            choices=("password", "xoauth2"),
        ),
    )
    token_command: tuple[str, ...] = field(
        default=(),
        metadata=about(
            Form.COMMAND,
            "A program that prints an access token; run at each login, without a shell.",
            sample=(
                "/usr/local/bin/mail-token",
                "support",
            ),
        ),
    )
    token_seconds: float = field(
        default=30,
        metadata=about(Form.SECONDS, "How long token_command may take.", unit="seconds", low=1, high=600),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings(ServerSettings):
    """[[mailbox]]: an IMAP account and folder that is watched. One section each."""

    name: str = field(
        metadata=about(
            Form.NAME,
            "The mailbox's name in listings and in the ledger. Keep it: under a new name its mail is new mail.",
            sample="support",
        )
    )
    address: str = field(
        metadata=about(
            Form.ADDRESS,
            "The address customers write to; answers come from it.",
            sample="support@example.com",
        )
    )
    port: int = field(
        default=993,
        metadata=about(Form.PORT, "Without it, the usual one: 993 for tls, 143 otherwise.", low=1, high=65535),
    )
    display_name: str = field(
        default="",
        metadata=about(Form.TEXT, "The name beside the address. Without it, desk.name.", sample="Example Support"),
    )
    addresses: tuple[str, ...] = field(
        default=(),
        metadata=about(Form.ADDRESSES, "More addresses that lead here.", sample=("help@example.com",)),
    )
    via_lists: tuple[str, ...] = field(
        default=(),
        metadata=about(
            Form.LIST_IDS,
            "Lists or groups this mailbox sits behind: their mail is answered like direct mail.",
            sample=("support.example.com",),
        ),
    )
    language: str = field(
        default="en",
        metadata=about(Form.LANGUAGE, "The language of mails to people whose language is not known."),
    )
    folder: str = field(default="INBOX", metadata=about(Form.TEXT, "The folder to watch."))
    start: str | date = field(
        default="new",
        metadata=about(
            Form.START,
            "What becomes a ticket of the mail that lies in a folder when it is first seen: new = none of it, "
            "all, or what was delivered on a date or later.",
            sample=date(2026, 1, 31),
        ),
    )
    poll_seconds: float = field(
        default=60,
        metadata=about(Form.SECONDS, "How often to look, beside IDLE.", unit="seconds", low=1, high=86400),
    )
    idle: bool = field(
        default=True,
        metadata=about(Form.SWITCH, "Be told of new mail at once, where the server offers IDLE."),
    )
    after: str = field(
        default="leave",
        metadata=about(
            Form.CHOICE,
            "What happens on the server to a mail that is safely recorded: leave it untouched, move it to "
            "after_folder, or set after_keyword on it.",
            choices=("leave", "move", "keyword"),
        ),
    )
    after_folder: str = field(
        default="", metadata=about(Form.TEXT, 'Where `after = "move"` moves to.', sample="Processed")
    )
    after_keyword: str = field(default="Supportd", metadata=about(Form.KEYWORD, 'What `after = "keyword"` sets.'))
    evidence: str = field(
        default="none",
        metadata=about(
            Form.TEXT,
            "Whose Authentication-Results are believed: the name (authserv-id) that your mail server writes there; "
            "microsoft365 for a mailbox at Microsoft 365, which writes none (trusted_hops is then mostly 4); or none.",
            sample="mx.example.com",
        ),
    )
    trusted_hops: int = field(
        default=1,
        metadata=about(
            Form.WHOLE,
            "How many Received lines your own servers add on top, the one by which they take a mail in included; "
            "evidence further down is not believed.",
            unit="lines",
            low=0,
            high=20,
        ),
    )
    connect_seconds: float = field(
        default=20,
        metadata=about(Form.SECONDS, "How long connecting may take.", unit="seconds", low=1, high=600),
    )
    read_seconds: float = field(
        default=60,
        metadata=about(Form.SECONDS, "How long the server may be silent.", unit="seconds", low=1, high=3600),
    )
    batch_count: int = field(
        default=50,
        metadata=about(Form.WHOLE, "Mails fetched and recorded in one go.", unit="mails", low=1, high=1000),
    )
    batch_bytes: int = field(
        default=8 * _MEBI,
        metadata=about(
            Form.WHOLE,
            "Bytes fetched and recorded in one go; a single larger mail goes alone.",
            unit="bytes",
            low=_MEBI,
            high=256 * _MEBI,
        ),
    )
    max_mail_bytes: int = field(
        default=25 * _MEBI,
        metadata=about(
            Form.WHOLE,
            "Of a larger mail only the headers are fetched; it becomes a ticket that says so.",
            unit="bytes",
            low=64 * 1024,
            high=100 * _MEBI,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings(ServerSettings):
    """[smtp]: the server that takes our mail."""

    port: int = field(
        default=465,
        metadata=about(
            Form.PORT,
            "Without it, the usual one: 465 for tls, 587 for starttls, 25 for none.",
            low=1,
            high=65535,
        ),
    )
    connections: int = field(
        default=4,
        metadata=about(Form.WHOLE, "Connections at the same time.", unit="connections", low=1, high=20),
    )
    timeout_seconds: float = field(
        default=60,
        metadata=about(Form.SECONDS, "How long the server may take for one reply.", unit="seconds", low=1, high=600),
    )
    hello: str = field(
        default="",
        metadata=about(Form.HOST, "The name we greet with. Without it, this machine's.", sample="desk.example.com"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSettings:
    """[limits]: how much one mail and one batch may cost."""

    batch_count: int = field(
        default=50,
        metadata=about(Form.WHOLE, "Mails decided in one transaction.", unit="mails", low=1, high=1000),
    )
    batch_bytes: int = field(
        default=16 * _MEBI,
        metadata=about(Form.WHOLE, "Bytes of mail held in memory at once.", unit="bytes", low=_MEBI, high=512 * _MEBI),
    )
    parser_children: int = field(
        default=2,
        metadata=about(Form.WHOLE, "Processes that read mail.", unit="processes", low=1, high=32),
    )
    child_memory_mib: int = field(
        default=512,
        metadata=about(Form.WHOLE, "Address space of such a process.", unit="MiB", low=256, high=8192),
    )
    mail_cpu_seconds: int = field(
        default=10,
        metadata=about(Form.WHOLE, "Processor time for reading one mail.", unit="seconds", low=1, high=300),
    )
    mail_wall_seconds: float = field(
        default=30,
        metadata=about(Form.SECONDS, "Time for reading one mail.", unit="seconds", low=1, high=600),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """[alerts]: who is told when something needs a human."""

    to: tuple[str, ...] = field(
        default=(),
        metadata=about(
            Form.ADDRESSES,
            "Who gets a mail. Without it, an alert is a line in the log and in `supportd status`.",
            sample=("operators@example.com",),
        ),
    )
    mailbox: str = field(
        default="",
        metadata=about(
            Form.NAME, "The mailbox whose address alerts are sent from. Without it, the first.", sample="support"
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """[log]: what is written to standard error."""

    format: str = field(
        default="console",
        metadata=about(Form.CHOICE, "console for people, json for programs.", choices=("console", "json")),
    )
    level: str = field(
        default="info",
        metadata=about(Form.CHOICE, "The least that is written.", choices=("debug", "info", "warning", "error")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PathSettings:
    """[paths]: where things lie; relative to the folder of supportd.toml."""

    policy: Path = field(default=Path("policy"), metadata=about(Form.PATH, "The folder of the support plan."))
    templates: Path = field(default=Path("templates"), metadata=about(Form.PATH, "The folder of the mails' texts."))
    keyring: Path = field(
        default=Path("keyring.toml"),
        metadata=about(Form.PATH, "The keys that sign reply addresses; readable by the owner only."),
    )
    state: Path = field(default=Path("state"), metadata=about(Form.PATH, "The folder for what supportd itself writes."))
    socket: Path = field(
        default=Path("state/supportd.sock"),
        metadata=about(
            Form.PATH, "The socket on which the daemon tells its health.", sample="/run/supportd/supportd.sock"
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of supportd.toml. `file`: where it was read from. Every path is absolute once it was read."""

    file: Path
    desk: DeskSettings
    mailboxes: tuple[MailboxSettings, ...]
    smtp: SmtpSettings
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    log: LogSettings = field(default_factory=LogSettings)
    paths: PathSettings = field(default_factory=PathSettings)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of supportd.toml. `must`: what a new user has to fill in, in the order of the sample file."""

    name: str
    title: str
    type: type[
        DeskSettings
        | MailboxSettings
        | SmtpSettings
        | DatabaseSettings
        | AlertSettings
        | LimitSettings
        | LogSettings
        | PathSettings
    ]
    must: tuple[str, ...] = ()
    many: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("desk", "Who the help desk is.", DeskSettings, ("instance", "name", "zone")),
    Section(
        "mailbox",
        "An IMAP account and folder that is watched. Repeat the section for more of them.",
        MailboxSettings,
        ("name", "address", "host", "password_file"),
        many=True,
    ),
    Section("smtp", "The server that takes our mail.", SmtpSettings, ("host", "user", "password_file")),
    Section("database", "Where everything is kept.", DatabaseSettings),
    Section("alerts", "Who is told when something needs a human.", AlertSettings),
    Section("limits", "How much one mail and one batch may cost.", LimitSettings),
    Section("log", "What is written to standard error.", LogSettings),
    Section("paths", "Where things lie; relative to the folder of supportd.toml.", PathSettings),
)
