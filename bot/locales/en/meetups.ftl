# Coming meetups: the server's scheduled events. Labels in quotes in the design are fixed.
meetups-title = Upcoming meetups
meetups-now = Now
meetups-unnamed = A meetup
meetups-details = Details
meetups-place-open = Place to be announced
meetups-times = Times are shown in your own time zone.
meetups-shown = { $shown } of { $total }
meetups-previous = Previous
meetups-next = Next
meetups-again = Try again
meetups-calendar = Calendar file
meetups-calendar-ready = Every coming meetup in one file: open it with your calendar. It does not change by itself, so get a new one when something moves.

# Where there is no list
meetups-none = Nothing is planned here at the moment.
meetups-how-to-add = A moderator adds a meetup in Discord itself: tap the server's name, then Create Event. It takes the Create Events permission. A minute later it is listed here.
meetups-in-a-server = Meetups are listed server by server: use /meetups in a server that has added me.
meetups-unavailable = Discord is not showing me this server's events right now. Please try again in a minute.
meetups-none-here = Nothing is planned at the moment that everyone in that channel can see.
