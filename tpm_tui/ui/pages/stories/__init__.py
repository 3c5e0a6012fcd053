"""The pages about the learner's stories."""
