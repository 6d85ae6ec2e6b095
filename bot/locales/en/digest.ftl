# The weekly digest, a private message. The labels of its buttons are fixed by the design.
digest-title = A quiet minute for your week
digest-from = The weekly digest of { $server }
digest-question = A question to take along
digest-read-on = Read on
digest-stop = Stop the digest

# Stopping it there, and thinking again
digest-stopped = Done. The weekly digest of { $server } no longer comes to you.
digest-start = Start again
digest-started = The weekly digest of { $server } comes to you again. Next one: { $when }
digest-switched-off = The moderators of that server have switched its weekly digest off for now, so it cannot be started.
digest-not-a-member = You are no longer in that server, so its weekly digest cannot come to you.
digest-server-gone = I am no longer in that server, so its weekly digest has ended.
digest-server-unknown = A server I do not see right now

# In /preferences
digest-offered = **Weekly digest:** one clause, one question and this server's next meetups, in a private message from me. First one: { $when }. One tap stops it.
digest-on = **Weekly digest** of this server: you get it. Next one: { $when }. One tap stops it.
digest-resting = **Weekly digest** of this server: resting. The moderators have switched it off for now; until they switch it on again, nothing comes.
digest-mine = Weekly digests you get
digest-mine-line = { $server }: next one { $when }
digest-mine-resting = { $server }: resting, switched off there for now
digest-send-me = Send me the weekly digest
digest-stop-weekly = Stop the weekly digest
digest-stop-one = Stop a weekly digest
