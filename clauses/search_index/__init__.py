"""What the search knows: for each record its words, written in the transaction that changes the record.

`indexes` says which there are, of what is public and of what only the desk may find; `layout` what is held of each
kind, `entries` works it out from the rows, `upkeep` stores what differs, `engine` asks. Whoever asks in people's words
goes through the room `search`.
"""
