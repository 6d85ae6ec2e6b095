# What stands on every posted card
posted-alone = What you open here, only you see.
posted-more-scenario = Questions and paths
posted-more-comparison = The situation
posted-more-question = What the codes say
posted-more-clause = Read on
topic-meetups = Upcoming meetups
thread-question = Where have you met this in your own work?
thread-roles = Roles, not names: clients may be reading along.
poll-question = Which path would you explore first?

# The preview
post-in-this-channel = Post in this channel
preview-title = Preview
preview-where = This is how it will look in { $channel }. Nothing is posted yet.
preview-poll = A poll would ask “{ $question }” and run for a week.
post-post = Post
post-thread = Post and open a thread
post-poll = Post with a poll
post-cancel = Cancel
post-introduce = Add an introduction
post-edit = Edit the introduction
post-two-languages = Post in two languages
post-one-language = Post in one language
question-choose = Another question
tags-choose = Tags of the forum
introduction-title = Your introduction
introduction-label = A line above the card
introduction-hint = Optional. It stands there as you write it; nobody is notified by it.

# Afterwards
post-done = Posted in { $channel }.
post-open = See it
post-publish = Publish to followers
post-published = Servers that follow this channel get it too.
post-unpublished = Discord did not publish it. In { $channel }, use “Publish” below the post, or try again later.
post-cancelled = Nothing was posted.
post-expired = This preview is over, and nothing was posted from it. Use /post for a fresh one.
post-perhaps = This preview has ended, and Discord never confirmed the post. Please check { $channel }; if it is not there, start again with /post.
post-without-thread = The thread could not be opened. You can open one on the post yourself.
post-unsure-thread = Discord did not answer, so I cannot tell whether the thread is complete. Please look at the post before you open one.
post-unsure-poll = Discord did not answer, so I cannot tell whether the poll is there. Please look below the post before you add one.
post-without-poll = The poll could not be added. You can add one below the post yourself.

# What stands in the way
post-topic-gone = This server no longer shows that clause. Cancel, and choose another.
post-unknown-scenario = I do not know a situation called “{ $text }”. Choose one of those I suggest while you type.
post-unknown-clause = { $code } has no clause “{ $number }”. Nearby: { $near }.
post-too-many = That is { $count } posts in { $minutes } minutes, the most I send in one server. You can post again { $again }. Your preview is kept.
post-refused = Discord did not let me post in { $channel }. Nothing was posted, and your preview is kept. Check my permissions there, then try again.
post-unsure = Discord did not answer, so I cannot tell whether it was posted. Press the same button again: I check first and will not post it twice.
tags-required = This forum wants at least one tag. Choose one above, then post.
channel-gone = I cannot find that channel or thread. It may have been deleted, or hidden from me. Choose another, or give me View Channel there.
channel-takes-no-posts = I can post in text, announcement and forum channels and in threads; { $channel } is none of these.
thread-locked = { $channel } is locked. Unlock it, or choose another place.
you-lack = You cannot post in { $channel } yourself, so I do not post there for you. Choose another channel, or ask an administrator for: { $permissions }.
bot-lacks = In { $channel } I am missing: { $permissions }. To grant it: the channel's settings → Permissions → add Wayside, or give Wayside's role the permission.

# Discord's names for permissions
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-messages-in-threads = Send Messages in Threads
permission-create-public-threads = Create Public Threads
permission-read-message-history = Read Message History
permission-send-polls = Create Polls

# In the log channel
log-posted = { $who } posted [{ $what }]({ $link }) in { $channel }.
