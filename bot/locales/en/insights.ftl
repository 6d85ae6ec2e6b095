# What is looked up in a server, for its moderators
insights-title = What is looked up here
insights-off = I count nothing now. If you switch it on, I count how often each situation is looked up in this server, day by day, and keep a day's numbers for { $days } days.
insights-never = Never counted: who looked something up, what anyone wrote, reflections, direct messages. A number shows only from ten on, so that nobody can be guessed from it.
insights-switch-on = Switch on
insights-since = Look-ups since { $date }
insights-window = Look-ups over the last { $days } days
insights-nothing = There is nothing to show yet. A situation appears here once it has been looked up at least ten times.
insights-line = { $title }: { $count }
insights-fewer = Fewer than ten
insights-fewer-line = Fewer than ten: { $titles }
insights-how = Counted by situation and day: no names, and nothing anyone wrote. Each day's numbers are deleted after { $days } days.
insights-switch-off = Switch off
insights-ask-title = Switch it off?
insights-ask = What has been counted here is deleted at once and cannot be brought back. You can begin anew at any time.
insights-ask-yes = Switch off and delete
insights-noted-on = { $who } has switched on the counting of look-ups (/insights): by situation and day, without anyone's name.
insights-noted-off = { $who } has switched off the counting of look-ups (/insights). What was counted is deleted.
