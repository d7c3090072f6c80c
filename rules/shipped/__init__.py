"""The support plan that ships: `policy/` and `templates/`, data files that `supportd init` copies."""
