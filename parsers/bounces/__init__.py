"""Mails that came back: what mail systems say about them, in RFC 3464's form or in their own words."""
