"""A certificate authority of the tests' own, and the certificates it signs.

Takes a folder; gives PEM files: one certificate that is valid, one that has run out, one made out to another host.
Never trusted by anything but a client that is handed `authority`.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.program import program

# Which loopback address shows which certificate.
VALID_HOST = "127.0.0.1"
EXPIRED_HOST = "127.0.0.2"
OTHER_HOST = "127.0.0.3"

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key, both PEM files."""

    chain: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Certificates:
    """The authority a client has to know, and three certificates of it."""

    authority: Path
    valid: Certificate
    expired: Certificate
    other_host: Certificate


def make_certificates(base: Path) -> Certificates:
    """Sign everything afresh in `base` (made if it is not there)."""
    base.mkdir(exist_ok=True)
    # A configuration of our own: the machine's may add or forbid extensions.
    (base / "openssl.cnf").write_text("[req]\ndistinguished_name = name\n[name]\n")
    extensions = ("basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign", "subjectKeyIdentifier=hash")
    added = [word for extension in extensions for word in ("-addext", extension)]
    files = ["-keyout", "ca.key", "-out", "ca.pem"]
    _openssl(base, "req", "-x509", *KEY, *files, "-subj", "/CN=supportd tests", "-days", "30", *added)
    return Certificates(
        base / "ca.pem",
        _signed(base, "valid", f"DNS:localhost,IP:{VALID_HOST}", days=30),
        _signed(base, "expired", f"DNS:localhost,IP:{EXPIRED_HOST}", days=-1),
        _signed(base, "other", "DNS:mail.elsewhere.test", days=30),
    )


def _signed(base: Path, name: str, names: str, *, days: int) -> Certificate:
    (base / f"{name}.ext").write_text(
        f"subjectAltName={names}\nbasicConstraints=critical,CA:FALSE\n"
        "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nkeyUsage=critical,digitalSignature\n"
    )
    _openssl(base, "req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN=tests {name}")
    signer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", str(days)]
    signed = ["-in", f"{name}.csr", "-out", f"{name}.pem", "-extfile", f"{name}.ext"]
    _openssl(base, "x509", "-req", *signed, *signer)
    return Certificate(base / f"{name}.pem", base / f"{name}.key")


def _openssl(base: Path, verb: str, *words: str) -> None:
    config = ["-config", "openssl.cnf"] if verb == "req" else []
    subprocess.run([program("openssl"), verb, *config, *words], cwd=base, check=True, capture_output=True)
