"""Stories of the learner together with the bank and the history, for every front end."""
