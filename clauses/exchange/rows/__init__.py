"""The rows of an export straight from the driver of the database, without an object for each."""
