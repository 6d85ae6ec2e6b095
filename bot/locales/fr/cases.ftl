# Un cas entre pairs.
case-title = Un cas entre pairs
case-hoped = Ce que la personne qui l'apporte aimerait entendre
case-respect = Des rôles, pas de noms. Quelqu'un vous confie ce cas : accueillez-le avec bienveillance, et gardez-le ici.
case-put = Soumettre un cas à vos pairs

# /case
case-own-title = Vos cas sur ce serveur
case-intro = Une situation de votre pratique à laquelle vous aimeriez réfléchir avec des collègues ? Écrivez-la sans noms. La modération lit d'abord, sans voir qui a écrit. Si elle l'accepte, votre cas paraît sur ce serveur, avec un fil et un sondage sur le chemin à explorer.
case-none-here = Ce serveur n'accueille pas de cas pour le moment. /réfléchir est là pour vous, en privé. (Modération : /réglages.)
case-in-a-server = Un cas se soumet à vos pairs d'un serveur : utilisez /cas là où je suis présent.
case-enough = Vous pouvez avoir trois cas en cours ici, brouillons compris. Effacez-en ou retirez-en un dans /cas, ou attendez qu'un autre soit décidé ou clos.
case-is-draft = Un brouillon, visible de vous uniquement ; je l'efface { $when }.
case-is-waiting = En attente de la modération. Sans décision d'ici 30 jours, je l'efface.
case-is-approved = Il est en route vers le salon.
case-is-posted = Publié. Vous pouvez le retirer jusqu'au { $date }. Ensuite il reste, et je ne sais plus qu'il est de vous.
case-is-declined = Non publié. Un mot de la modération :
case-is-withdrawn = Retiré, mais Discord ne m'a pas encore laissé supprimer la carte. Je réessaie ; la modération peut aussi la supprimer.
case-reworded = La modération en a changé la formulation.
case-write = Écrire un cas
case-go-on = Continuer le brouillon
case-delete = Effacer
case-see = Voir
case-rework = Le remanier
case-withdraw = Retirer
case-back = Retour

# La fenêtre : 45 caractères au plus pour un titre ou une étiquette, 100 pour une indication
case-happened-label = Que s'est-il passé ?
case-happened-hint = « Mon client », pas de nom. Ni lieu, ni date, ni détails de santé, intimes ou pénaux.
case-hoped-label = Qu'aimeriez-vous entendre de vos pairs ?
case-hoped-hint = Par exemple : comment ouvririez-vous cette conversation ?
case-window-kept = Gardé chiffré, comme brouillon, pendant un jour. Personne d'autre ne le lit avant votre envoi.

# Avant l'envoi
case-danger-kept = Ce que vous avez écrit est gardé, chiffré, pendant un jour.
case-details-title = Avant que la modération ne lise ceci
case-too-long = C'est trop long pour un seul message. Un peu plus court, s'il vous plaît ; rien n'est perdu.
case-preview-title = Voici ce que lira la modération
case-preview-who = Elle ne voit pas qui l'a écrit, vos pairs non plus. Des collègues peuvent toutefois reconnaître une histoire ou une façon d'écrire.
case-preview-honest = Jusqu'à la clôture, je garde, chiffré, que ce cas est de vous. La personne qui gère ce bot pourrait ouvrir cette note ; elle n'est montrée à personne sur ce serveur. Vos mots passent par Discord.
case-preview-then = La modération peut l'accepter, ne pas le publier ou le reformuler. Une fois publié, il reste ici. Pendant 30 jours, vous pouvez le retirer avec /cas ; ensuite, je ne sais plus de qui il vient. Un doute ce soir ? Laissez-le : votre brouillon attend un jour dans /cas. « Annuler » l'efface.
case-send = Envoyer à la modération
case-send-tell = Envoyer, et me prévenir par message privé
case-edit = Modifier
case-cancel = Annuler
case-sent = Votre cas est entre les mains de la modération, sans votre nom. Je n'annonce jamais un cas au moment où il arrive : ainsi, l'heure ne dit rien de vous.
case-sent-look = /cas montre où il en est.
case-sent-tell = Dès qu'elle aura décidé, je vous enverrai un seul message privé. S'il ne vous parvient pas, /cas montre aussi la décision.
case-cancelled = Rien n'a été envoyé, et le brouillon est effacé.
case-gone = Ce cas n'est plus là. Il a été retiré, ou son délai est passé.
case-already-sent = Ce cas avait déjà été envoyé. Je retiens un quart d'heure ce que vous venez d'écrire : « Écrire un cas » le montre de nouveau.

