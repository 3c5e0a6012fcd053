"""The learner's own texts: stories, questions for the interviewers, company notes."""
