"""What `make serve` tells gunicorn beside where to listen: the logs of the site are its logs."""

from .logs import configuration

workers, threads = 2, 4  # more threads than passwords are worked out at once, so that readers are answered meanwhile
logconfig_dict = configuration(production=True)

# The web server in front passes on what a visitor sends: no header names the root of the site, a path or a user.
forwarder_headers = ""
header_map = "drop"
strip_header_spaces = False
