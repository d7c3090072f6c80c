"""The memory: tables, migrations, one `transaction()`, and a module for each thing kept."""
