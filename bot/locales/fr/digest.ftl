digest-title = Une minute de calme dans votre semaine
digest-from = Le courrier hebdomadaire de { $server }
digest-question = Une question à garder avec vous
digest-read-on = Lire la suite
digest-stop = Arrêter le courrier

digest-stopped = C'est fait. Vous ne recevez plus le courrier hebdomadaire de { $server }.
digest-start = Reprendre
digest-started = Vous recevez à nouveau le courrier hebdomadaire de { $server }. Le prochain : { $when }
digest-switched-off = La modération de ce serveur a désactivé le courrier hebdomadaire pour le moment ; il n'est donc pas possible de le recevoir.
digest-not-a-member = Vous n'êtes plus sur ce serveur ; son courrier hebdomadaire ne peut pas vous parvenir.
digest-server-gone = Je ne suis plus sur ce serveur ; son courrier hebdomadaire s'est arrêté.
digest-server-unknown = Un serveur que je ne vois pas en ce moment

digest-offered = **Courrier hebdomadaire :** une clause, une question et les prochaines rencontres de ce serveur, dans un message privé de ma part. Le premier : { $when }. Un bouton suffit pour l'arrêter.
digest-on = **Courrier hebdomadaire** de ce serveur : vous le recevez. Le prochain : { $when }. Un bouton suffit pour l'arrêter.
digest-resting = **Courrier hebdomadaire** de ce serveur : en pause. La modération l'a désactivé pour le moment ; rien ne part tant qu'elle ne le réactive pas.
digest-mine = Vos courriers hebdomadaires
digest-mine-line = { $server } : le prochain, { $when }
digest-mine-resting = { $server } : en pause, désactivé par la modération
digest-send-me = Recevoir le courrier hebdomadaire
digest-stop-weekly = Arrêter le courrier hebdomadaire
digest-stop-one = Arrêter un courrier hebdomadaire
