"""What `make serve` tells gunicorn beside where to listen: the logs of the site are its logs."""

from .logs import configuration

workers = threads = 2
logconfig_dict = configuration(production=True)
