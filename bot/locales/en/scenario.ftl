# The list of situations
scenarios-title = Which situation is closest to yours?
scenarios-intro = Choose one, or say it in your own words.
scenarios-choose = Choose a situation

# What a coach's own words led to
found-words = The closest situation to what you wrote
found-message = The closest situation to this message
found-one-title = Could it be this one?
found-choose-title = It could be one of these.
found-choose-intro = Which one is closest to what is on your mind?
none-words-title = I did not find a situation in that.
none-words-intro = Tell me in a sentence what is on your mind, or choose below.
none-message-title = I find no situation in this message.
none-message-intro = These are the ones I know.
found-other-title = Then let us look at all of them.

# The first suggestion while typing own words
own-words-choice = “{ $text }”

# The card of one situation
scenario-codes = The codes
scenario-view = One coach's view
scenario-ask = Ask yourself
scenario-paths = Paths
scenario-silent = What the codes leave open
scenario-paths-intro = None of these fits everyone. Each can begin with a respectful sentence.
path-explore = Explore
path-adjust = Adjust
path-refer = Refer
path-pause = Pause
path-end = End

# The comparison
compare-differ = Where they differ
compare-no-clause = No clause on this in either of its editions here.
compare-no-clause-one = No clause on this in the edition shown here.

# The modal for own words
describe-title = In your own words
describe-label = What is on your mind?
describe-hint = Roles, not names. A sentence or two is enough.
describe-placeholder = For example: I look forward to one client's sessions a bit too much.
describe-kept = What you write is read once to find the closest situation, and then forgotten.

# Help before anything else
danger-title = If anyone is in danger right now
danger-directory = Someone to talk to: { $link }
danger-self = If it is you: call now, and ask someone to stay with you if you can.
danger-client = If it is your client: call for help, and stay in touch if you safely can.
danger-country = Your country, with all its numbers
danger-after = Everyone is safe, go on
danger-checked = Numbers last checked on { $date }.
help-law = This may touch the law. Before you act or answer anyone, talk to a lawyer, your insurer or your supervisor.
help-supervisor = You do not have to carry this alone. Your supervisor or a peer you trust is a good first call.
