"""The shell: the only place with sockets, processes and the clock."""
