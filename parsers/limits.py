"""How much of a mail is read: the caps of attacks A35–A41.

Takes nothing; gives the frozen `LIMITS`. Each cap binds on raw bytes, before anything is understood.
Never a setting: whoever needs other caps hands in other mails.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in octets unless said otherwise.

    `header_block`, `field`, `fields`: one header block, one field in it, fields in it.
    `parts`, `depth`: leaves of the MIME tree and how deep multiparts nest.
    An attached mail is never followed; of one that a report returns, the header block is read, and of one that is
    passed on, the text.
    `addresses`, `ids`: addresses in one field, Message-IDs in one field.
    `decoded`: all decoded parts together. `text`: characters of body text kept. `html`: characters of HTML converted.
    `file_name`: UTF-8 octets of an attachment's name. `subject`, `name`: characters. `message_id`: octets.
    `evidence`: characters of one Authentication-Results field that are read.
    """

    header_block: int = 256 * 1024
    field: int = 32 * 1024
    fields: int = 500
    parts: int = 200
    depth: int = 20
    addresses: int = 100
    ids: int = 100
    decoded: int = 50 * 1024 * 1024
    text: int = 1024 * 1024
    html: int = 512 * 1024
    file_name: int = 240
    subject: int = 998
    name: int = 200
    message_id: int = 512
    parameters: int = 100
    reports: int = 200
    evidence: int = 4096


LIMITS = Limits()
