"""Whether there are stories, without loading them."""

from __future__ import annotations

import os

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.own_files import stories_path


def has_stories(workspace: Workspace) -> bool:
    """Return whether the learner has a file with stories, so that the footer shows the key of the list."""
    return os.path.lexists(stories_path(workspace.paths.data))
