"""The learner's stories and lists in the report of a mock interview, and in the reveal."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tpm_tui.core.stories.own_lists import LIST_NAMES, OwnLists
from tpm_tui.exchange.markdown_escape import inline
from tpm_tui.exchange.question_sections import Section, SectionKind, SectionLine
from tpm_tui.exchange.stories.list_titles import LIST_TITLES
from tpm_tui.exchange.stories.sentences import repeated_stories_text


class ReportTexts(Struct, frozen=True):
    """What the report has of the learner's own texts."""

    titles: Mapping[str, str] = {}
    """Titles of the stories that were used, by id."""
    repeated: tuple[str, ...] = ()
    """Titles of the stories that were used in several answers."""
    lists: OwnLists = OwnLists()

    @property
    def warning(self) -> list[str]:
        """The warning about stories that were used more than once."""
        return [f"**{inline(repeated_stories_text(self.repeated))}**"] if self.repeated else []

    def story_line(self, story: str) -> str:
        """Return the row about the story of an answer; empty without one."""
        return f"Story: {inline(self.titles.get(story, story))}" if story else ""

    def list_blocks(self) -> list[str]:
        """Return the lists under their headings; those that are empty are left out."""
        return own_list_markdown(self.lists)


def own_list_markdown(lists: OwnLists) -> list[str]:
    """Return the lists of the learner's own texts as Markdown; those that are empty are left out."""
    blocks: list[str] = []
    for name in LIST_NAMES:
        texts: tuple[str, ...] = getattr(lists, name)
        if texts:
            blocks += [f"## {LIST_TITLES[name]}", "\n".join(f"- {inline(text)}" for text in texts)]
    return blocks


def own_list_sections(lists: OwnLists) -> tuple[Section, ...]:
    """Return the lists of the learner's own texts as sections; those that are empty are left out."""
    sections = (
        Section(
            f"own-{name}", LIST_TITLES[name], SectionKind.LIST, tuple(map(SectionLine, getattr(lists, name)))
        )
        for name in LIST_NAMES
    )
    return tuple(section for section in sections if section.lines)
