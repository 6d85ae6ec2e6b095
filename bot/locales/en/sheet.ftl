# The printed sheet
sheet-kicker = Wayside · a private reflection
sheet-kicker-worksheet = Wayside · worksheet
sheet-questions = The questions
sheet-now = People first: where anyone may be in danger, call for help before anything else. Then talk to your supervisor.
sheet-scale = Where I stand
sheet-start = at the start
sheet-now-label = now
sheet-review = To look at again on { $date }
sheet-clauses = Clauses to reread
sheet-other = Other notes
sheet-unprintable = Some characters cannot be printed here; the Markdown file has them all.
sheet-footer = Our words, not the official text. Not legal, medical or supervisory advice. Not affiliated with ICF, EMCC or AC.
calendar-title = Wayside: look at your sheet again
calendar-note = You asked for this day when you finished a private reflection. The sheet is where you saved it.
