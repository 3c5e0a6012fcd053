"""Search in the texts of questions, and in the learner's notes and answers."""
