"""How programs that write mail give themselves away: one table a kind of sign."""
