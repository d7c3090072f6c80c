"""One file a step, named by its revision; a step once released is never edited."""
