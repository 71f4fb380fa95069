"""What stops a start, in one sentence with its remedy, where a traceback would help nobody."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

ANEW = "is damaged, or no SQLite database. Put a copy back in its place, or move it away to start anew."
SQLITE = {
    "not a database": ANEW,
    "malformed": ANEW,
    "unable to open": "cannot be opened. Make its folder and let yourself write there, or mend DATABASE_URL.",
    "readonly": "cannot be written. Let yourself write to it and to its folder, or mend DATABASE_URL.",
    "is locked": "is in use by another process. Stop that one, then try again.",
    "disk is full": "cannot grow: the disk is full. Make room, then try again.",
}


def remedy(error: Exception) -> str:
    """What to say of `error`; nothing where only its traceback helps, or where DEBUG asks for that."""
    if settings.configured and settings.DEBUG:
        return ""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    return of_database(error) if isinstance(error, DatabaseError) else ""


def of_database(error: DatabaseError) -> str:
    if connection.vendor == "sqlite":
        said = next((words for sign, words in SQLITE.items() if sign in str(error)), "")
        return said and f"{connection.settings_dict['NAME']} {said}"
    if isinstance(error, OperationalError) or connection.connection is None:
        reason = str(error).partition("\n")[0].rstrip(".")
        return f"PostgreSQL cannot be used: {reason}. Start it, or mend DATABASE_URL."
    return ""
