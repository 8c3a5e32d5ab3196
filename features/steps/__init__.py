"""What a sentence means: forms, words of the catalogue, values, a profile, and claims about the answer."""
