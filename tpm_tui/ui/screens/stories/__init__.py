"""The place of the stories, their form, and choosing one while answering."""
