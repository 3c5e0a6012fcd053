"""What every front end says about the learner's stories."""
