"""What the zones of dates are called, beside "+0100" (RFC 822, RFC 5322 4.3, and what programs write).

Takes one word; gives minutes east of Greenwich, or None. A name that two countries share stands for the one whose
programs write it into Date fields.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zone:
    """Names in lower case, and their minutes east of Greenwich."""

    names: str
    minutes: int


ZONES: tuple[Zone, ...] = (
    Zone("z ut utc gmt wet", 0),
    Zone("bst ist-ie west cet mez met ced fwt dft hnec heure_normale", 60),
    Zone("cest mesz mest eet sast cat haec ist-il", 120),
    Zone("eest msk idt trt ast-ar eat", 180),
    Zone("msd gst samt amt-am azt", 240),
    Zone("yekt pkt uzt", 300),
    Zone("ist", 330),
    Zone("npt", 345),
    Zone("omst bdt almt", 360),
    Zone("krat ict wib novt", 420),
    Zone("sgt hkt myt irkt awst wita pht ctt", 480),
    Zone("jst kst yakt wit", 540),
    Zone("acst", 570),
    Zone("aest vlat", 600),
    Zone("acdt", 630),
    Zone("aedt magt", 660),
    Zone("nzst pett", 720),
    Zone("nzdt", 780),
    Zone("azost cvt", -60),
    Zone("brst uyst", -120),
    Zone("ndt", -150),
    Zone("brt art uyt adt clst", -180),
    Zone("nst", -210),
    Zone("ast edt clt bot vet", -240),
    Zone("est cdt cot pet ect", -300),
    Zone("cst mdt", -360),
    Zone("mst pdt", -420),
    Zone("pst akdt", -480),
    Zone("akst hdt", -540),
    Zone("hst", -600),
    Zone("sst", -660),
)

_MINUTES = {name: row.minutes for row in ZONES for name in row.names.split()}


def minutes(name: str) -> int | None:
    """Minutes east of Greenwich for a zone's name in lower case; 0 for the military letters, as RFC 5322 4.3 says."""
    if len(name) == 1 and "a" <= name <= "z" and name != "j":
        return 0
    return _MINUTES.get(name)
