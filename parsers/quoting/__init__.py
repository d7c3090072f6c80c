"""What of a text is new, and what is quoted, signed or passed on."""
