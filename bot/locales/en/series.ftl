# Days and rhythms
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
every-1 = every week
every-2 = every two weeks
series-every-1 = Every { $weekday } at { $time }, { $zone }
series-every-2 = Every other { $weekday } at { $time }, { $zone }

# What is rotated through
rotates-all = Situations, clauses and questions in turn
rotates-scenarios = Situations
rotates-questions = Questions to think about
rotates-clauses = Clauses of all codes
rotates-clauses-of = Clauses: { $code }
rotates-meetups = Upcoming meetups

# The cards
series-title = Weekly series
series-none = There is no series yet. /schedule add starts one: what, which day, what time.
series-note = Times are local: 9:00 stays 9:00 when the clocks change.
series-open = Open a series
series-all = All series
series-added = The series is set up.
series-posts = { $what }, in { $channel }
series-with-thread = each with a thread
series-next = Next
series-pause = Pause
series-resume = Resume
series-remove = Remove
series-remove-title = Remove this series?
series-remove-intro = What it has posted stays. The series itself cannot be brought back, but you can set up a new one.
series-remove-yes = Yes, remove it
series-removed = The series is removed.
series-rests = paused
series-rests-moderator = paused
series-rests-channel-gone = paused: I cannot find its channel
series-rests-no-permission = paused: I lack a permission there
series-rests-refused = paused: Discord did not take the post
series-rests-nothing = paused: nothing of its kind is shown here now
series-rests-left = paused: I was not in this server
posted-more-meetups = All meetups

# Told to moderators
series-told = From { $server }, where you set up a weekly series:
series-missed = I was offline when the series in { $channel } was due, and I do not post more than six hours late. Posts left out: { $count }, the last due { $last }. The series continues with its next date.
series-paused-channel-gone = I paused the series in { $channel }: I cannot find the channel any more. If it was deleted, use /schedule remove and set up a new series elsewhere.
series-paused-no-permission = I paused the series in { $channel }: I am no longer allowed to post there. /schedule resume names the missing permission.
series-paused-refused = I paused the series in { $channel }: Discord refused the post. If that forum now requires a tag, lift that rule, then use /schedule resume.
series-paused-nothing = I paused the series in { $channel }: what it posts is no longer shown in this server. Change “Codes and editions shown” in /settings, then use /schedule resume.
series-paused-left = I paused the series in { $channel }.
log-series-added = { $who } set up a series in { $channel }. { $what }
log-series-paused = { $who } paused a series in { $channel }. { $what }
log-series-resumed = { $who } resumed a series in { $channel }. { $what }
log-series-removed = { $who } removed a series in { $channel }. { $what }

# What stands in the way
series-too-many = { $count } series are as many as one server can have. Remove one with /schedule remove first.
series-gone = That series is no longer there. /schedule list shows those there are.
series-needs-zone = In which time zone? Choose one under time_zone, or set the server's in /settings.
series-forum-wants-tag = { $channel } wants a tag on every post, and a series cannot choose one. Take another channel, or lift that rule in the forum's settings.
series-nothing = Nothing of that kind is shown in this server. “Codes and editions shown” in /settings says what is.
time-form = I do not understand “{ $text }” as a time. Write it like 9:30, 21:00 or 9 pm.
time-midnight = 24:00 is 00:00 of the next day: write 00:00 and choose that day.
time-hour = “{ $text }” is not a time of day. Write it like 9:30, 21:00 or 9 pm.
time-minute = “{ $text }” is not a time of day. Write it like 9:30, 21:00 or 9 pm.
date-or = or
date-form = I do not understand “{ $text }” as a date. Write it like 2027-02-28.
date-form-near = I do not understand “{ $text }” as a date. Did you mean { $near }?
date-absent = There is no such date as { $text }. Write it like 2027-02-28.
date-absent-near = There is no such date as { $text }. Did you mean { $near }?
date-past = { $text } is in the past. Choose a later date, written like 2027-02-28.
date-past-near = { $text } is in the past. The first date could be { $near }.
date-far = { $text } is more than a year ahead. Is the year right?
date-far-near = { $text } is more than a year ahead. Did you mean { $near }?
