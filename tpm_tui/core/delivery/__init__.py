"""Remarks on the delivery of an answer: plain rules, each with the sentence it rests on."""
