help-title = A quiet stop for coaches
help-intro = Wondering whether to go on with a client? I show what the codes of ethics say, and questions to think it through.
help-scenario = { $command } finds your situation: pick a title, or describe it in your own words.
help-clause = { $command } finds a clause by number or subject, with its editions and its counterpart.
help-compare = { $command } puts the codes side by side.
help-menu = On any message: Apps → “Which clauses apply?”
help-privacy = { $command } says what happens to what you type.
help-private = Every answer is visible to you alone.
help-moderator = You moderate here: who may use me, and in which channels, is set in Server Settings → Integrations.
help-limits = I am a program with fixed texts: no coach, no supervisor, no lawyer. I never tell you what to do.
help-sources = Sources
help-community = Free meetups

sources-title = Where this comes from
sources-intro = We link the official texts and never copy them.

privacy-title = What happens to what you type
privacy-nothing = I keep nothing about you: no history, no profile, no list of what you looked up.
privacy-words = Your own words are compared with my situations in memory, once, and are then gone. They are in no log and no database.
privacy-answers = Answers are visible to you alone and vanish when you dismiss them or restart Discord.
privacy-discord = Everything travels through Discord, in the United States, under Discord's own privacy policy. “Only you see it” means other members do not; it is not end-to-end encrypted.
privacy-nobody = No language model, no other service, no statistics: I run on the machine of whoever operates this bot.
privacy-log = The operator's log names the commands that failed and when, never who used them or what they wrote.
privacy-names = Even so: roles, not names, and no health, intimate or criminal details about anyone. “My client plans something unlawful” is enough.
privacy-contact = Questions about your data? Ask whoever operates this bot; in a server, its moderators know.
