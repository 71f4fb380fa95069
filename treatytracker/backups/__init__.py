"""Backups of the whole database: made, tried out, restored; read with mistrust."""
