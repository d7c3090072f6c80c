"""What the desk decides: `decide(event, snapshot, policy, now) -> Decision`.

Takes values, gives values. Never does I/O, asks the time or rolls dice: numbers, nonces and `now` are handed in.
"""
