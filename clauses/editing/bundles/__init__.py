"""A record with all unfinished records that it rests on: collected, checked, sent and published in one step."""
