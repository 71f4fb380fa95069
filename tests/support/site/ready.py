"""Read once by the process from which `processes.py` forks, so that each program finds the code of the site there."""

import django

django.setup()
