"""What octets are, by how they begin (A49, A50).

Takes octets; gives a media type, "" when they tell nothing, and whether what a mail calls them fits.
Never opens, unpacks or runs anything: only the first octets are compared, and the names in a container's directory.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.filenames import extension

_LOOKED_AT = 64 * 1024
_TEXT_LOOKED_AT = 1024


@dataclass(frozen=True, slots=True)
class Magic:
    """Octets that stand `at` a place in every file of `kind`."""

    octets: bytes
    kind: str
    at: int = 0


MAGIC: tuple[Magic, ...] = (
    Magic(b"%PDF-", "application/pdf"),
    Magic(b"\x89PNG\r\n\x1a\n", "image/png"),
    Magic(b"\xff\xd8\xff", "image/jpeg"),
    Magic(b"GIF87a", "image/gif"),
    Magic(b"GIF89a", "image/gif"),
    Magic(b"WEBP", "image/webp", 8),
    Magic(b"BM", "image/bmp"),
    Magic(b"II*\0", "image/tiff"),
    Magic(b"MM\0*", "image/tiff"),
    Magic(b"\0\0\1\0", "image/x-icon"),
    Magic(b"8BPS", "image/vnd.adobe.photoshop"),
    Magic(b"ftypheic", "image/heic", 4),
    Magic(b"ftypheix", "image/heic", 4),
    Magic(b"ftypmif1", "image/heif", 4),
    Magic(b"ftypavif", "image/avif", 4),
    Magic(b"\xd7\xcd\xc6\x9a", "image/wmf"),
    Magic(b" EMF", "image/emf", 40),
    Magic(b"PK\3\4", "application/zip"),
    Magic(b"PK\5\6", "application/zip"),
    Magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    Magic(b"Rar!\x1a\7", "application/vnd.rar"),
    Magic(b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    Magic(b"\x1f\x8b", "application/gzip"),
    Magic(b"BZh", "application/x-bzip2"),
    Magic(b"\xfd7zXZ\0", "application/x-xz"),
    Magic(b"\x28\xb5\x2f\xfd", "application/zstd"),
    Magic(b"ustar", "application/x-tar", 257),
    Magic(b"MSCF", "application/vnd.ms-cab-compressed"),
    Magic(b"\x60\xea", "application/x-arj"),
    Magic(b"CD001", "application/x-iso9660-image", 32769),
    Magic(b"MZ", "application/x-msdownload"),
    Magic(b"\x7fELF", "application/x-elf"),
    Magic(b"\xca\xfe\xba\xbe", "application/java-vm"),
    Magic(b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    Magic(b"\xce\xfa\xed\xfe", "application/x-mach-binary"),
    Magic(b"L\0\0\0\1\x14\2\0", "application/x-ms-shortcut"),
    Magic(b"ITSF", "application/vnd.ms-htmlhelp"),
    Magic(b"#!", "text/x-shellscript"),
    Magic(b"{\\rtf", "application/rtf"),
    Magic(b"%!PS", "application/postscript"),
    Magic(b"\xc5\xd0\xd3\xc6", "application/postscript"),
    Magic(b"ID3", "audio/mpeg"),
    Magic(b"\xff\xfb", "audio/mpeg"),
    Magic(b"\xff\xf3", "audio/mpeg"),
    Magic(b"OggS", "audio/ogg"),
    Magic(b"fLaC", "audio/flac"),
    Magic(b"WAVE", "audio/wav", 8),
    Magic(b"#!AMR", "audio/amr"),
    Magic(b"ftypM4A", "audio/mp4", 4),
    Magic(b"AVI ", "video/x-msvideo", 8),
    Magic(b"ftypqt", "video/quicktime", 4),
    Magic(b"ftyp3g", "video/3gpp", 4),
    Magic(b"ftyp", "video/mp4", 4),
    Magic(b"\x1a\x45\xdf\xa3", "video/webm"),
    Magic(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    Magic(b"FLV\1", "video/x-flv"),
    Magic(b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    Magic(b"SQLite format 3\0", "application/vnd.sqlite3"),
    Magic(b"-----BEGIN PGP", "application/pgp-keys"),
    Magic(b"-----BEGIN CERTIFICATE", "application/x-x509-ca-cert"),
    Magic(b"wOFF", "font/woff"),
    Magic(b"wOF2", "font/woff2"),
    Magic(b"OTTO", "font/otf"),
)

# What a text opens with, blanks and a byte order mark aside, in lower case.
TEXTS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<head", "text/html"),
    (b"<body", "text/html"),
    (b"<script", "text/html"),
    (b"<iframe", "text/html"),
    (b"<svg", "image/svg+xml"),
    (b"<!doctype svg", "image/svg+xml"),
    (b"<?php", "application/x-php"),
    (b"begin:vcalendar", "text/calendar"),
    (b"begin:vcard", "text/vcard"),
    (b"return-path:", "message/rfc822"),
    (b"received:", "message/rfc822"),
    (b"delivered-to:", "message/rfc822"),
    (b"mime-version:", "message/rfc822"),
    (b"message-id:", "message/rfc822"),
    (b"@echo off", "application/x-bat"),
)

# Names that stand in the first entries of a zip file tell what it holds.
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"AndroidManifest.xml", "application/vnd.android.package-archive"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
# Names of streams in an OLE file, in the UTF-16 of its directory.
_IN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("VisioDocument", "application/vnd.visio"),
)
_SECTOR = 4096


def sniffed(data: bytes) -> str:
    """The media type of `data` by its first octets, "" when they tell nothing."""
    for row in MAGIC:
        if data.startswith(row.octets, row.at) and _holds(row, data):
            match row.kind:
                case "application/zip":
                    return _in_zip(data)
                case "application/x-ole-storage":
                    return _in_ole(data)
                case kind:
                    return kind
    return _text(data)


def _holds(row: Magic, data: bytes) -> bool:
    """Two letters are not enough to go by: the fields behind them have to make sense."""
    match row.octets:
        case b"BM":
            return len(data) > 30 and data[6:10] == b"\0\0\0\0" and data[15:18] == b"\0\0\0"
        case b"MZ":
            return len(data) >= 64 or b"\0" in data
        case b"\x60\xea":
            return len(data) > 10 and data[10] <= 4
        case b"WEBP" | b"WAVE" | b"AVI ":
            return data.startswith(b"RIFF")
        case _:
            return True


def _in_zip(data: bytes) -> str:
    head = data[:_LOOKED_AT]
    return next((kind for name, kind in _IN_ZIP if name in head), "application/zip")


def _in_ole(data: bytes) -> str:
    """What an OLE file is, by the first sectors of its directory, whose place its header tells (MS-CFB 2.2)."""
    size = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    start = (int.from_bytes(data[48:52], "little") + 1) * size
    directory = data[start : start + _SECTOR] + data[:_SECTOR]
    for name, kind in _IN_OLE:
        if name.encode("utf-16-le") + b"\0\0" in directory:
            return kind
    return "application/x-ole-storage"


def _text(data: bytes) -> str:
    head = data[:_TEXT_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<?xml", b"<!--")):
        if b"<svg" in head:
            return "image/svg+xml"
        if b"<html" in head or b"<!doctype html" in head:
            return "text/html"
        return "text/xml" if head.startswith(b"<?xml") else ""
    return next((kind for opening, kind in TEXTS if head.startswith(opening)), "")


# Which types go together: one in two rows belongs to both. A type in no row is compared with nothing.
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("pdf", "application/pdf application/x-pdf .pdf .ai"),
    ("picture", "image/png image/jpeg image/jpg image/pjpeg image/gif image/webp image/bmp image/x-ms-bmp image/tiff "
                "image/x-icon image/heic image/heif image/avif .png .jpg .jpeg .jpe .jfif .gif .webp .bmp .tif .tiff "
                ".ico .heic .heif .avif"),
    ("drawing", "image/svg+xml .svg"),
    ("page", "text/html application/xhtml+xml .html .htm .xhtml .mht .mhtml .hta .shtml"),
    ("xml", "text/xml application/xml image/svg+xml application/xhtml+xml .xml .svg .xsl .xhtml .gpx .kml .rss"),
    ("zip", "application/zip application/x-zip-compressed application/x-zip application/java-archive "
            "application/vnd.android.package-archive application/epub+zip .zip .jar .apk .epub .docx .xlsx .pptx .odt "
            ".ods .odp .docm .xlsm .pptm .kmz .xpi .vsdx .pages .numbers .key"),
    ("office", "application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/rtf text/rtf "
               "application/vnd.visio application/x-ole-storage application/vnd.ms-word application/excel .doc .xls "
               ".ppt .dot .xlt .pps .rtf .docx .xlsx .pptx .docm .xlsm .pptm .odt .ods .odp .wps .vsd .pub"),
    ("package", "application/vnd.openxmlformats-officedocument.wordprocessingml.document "
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
                "application/vnd.openxmlformats-officedocument.presentationml.presentation "
                "application/vnd.oasis.opendocument.text application/vnd.oasis.opendocument.spreadsheet "
                "application/vnd.oasis.opendocument.presentation"),
    ("archive", "application/vnd.rar application/x-rar application/x-rar-compressed .rar .cbr .r00"),
    ("archive 7z", "application/x-7z-compressed .7z"),
    ("archive gz", "application/gzip application/x-gzip application/x-tar application/x-compressed-tar "
                   "application/x-gtar .gz .tgz .tar .svgz .z"),
    ("program", "application/x-msdownload application/x-msdos-program application/x-dosexec application/x-elf "
                "application/x-mach-binary application/vnd.microsoft.portable-executable .exe .dll .scr .com .cpl .pif "
                ".sys .ocx .so .elf .msi"),
    ("shortcut", "application/x-ms-shortcut .lnk"),
    ("script", "text/x-shellscript application/x-sh application/x-php application/x-bat text/x-python text/x-ruby "
               "text/x-ruby-script application/javascript text/javascript .sh .bash .php .bat .cmd .py .rb .pl .js "
               ".jse .vbs .vbe .wsf .ps1 .psm1 .cgi .phtml .command"),
    ("sound", "audio/mpeg audio/mp3 audio/ogg audio/flac audio/wav audio/x-wav audio/amr audio/mp4 audio/x-m4a .mp3 "
              ".ogg .oga .flac .wav .amr .m4a .opus .aac .wma"),
    ("film", "video/mp4 video/quicktime video/3gpp video/webm video/x-msvideo video/x-ms-asf video/x-flv video/avi "
             "video/mpeg audio/mp4 video/x-matroska .mp4 .mov .3gp .webm .avi .asf .wmv .flv .mkv .m4v .m4a .mpg "
             ".mpeg"),
    ("text", "text/plain text/csv text/markdown .txt .csv .log .md .tsv .ini .conf .json .yaml .yml"),
    ("mail", "message/rfc822 application/vnd.ms-outlook .eml .msg .mht .mhtml"),
    ("calendar", "text/calendar application/ics .ics .vcs .ical"),
    ("card", "text/vcard text/x-vcard .vcf"),
    ("postscript", "application/postscript .ps .eps .ai"),
)  # fmt: skip


# Written in plain text and often sent as such; what a browser runs is no text to anybody.
_TEXTUAL = {"script", "mail", "calendar", "card", "xml"}
_ACTIVE = {"page", "drawing"}


def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, words in _FAMILIES:
        for word in words.split():
            found.setdefault(word, set()).add(family)
    for families in found.values():
        if "package" in families:  # what office programs write today is a zip file
            families |= {"zip", "office"}
        if families & _TEXTUAL and not families & _ACTIVE:
            families.add("text")
    return {word: frozenset(families) for word, families in found.items()}


_FAMILY = _families()
_NONE: frozenset[str] = frozenset()


def fits(declared: str, name: str, found: str) -> bool:
    """Whether what a mail says of a file, by type and by name, can all be true of what its octets are.

    `found`: as `sniffed` has it. What one of the three does not tell, or no table knows, contradicts nothing.
    """
    claims = [_FAMILY.get(declared, _NONE), _FAMILY.get(extension(name), _NONE), _FAMILY.get(found, _NONE)]
    if found and not claims[2]:
        return True
    known = [claim for claim in claims if claim]
    return all(one & other for place, one in enumerate(known) for other in known[place + 1 :])
