"""The days ahead: what the plan will ask, assuming that every plan is completed and every answer is good."""
