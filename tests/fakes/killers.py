"""A parser for real children that does what the mail says: the killer mails of F04.

Takes raw bytes; gives a Mail whose subject and text are those bytes, unless they name one of the deeds below.
Never used in a process one would miss.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

from parsers.mail import Mail, Origin

EXIT, LOOP, HANG, GREED, RAISE, RECURSE = b"exit", b"loop", b"hang", b"greed", b"raise", b"recurse"
LIE, FLOOD, WRITE, FORK, SHOW, SPIN = b"lie", b"flood", b"write", b"fork", b"show", b"spin"
_SPIN_SECONDS = 0.8


def parse(raw: bytes) -> Mail:
    """The mail, or the deed it names."""
    if raw == EXIT:
        os._exit(3)
    elif raw == LOOP:
        while True:
            pass
    elif raw == HANG:
        signal.pause()
    elif raw == GREED:
        return mail_saying("x" * (4 << 30))
    elif raw == RAISE:
        raise ValueError("the secret words of the mail")
    elif raw == RECURSE:
        return parse_deeper(raw)
    elif raw in (LIE, FLOOD):
        return _speak_out_of_turn(raw)
    elif raw == WRITE:
        Path("/tmp/supportd-killer-was-here").write_text("x")
    elif raw == FORK:
        return mail_saying(str(resource.getrlimit(resource.RLIMIT_NPROC)[0]))
    elif raw == SPIN:
        end = time.process_time() + _SPIN_SECONDS
        while time.process_time() < end:
            pass
        return mail_saying("spun")
    elif raw == SHOW:
        return mail_saying(repr(sorted(os.environ)))
    return mail_saying(raw.decode("latin-1"))


def parse_headers(raw: bytes) -> Mail:
    """The mail up to its first empty line."""
    return mail_saying(raw.partition(b"\r\n\r\n")[0].decode("latin-1"))


def parse_deeper(raw: bytes) -> Mail:
    """Never comes back."""
    return parse_deeper(raw)


def _speak_out_of_turn(deed: bytes) -> Mail:
    """What a child can say once a mail owns it: nonsense, or the length of an answer without end."""
    channel = next(descriptor for descriptor in range(3, 32) if _is_socket(descriptor))
    os.write(channel, b"Z" * 64 if deed == LIE else b"M" + bytes(8) + b"\xff\xff\xff\xff")
    return mail_saying("lied")


def _is_socket(descriptor: int) -> bool:
    try:
        return str(Path(f"/proc/self/fd/{descriptor}").readlink()).startswith("socket:")
    except OSError:
        return False


def mail_saying(text: str) -> Mail:
    """A mail of which only the text matters."""
    return Mail(
        size=len(text),
        message_id=None,
        author="a@customer.test",
        from_=(),
        sender=None,
        reply_to=(),
        to=(),
        cc=(),
        delivered_to=(),
        return_path=None,
        subject="",
        base_subject="",
        date=None,
        in_reply_to=(),
        references=(),
        text=text,
        spans=(),
        forwarded=None,
        attachments=(),
        invitations=(),
        language=None,
        declared_language=None,
        origin=Origin.HUMAN,
        origin_evidence=(),
        answer_unwanted=False,
        reports=(),
        returned_ids=(),
        tokens=(),
        numbers=(),
        authentication=(),
        headers=(),
        defects=(),
    )
