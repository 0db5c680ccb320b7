"""What every test stands on."""

import os

from hypothesis import settings

# No test is judged by the clock. CI tries the same examples every time, so that a red run is ours.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")
