"""What a string is: normal forms, folding, syllables and sentences as spans, numerals, matching many names in one pass."""
