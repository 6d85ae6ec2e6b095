# A case for peers. Labels in quotes in the design are fixed.
case-title = A case for peers
case-hoped = What whoever brought it would like to hear
case-respect = Roles, not names. Somebody trusted you with this: be kind, and keep it here.
case-put = Put a case to your peers

# /case
case-own-title = Your cases here
case-intro = Something from your practice you would like to think through with colleagues? Write it without names. Moderators read it first and do not see who wrote it. If they approve it, it is posted in this server, with a thread and a poll on which path to explore.
case-none-here = This server does not take cases at the moment. /reflect is there for you, in private. (Moderators: /settings.)
case-in-a-server = Cases are put to the peers of a server: use /case in one that has added me.
case-enough = You can have three cases under way here, drafts included. Delete or withdraw one in /case, or wait until one is decided or closes.
case-is-draft = A draft. Only you see it; I delete it { $when }.
case-is-waiting = Waiting for the moderators. If they have not decided within 30 days, I delete it.
case-is-approved = It is on its way to the channel.
case-is-posted = Posted. You can withdraw it until { $date }. After that it stays, and I no longer know it is yours.
case-is-declined = Not posted. A moderator writes:
case-is-withdrawn = Withdrawn, but Discord has not let me delete the card yet. I keep trying; a moderator can delete it too.
case-reworded = A moderator has changed the wording.
case-write = Write a case
case-go-on = Continue the draft
case-delete = Delete
case-see = See it
case-rework = Revise it
case-withdraw = Withdraw
case-back = Back

# The window: at most 45 characters a title or label, 100 a hint
case-happened-label = What happened?
case-happened-hint = Write “my client”, not a name. Leave out place, time and any health, intimate or criminal details.
case-hoped-label = What would you like to hear from peers?
case-hoped-hint = For example: how would you open that conversation?
case-window-kept = Kept encrypted, as a draft, for a day. Nobody else reads it until you send it.

# Before it is sent
case-danger-kept = What you wrote is kept, encrypted, for a day.
case-details-title = Before a moderator reads this
case-too-long = This is too long for one message. A little shorter, please; nothing is lost.
case-preview-title = This is what moderators will read
case-preview-who = They do not see who wrote it, and neither do your peers. Still, colleagues may recognise a story or a way of writing.
case-preview-honest = Until the case closes, I keep an encrypted note that it is yours. Whoever runs this bot could open that note; nobody in this server is shown it. Your words travel through Discord.
case-preview-then = A moderator may approve, decline or reword it. Once posted, it stays here. For 30 days you can withdraw it with /case; after that I no longer know whose it is. Not sure tonight? Leave it: your draft waits a day in /case. “Cancel” deletes it.
case-send = Send to the moderators
case-send-tell = Send, and tell me by direct message
case-edit = Edit
case-cancel = Cancel
case-sent = It is with the moderators, without your name. I never announce a case the moment it comes, so that the timing does not point to you.
case-sent-look = /case shows how it stands.
case-sent-tell = Once they have decided, I send you one direct message. If it cannot reach you, /case shows the decision too.
case-cancelled = Nothing was sent, and the draft is deleted.
case-gone = This case is no longer here. It was withdrawn, or its time was over.
case-already-sent = This case had already been sent. I hold what you just wrote for a quarter of an hour: “Write a case” shows it again.

# Withdrawing
case-withdraw-title = Withdraw this case?
case-withdraw-waiting = It is deleted at once, and no moderator reads it any more.
case-withdraw-posted = Your words and the poll are deleted and the thread is closed. What others wrote in it stays.
case-withdraw-yes = Yes, withdraw it
case-withdraw-done = Withdrawn. Nothing ties it to you any more.
case-withdraw-later = Withdrawn, but Discord did not let me delete the card just now. I try again every quarter of an hour; a moderator can delete it too.
case-left-standing = Everything I keep about you is erased. Discord did not let me delete these posts: { $links }. Nothing there names you. Any member can ask a moderator to remove them; you need not say they are yours.

# In public
case-thread-name = A case for peers · { $date }
case-thread-asks = Whoever brought this would like to hear:
case-line-closed = This case is now closed, and I no longer keep who brought it. You are welcome to go on talking.
case-line-withdrawn = Whoever brought this case has withdrawn it. Thank you for thinking along.

# By direct message, for those who asked for it
case-told-posted = Your case in { $server } is posted.
case-told-declined = Your case in { $server } was not posted. A moderator writes:
case-told-expired = I am sorry: nobody got to your case in { $server } within 30 days, so I deleted it. You are welcome to write it again with /case.
case-told-why = You asked for this message. The moderators do not know about it.

# The moderators' queue
queue-position = { $number } of { $count }
queue-anonymous = Nobody here sees who wrote it. Please do not try to guess.
queue-details = This may point to a person: { $details }
queue-reworded = A moderator has changed the wording.
queue-unposted = Approved, but I could not confirm the post. Press “Approve and post” again: I check first and will not post it twice.
queue-kept = If nobody decides within 30 days, it is deleted.
queue-approve = Approve and post
queue-edit = Edit
queue-decline = Decline
queue-later = Later
queue-next = Next case
queue-again = From the beginning
queue-empty = No case is waiting.
queue-last = That was the last one. { $count ->
    [one] One case is still waiting.
   *[other] { $count } cases are still waiting.
}
queue-approved = Posted in { $channel }.
queue-declined = Declined. The author can read your sentence, but does not see your name.
queue-decided = This case is not waiting any more: somebody has decided on it, or its author has withdrawn it.
queue-changed = Something has changed meanwhile. This is how it stands now.
queue-no-channel = This server takes no cases at the moment. Choose a channel for them in /settings, then approve; the case waits until then.
queue-refused = Discord did not let me post in { $channel }. The case is still waiting. Check my permissions there, then approve again.
queue-unsure = Discord did not answer, so I cannot tell whether it was posted. I look again within a quarter of an hour and will not post it twice.
queue-too-long = This is too long for one message. Please shorten it; “Edit” shows your words again.
decline-title = Decline this case
decline-label = One kind sentence to its author
decline-hint = Your name is not shown. What could be changed so that it can be posted?

# In the log channel
log-case-waiting = { $count ->
    [one] A case for peers is waiting: { $command }
   *[other] { $count } cases for peers are waiting: { $command }
}
log-case-approved = { $who } approved a case for peers: { $link }
log-case-declined = { $who } declined a case for peers.
