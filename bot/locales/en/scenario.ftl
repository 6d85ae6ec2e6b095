# The list of situations
scenarios-title = Which situation is closest to yours?
scenarios-intro = Choose one, or say it in your own words.
scenarios-choose = Choose a situation
scenarios-private = Only you can see this.

# What a coach's own words led to
found-match = The closest situation to what you wrote
found-choose-title = It could be one of these.
found-choose-intro = Which one is closest to what is on your mind?
found-none-title = I did not recognise a situation in that.
found-none-intro = That says nothing about your question. Here is everything I know about; you can also try other words.
# The first suggestion while typing own words
own-words-choice = “{ $text }”

found-other-title = Then let us look at all of them.

# The card of one situation
scenario-codes = What the codes say
scenario-view = One coach's view
scenario-ask = Ask yourself
scenario-paths = Paths
scenario-silent = What the codes leave open
scenario-paths-intro = None of these is the right one in general. Each can begin with a respectful sentence.
path-explore = Explore
path-adjust = Adjust
path-refer = Refer
path-pause = Pause
path-end = End

# The comparison
compare-differ = Where they differ
compare-no-clause = No clause on this in either of its editions here.
compare-no-clause-one = No clause on this in the edition we have.

# The modal for own words
describe-title = In your own words
describe-label = What is on your mind?
describe-hint = Roles, not names. A sentence or two is enough.
describe-placeholder = For example: I look forward to one client's sessions a bit too much.
describe-kept = What you write is read once to find the closest situation, and then forgotten.

# Help before anything else
help-now-title = If anyone is in danger right now
help-now-directory = Someone to talk to: { $link }
help-now-then = The look-up below can wait.
help-law = This may touch the law. Before you act or answer anyone, talk to a lawyer, your insurer or your supervisor.
help-supervisor = You do not have to carry this alone. Your supervisor or a peer you trust is a good first call.
