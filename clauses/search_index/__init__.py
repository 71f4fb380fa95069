"""What the search knows: for each public record its words, written in the transaction that changes the record.

`layout` says what is held of each kind, `entries` works it out from the rows, `upkeep` stores what differs, `engine`
asks. Whoever asks in people's words goes through the room `search`.
"""
