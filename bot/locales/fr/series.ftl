# Jours et rythmes
weekday-0 = lundi
weekday-1 = mardi
weekday-2 = mercredi
weekday-3 = jeudi
weekday-4 = vendredi
weekday-5 = samedi
weekday-6 = dimanche
every-1 = chaque semaine
every-2 = toutes les deux semaines
series-every-1 = Chaque { $weekday } à { $time }, { $zone }
series-every-2 = Un { $weekday } sur deux à { $time }, { $zone }

# Ce qui passe à tour de rôle
rotates-all = Situations, clauses et questions à tour de rôle
rotates-scenarios = Situations
rotates-questions = Questions pour réfléchir
rotates-clauses = Clauses de tous les codes
rotates-clauses-of = Clauses : { $code }
rotates-meetups = Prochaines rencontres

# Les cartes
series-title = Séries hebdomadaires
series-none = Aucune série pour l'instant. /programmer ajouter en crée une : contenu, jour, heure.
series-note = Les heures sont locales : 9:00 reste 9:00 aux changements d'heure.
series-open = Ouvrir une série
series-all = Toutes les séries
series-added = La série est en place.
series-posts = { $what }, dans { $channel }
series-with-thread = un fil par publication
series-next = À venir
series-pause = Mettre en pause
series-resume = Reprendre
series-remove = Supprimer
series-remove-title = Supprimer cette série ?
series-remove-intro = Ce qu'elle a publié reste. La série elle-même ne peut pas être rétablie, mais vous pouvez en créer une autre.
series-remove-yes = Oui, la supprimer
series-removed = La série est supprimée.
series-rests = en pause
series-rests-moderator = en pause
series-rests-channel-gone = en pause : je ne trouve pas son salon
series-rests-no-permission = en pause : il m'y manque une permission
series-rests-refused = en pause : Discord a refusé la publication
series-rests-nothing = en pause : plus rien de ce genre n'est présenté ici
series-rests-left = en pause : je n'étais plus sur ce serveur
posted-more-meetups = Toutes les rencontres

# Dit à la modération
series-told = À propos de votre série hebdomadaire sur { $server } :
series-missed = J'étais hors ligne quand la série dans { $channel } devait paraître, la dernière fois le { $last }. Au-delà de six heures, je ne publie plus en retard. Publications manquées : { $count }. Elle reprend à sa prochaine date.
series-paused-channel-gone = J'ai mis en pause la série dans { $channel } : je ne trouve plus le salon. S'il a été supprimé, utilisez /programmer supprimer et créez une nouvelle série ailleurs.
series-paused-no-permission = J'ai mis en pause la série dans { $channel } : je n'ai plus le droit d'y publier. /programmer reprendre nomme la permission qui manque.
series-paused-refused = J'ai mis en pause la série dans { $channel } : Discord y refuse la publication. Si le forum exige désormais une étiquette, levez cette règle, puis utilisez /programmer reprendre.
series-paused-nothing = J'ai mis en pause la série dans { $channel } : ce qu'elle publie n'est plus présenté sur ce serveur. Changez « Codes et éditions présentés » dans /réglages, puis utilisez /programmer reprendre.
series-paused-left = J'ai mis en pause la série dans { $channel }.
log-series-added = { $who } a créé une série dans { $channel }. { $what }
log-series-paused = { $who } a mis en pause une série dans { $channel }. { $what }
log-series-resumed = { $who } a repris une série dans { $channel }. { $what }
log-series-removed = { $who } a supprimé une série dans { $channel }. { $what }

# Ce qui empêche
series-too-many = Un serveur peut avoir { $count } séries au plus. Supprimez-en d'abord une avec /programmer supprimer.
series-gone = Cette série n'est plus là. /programmer liste montre celles qui existent.
series-needs-zone = Dans quel fuseau horaire ? Choisissez-le dans l'option « fuseau », ou réglez celui du serveur dans /réglages.
series-forum-wants-tag = { $channel } demande une étiquette à chaque publication, et une série ne peut pas en choisir. Prenez un autre salon, ou levez cette règle dans les paramètres du forum.
series-nothing = Ce serveur ne présente rien de ce genre. Voyez « Codes et éditions présentés » dans /réglages.
time-form = Je ne reconnais pas d'heure dans « { $text } ». Écrivez par exemple 9h30, 21:00 ou 21h.
time-midnight = 24:00, c'est 00:00 du jour suivant : écrivez 00:00 et choisissez le lendemain.
time-hour = « { $text } » : les heures vont de 0 à 23. Écrivez par exemple 9h30, 21:00 ou 21h.
time-minute = « { $text } » : les minutes vont de 0 à 59. Écrivez par exemple 9h30, 21:00 ou 21h.
date-or = ou
date-form = Je ne reconnais pas de date dans « { $text } ». Écrivez par exemple 2027-02-28 ou 28/02/2027.
date-form-near = Je ne reconnais pas de date dans « { $text } ». Vouliez-vous dire { $near } ?
date-absent = Le { $text } n'existe pas au calendrier. Écrivez par exemple 2027-02-28.
date-absent-near = Le { $text } n'existe pas au calendrier. Vouliez-vous dire { $near } ?
date-past = Le { $text } est déjà passé. Choisissez une date à venir, écrite comme 2027-02-28.
date-past-near = Le { $text } est déjà passé. La première date possible est { $near }.
date-far = { $text } est dans plus d'un an. Est-ce la bonne année ?
date-far-near = Le { $text } est dans plus d'un an. Vouliez-vous dire { $near } ?
