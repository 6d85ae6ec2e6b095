clause-heading = { $code } { $number }
clause-place = { $section } · { $year } edition
clause-then-now = Then and now
clause-now = { $numbers } in the { $year } edition.
clause-then = { $numbers } in the { $year } edition.
clause-now-passage = In the { $year } edition it has no number of its own.
clause-now-gone = The { $year } edition has no such clause.
clause-new = New in { $year }: { $what }
clause-counterparts = Same subject elsewhere
clause-scenarios = Comes up in
clause-go-on = Go on to
clause-go-scenario = Situation
evidence-E = read in a copy of the whole edition.
evidence-S = wording and number seen in the source article.
evidence-F = found in other publications, not in the official text itself.
evidence-O = unconfirmed; the summary is from memory, its place from outlines.
evidence-R = unconfirmed; summary and number are from memory.
evidence-line = How sure we are: { $evidence }

# No clause of that number
nearby-title = { $code } has no clause “{ $number }”.
nearby-title-edition = { $code } has no clause “{ $number }” in the { $year } edition.
nearby-edition = { $year } edition: { $count } clauses, from { $first } to { $last }.
nearby-subject = { $code } on “{ $subject }”
nearby-intro = You may be looking for:
