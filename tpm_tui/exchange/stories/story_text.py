"""Stories as lines of text and as JSON."""

from __future__ import annotations

from tpm_tui.core.stories.story import STORY_PARTS, Story
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line


def story_summary(story: Story) -> str:
    """Return title, length, figures, and the parts that are missing."""
    words = len(story.text.split())
    parts = [clean_line(story.title), plural(words, "word")]
    if story.figures:
        parts.append(plural(len(story.figures), "figure"))
    if missing := [part for part in STORY_PARTS if part not in story.parts]:
        parts.append(f"no {', '.join(missing)}")
    if story.updated:
        parts.append(f"changed {story.updated:%Y-%m-%d}")
    return "; ".join(parts)


def story_json(story: Story) -> dict[str, object]:
    """Return a story as the object printed by `--json`."""
    return {
        "id": story.id,
        "title": story.title,
        **{part: getattr(story, part) for part in STORY_PARTS},
        "figures": list(story.figures),
        "tags": list(story.tags),
        "updated": story.updated,
    }
