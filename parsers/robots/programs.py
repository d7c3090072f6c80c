"""The table of programs that people write mail with, by their User-Agent or X-Mailer.

Takes nothing; gives `PEOPLES`, beginnings of such values in lower case.
Never proof of a person: whoever answers by rule on a desktop shows the same; it only outweighs doubtful signs.
"""

from __future__ import annotations

FIELDS = ("user-agent", "x-mailer")

PEOPLES = (
    *("mozilla/", "mozilla thunderbird", "thunderbird", "betterbird", "postbox", "icedove", "seamonkey"),
    *("microsoft outlook", "microsoft-macoutlook", "microsoft office outlook", "microsoft windows live mail"),
    *("microsoft windows mail", "outlook express", "microsoft outlook express", "internet mail service"),
    *("apple mail", "iphone mail", "ipad mail", "ios mail", "mailmate", "airmail", "spark", "canary", "mimestream"),
    *("k-9 mail", "fairemail", "bluemail", "aqua mail", "aquamail", "nine", "samsung", "blackberry", "typeapp"),
    *(
        "mutt/",
        "neomutt/",
        "alpine ",
        "pine ",
        "gnus/",
        "mew ",
        "wanderlust/",
        "elm ",
        "aerc",
        "nmh",
        "mh-e",
        "notmuch",
    ),
    *("evolution", "gnome evolution", "kmail", "claws mail", "sylpheed", "geary", "balsa", "trojita", "mailspring"),
    *("the bat!", "foxmail", "becky!", "eudora", "qualcomm", "pegasus mail", "opera mail", "opera m2", "em client"),
    *("emclient", "em_client", "incredimail", "forte agent", "shuriken", "al-mail", "winbiff", "nylas", "mailbird"),
    *("lotus notes", "ibm notes", "hcl notes", "roundcube", "squirrelmail", "horde", "internet messaging program"),
    *("rainloop", "snappymail", "sogo", "zimbra", "open-xchange", "yahoomail", "aol webmail", "gmx", "web.de"),
    *("afterlogic", "webmail", "kopano", "zarafa", "coremail", "zoho mail", "rediffmail", "naver", "daum"),
)
