"""Stories: what the learner did once, for use in answers to several questions."""
