"""The nouns every stage uses: money, people, place, time, text in two languages, errors."""
