"""Files that the learner opens or makes from within the app: questions, reports, exported texts."""
