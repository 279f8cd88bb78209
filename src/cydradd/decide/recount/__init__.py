"""The re-count page: one file that counts a round's ballots again in the reader's browser, without a network.

Its rules are written anew in JavaScript with whole numbers of any size, so that the page shares no code with the
count that it checks.
"""
