"""HTML read as text: tags, elements, the marks mail programs leave, and the layout."""
