meetups-title = Prochaines rencontres
meetups-now = En cours
meetups-unnamed = Une rencontre
meetups-details = Détails
meetups-place-open = Lieu à préciser
meetups-times = Les horaires s'affichent dans votre fuseau.
meetups-shown = { $shown } sur { $total }
meetups-previous = Précédentes
meetups-next = Suivantes
meetups-again = Réessayer
meetups-calendar = Fichier d'agenda
meetups-calendar-ready = Toutes les rencontres à venir dans un fichier : ouvrez-le avec votre agenda. Il ne se met pas à jour tout seul ; si une date change, demandez-en un nouveau.

meetups-none = Rien n'est prévu ici pour le moment.
meetups-how-to-add = Pour ajouter une rencontre, la modération touche le nom du serveur, puis « Créer un événement » (permission « Créer des événements »). Elle figure ici une minute plus tard.
meetups-in-a-server = Chaque serveur a ses rencontres : utilisez /rencontres sur un serveur où je suis présent.
meetups-unavailable = Discord ne me montre pas les événements de ce serveur en ce moment. Merci de réessayer dans une minute.
meetups-none-here = Pour le moment, aucune rencontre prévue n'est visible de tout le monde dans ce salon.
