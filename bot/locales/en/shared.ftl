# Buttons and lines that stand on several cards. Labels in quotes in the design are fixed.
all-scenarios = All scenarios
compare-the-codes = Compare the codes
read-a-clause = Read a clause
back-to-scenario = Back to the situation
describe-in-own-words = Describe it in my own words
none-of-these = None of these
official-page = Official page
disclaimer = Our words, not the official text. Not legal advice. Not affiliated with ICF, EMCC or AC.

# One clause in a line: "ICF · 3.6 in the 2025 edition (24 in 2020)".
clause-line = { $code } · { $number } in the { $year } edition
clause-line-before = { $code } · { $number } in the { $year } edition ({ $before } in { $before-year })
clause-short = { $code } { $number } ({ $year })
unconfirmed = unconfirmed
not-in-article = our addition
also-relevant = Also relevant: { $clauses }