# Le retrait
case-withdraw-title = Retirer ce cas ?
case-withdraw-waiting = Il est effacé aussitôt ; la modération ne pourra plus le lire.
case-withdraw-posted = Vos mots et le sondage sont effacés, et le fil est fermé. Ce que d'autres y ont écrit reste.
case-withdraw-yes = Oui, le retirer
case-withdraw-done = Retiré. Plus rien ne le relie à vous.
case-withdraw-later = Retiré, mais Discord ne m'a pas laissé supprimer la carte à l'instant. Je réessaie tous les quarts d'heure ; la modération peut aussi la supprimer.
case-left-standing = Tout ce que je gardais de vous est effacé. Discord ne m'a pas laissé supprimer ceci : { $links }. Rien n'y donne votre nom. N'importe quel membre peut demander à la modération de l'enlever, sans dire que c'est à lui.

# En public
case-thread-name = Un cas entre pairs · { $date }
case-thread-asks = La personne qui apporte ce cas aimerait entendre :
case-line-closed = Ce cas est clos, et je ne garde plus qui l'a apporté. Vous pouvez continuer la conversation.
case-line-withdrawn = La personne qui avait apporté ce cas l'a retiré. Merci d'y avoir réfléchi.

# Par message privé, pour qui l'a demandé
case-told-posted = Votre cas sur { $server } est publié.
case-told-declined = Votre cas sur { $server } n'a pas été publié. Un mot de la modération :
case-told-expired = Je suis désolé : votre cas sur { $server } est resté 30 jours sans décision, je l'ai donc effacé. Vous pouvez l'écrire de nouveau avec /cas.
case-told-why = Vous aviez demandé ce message. La modération n'en sait rien.

# La file de la modération
queue-position = { $number } sur { $count }
queue-anonymous = Personne ici ne voit qui l'a écrit. Merci de ne pas chercher à deviner.
queue-details = Ceci pourrait faire reconnaître quelqu'un : { $details }
queue-reworded = La modération en a changé la formulation.
queue-unposted = Accepté, mais sans confirmation de la publication. Touchez encore « Accepter et publier » : je vérifie d'abord, et ne publierai pas deux fois.
queue-kept = Sans décision pendant 30 jours, il est effacé.
queue-approve = Accepter et publier
queue-edit = Modifier
queue-decline = Ne pas publier
queue-later = Plus tard
queue-next = Cas suivant
queue-again = Reprendre au début
queue-empty = Aucun cas n'attend.
queue-last = C'était le dernier. { $count ->
    [one] Un cas attend encore.
   *[other] { $count } cas attendent encore.
}
queue-approved = Publié dans { $channel }.
queue-declined = Ce cas ne sera pas publié. La personne qui l'a écrit peut lire votre phrase, sans voir votre nom.
queue-decided = Ce cas n'attend plus : entre-temps, il a été traité ou retiré.
queue-changed = Quelque chose a changé entre-temps. Voici où il en est maintenant.
queue-no-channel = Ce serveur n'accueille pas de cas en ce moment. Choisissez leur salon dans /réglages, puis acceptez ; ce cas attend jusque-là.
queue-refused = Discord ne m'a pas laissé publier dans { $channel }. Le cas attend toujours. Vérifiez mes permissions, puis acceptez de nouveau.
queue-unsure = Discord n'a pas répondu : je ne sais pas si c'est publié. Je vérifie d'ici un quart d'heure, et ne publierai pas deux fois.
queue-too-long = C'est trop long pour un seul message. Raccourcissez, s'il vous plaît ; « Modifier » montre de nouveau vos mots.
decline-title = Ne pas publier ce cas
decline-label = Une phrase bienveillante pour la personne
decline-hint = Votre nom n'apparaît pas. Que faudrait-il changer pour qu'il puisse être publié ?

# Dans le salon de suivi
log-case-waiting = { $count ->
    [one] Un cas entre pairs attend : { $command }
   *[other] { $count } cas entre pairs attendent : { $command }
}
log-case-approved = { $who } a accepté un cas entre pairs : { $link }
log-case-declined = { $who } a choisi de ne pas publier un cas entre pairs.
