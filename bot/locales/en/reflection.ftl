# The private guided reflection. Labels in quotes in the design are fixed.
reflect-privately = Reflect privately

# Where it takes place
reflect-opened = It is open in our private chat. Nobody else sees it.
reflect-open-it = Open our private chat
reflect-dm-closed-title = I cannot write to you privately.
reflect-dm-closed = Your settings keep direct messages from this server away. To open them: tap the server's name → Privacy Settings → Direct Messages.
reflect-dm-closed-here = Or go on right here: only you will see it. Discord takes such a message away when you restart it; /reflect then brings you back to where you were.
reflect-try-again = Try again
reflect-here = Go on right here

# The list of /reflect
reflect-list-title = A private reflection
reflect-list-intro = A few questions on one situation, for you alone. Which one is on your mind?
reflect-list-open = Still open
reflect-list-line = { $title } · { $where } · { $when }
reflect-list-choose = Choose a situation
reflect-where-safety = before the first question
reflect-where-step = { $number } of { $count }
reflect-where-close = at the close
reflect-resume = Resume
reflect-discard = Discard

# The notice
notice-title = Before we start
notice-program = I am a program with fixed questions: no coach, no supervisor, no lawyer.
notice-kept = What you write is stored encrypted, and deleted when we finish, or { $days } days after you last touched it.
notice-roles = Roles, not names, please. No health, intimate or criminal details about anyone.
notice-length = { $count } questions, about ten minutes. You can skip, pause or stop whenever you like.
notice-discord = Discord carries your words. Here, word lists check them for danger and for details that point to a person.
notice-worksheet = This one is personal. On the printable worksheet nothing comes back here.
notice-start = Start
notice-not-now = Not now
notice-get-worksheet = Get the worksheet
notice-go-here = Go through it here
notice-later = All right. I am here whenever you like.
worksheet-ready = Here is your worksheet. Save it now: only you can see this message, and it is gone when Discord restarts.

# Safety
safety-title = Is anyone in danger right now?
safety-who = You yourself, your client, someone else; a child, or an adult who depends on others.
safety-no = No
safety-unsure = Not sure
safety-yes = Yes
safety-signs = Or is it one of these?
unsure-title = If you are not sure, it is worth a call
unsure-intro = Those who answer are glad to be asked too early. You need not be certain.
unsure-stop = Stop here
unsure-go-on = Go on with the questions
alarm-title = Some of your words made me ask: is anyone in danger?
alarm-intro = I only match words, and I may be wrong. If I am, just go on: your answer is kept, encrypted.
alarm-go-on = Nobody is in danger, go on
stopped-title = People first
stopped-intro = The questions can wait. Once everyone is safe, talk to your supervisor or someone you trust.
stopped-kept = What you wrote waits here, encrypted, until { $date }.
stopped-close = Close
caution-law-title = First, a word with someone who knows the law
caution-law = Before you act or write to anyone, speak to a lawyer, your insurer's legal line or your professional body's ethics contact. Keep the client records you have as they are. It can usually wait until morning.
caution-supervisor-title = This one deserves company
caution-supervisor = Please talk it over with a supervisor before your next contact with this client. If you fear for someone's safety, do not wait for that: call for help first.
caution-go-on = Go on

# The steps
step-progress = { $number } of { $count } · { $title }
step-think = Nothing to type here. Take the time you need.
step-skip = You can also just think, and go on.
step-several = Choose as many as fit.
step-ten = 0: not at all · 10: { $ten }
step-clauses = What the codes say: { $clauses }
step-write = Write an answer
step-change = Change the answer
step-next = Next
step-back = Back
step-pause = Pause
step-stop = Stop
note-label = Your answer
note-reminder = Roles, not names. No health, intimate or criminal details.
note-too-long = (It goes on. The whole answer is kept and will be in your file.)

# Details that could point to a person
details-title = Before I keep this
details-intro = It holds what could point to a person:
details-edit = Edit
details-keep = Keep
details-forgotten = I did not keep those words, and too much time has passed. Please write them once more.

# Paused, gone, another person's
paused-title = Paused
paused-intro = Your answers wait here, encrypted, until { $date }. After that they are deleted.
gone = This reflection is over. Nothing of it is kept.
gone-idle = After { $days } days without a visit I deleted this reflection, to keep it private.
unopenable = I cannot open this reflection any more. It is deleted { $days } days after you last touched it, or at once with /privacy.
gone-again = Start a new one
not-yours = This is someone else's reflection. /reflect opens one of your own.
not-saved = That could not be done just now: I do not reach what I keep. Please press again in a moment. Everything before it is safe.
not-saved-words = Your words could not be saved just now. I still hold them for a few minutes: please press again. Everything before them is safe.
not-saved-again = Save them now

# The close
again-title = Once more
again-ask = At the start you chose { $start }. Where are you now? Lower is fine too.
close-title = You have come to the end.
close-title-stopped = We can stop here.
close-file = The file holds your answers as a sheet called “{ $name }”, to print or to keep.
close-scale = At the start { $start } · now { $now }
close-supervisor = Take it to your supervisor before your next contact with this client.
close-outline = If you like, prepare what you will say, in five short lines.
close-outline-done = What you will say: { $written } of 5 lines written.
close-prepare = Prepare the conversation
close-review = A day to look at it again
close-review-set = A calendar entry for { $date } comes with the file.
close-give = Give me the file
close-discard = Discard everything
close-kept = With the file or without it, everything here is deleted at the end.
review-none = No day
review-1 = Tomorrow
review-3 = In three days
review-7 = In a week
review-14 = In two weeks
review-30 = In a month
review-90 = In three months
review-365 = In a year
discard-title = Discard everything?
discard-intro = Your answers are deleted at once and cannot be brought back.
discard-yes = Yes, discard
file-ready = Here is your sheet. Save it now: only you can see this message, and it is gone when Discord restarts.
file-given = Your sheet is in the message below. Nothing else is kept.
file-given-close = Nothing more has to be decided tonight.
discarded = Everything is discarded. Nothing is kept.

# The respectful conversation: at most 45 characters a label, 100 a hint
outline-title = A respectful conversation
outline-intro = Not a verdict: a conversation about whether going on makes sense.
outline-opening = How I open
outline-opening-hint = One sentence, in my own words.
outline-achieved = What has been achieved
outline-achieved-hint = What deserves to be said aloud, and whose effort it was.
outline-ends = What ends, and what stays
outline-ends-hint = From when, under which terms, and what goes on as it was.
outline-next = Who can help next
outline-next-hint = Two or three kinds of help or colleagues, by role.
outline-sponsor = What the sponsor hears
outline-sponsor-hint = Facts only, as agreed; nothing from the sessions.

# A message typed into the chat
chat-title = Messages typed here are not read.
chat-intro = What is typed into a chat stays there until you delete it. “Write an answer” keeps your words encrypted instead, and only until we finish.
chat-no-reflection = No reflection is open at the moment. Start one, or look something up with /scenario.
chat-other-open = What is typed into a chat stays there until you delete it. Your reflection waits where you left it.

# Preferences
preferences-title = Your preferences
preferences-intro = I remember what you choose here. You can take it back at any time.
preferences-language = Language: { $language }
preferences-country = Country for emergency numbers: { $country }
preferences-as-discord = as in Discord
preferences-no-country = none, I show several
preferences-choose-language = Choose a language
preferences-choose-country = Choose a country
