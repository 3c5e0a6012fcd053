"""Documents for the learner: stored reports that are listed and read, and exported texts."""
