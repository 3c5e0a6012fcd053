"""The screens beside sessions: Today, the plan, progress, settings. Each is a page with rows to open."""
