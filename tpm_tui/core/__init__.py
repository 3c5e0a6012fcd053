"""The domain logic, as pure functions and immutable values: no files, clock, randomness or terminal."""
