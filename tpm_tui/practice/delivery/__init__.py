"""The remarks on the delivery of answers, for every front end."""
