"""The learner's stories: their use in answers, and editing them."""
