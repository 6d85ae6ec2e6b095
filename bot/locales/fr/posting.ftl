# Ce qui figure sur chaque carte publiée
posted-alone = Ce que vous ouvrez ici n'est visible que de vous.
posted-more-scenario = Questions et chemins
posted-more-comparison = La situation
posted-more-question = Ce que disent les codes
posted-more-clause = Lire la suite
topic-meetups = Prochaines rencontres
thread-question = Où avez-vous rencontré cela dans votre pratique ?
thread-roles = Des rôles, pas de noms : des clients nous lisent peut-être.
poll-question = Par quel chemin commenceriez-vous ?

# L'aperçu
post-in-this-channel = Publier dans ce salon
preview-title = Aperçu
preview-where = Voici ce qui paraîtra dans { $channel }. Rien n'est encore publié.
preview-poll = Un sondage demanderait « { $question } », pendant une semaine.
post-post = Publier
post-thread = Publier et ouvrir un fil
post-poll = Publier avec un sondage
post-cancel = Annuler
post-introduce = Ajouter une introduction
post-edit = Modifier l'introduction
post-two-languages = Publier en deux langues
post-one-language = Publier en une seule langue
question-choose = Une autre question
tags-choose = Étiquettes du forum
introduction-title = Votre introduction
introduction-label = Une ligne au-dessus de la carte
introduction-hint = Facultative. Elle paraît telle quelle et ne notifie personne.

# Après
post-done = Publié dans { $channel }.
post-open = Voir
post-publish = Diffuser aux abonnés
post-published = Les serveurs abonnés à ce salon reçoivent aussi la publication.
post-unpublished = Discord n'a pas diffusé la publication. Dans { $channel }, touchez « Publier » sous le message, ou réessayez plus tard.
post-cancelled = Rien n'a été publié.
post-expired = Cet aperçu n'est plus ouvert, et rien n'a été publié. Utilisez /publier pour en ouvrir un autre.
post-perhaps = Cet aperçu n'est plus ouvert, et Discord ne m'a pas confirmé la publication. Voyez dans { $channel } ; si elle n'y est pas, recommencez avec /publier.
post-without-thread = Le fil n'a pas pu être ouvert. Vous pouvez en créer un à partir du message.
post-unsure-thread = Discord n'a pas répondu : je ne sais pas si le fil est complet. Regardez le message avant d'en ouvrir un.
post-unsure-poll = Discord n'a pas répondu : je ne sais pas si le sondage y est. Regardez sous le message avant d'en ajouter un.
post-without-poll = Le sondage n'a pas pu être ajouté. Vous pouvez en ajouter un vous-même sous le message.

# Ce qui empêche
post-topic-gone = Ce serveur ne présente plus cette clause. Annulez, et choisissez-en une autre.
post-unknown-scenario = Je ne connais pas de situation appelée « { $text } ». Choisissez parmi celles proposées pendant que vous tapez.
post-unknown-clause = { $code } n'a pas de clause « { $number } ». Les plus proches : { $near }.
post-too-many = { $count } publications en { $minutes } minutes : c'est le maximum pour un serveur. Vous pourrez publier de nouveau { $again } ; votre aperçu reste là.
post-refused = Discord ne m'a pas laissé publier dans { $channel }. Rien n'a été publié, et votre aperçu est gardé. Vérifiez mes permissions, puis réessayez.
post-unsure = Discord n'a pas répondu : je ne sais pas si c'est publié. Touchez le même bouton encore une fois : je vérifie d'abord, et ne publierai pas deux fois.
tags-required = Ce forum demande au moins une étiquette. Choisissez-en une ci-dessus, puis publiez.
channel-gone = Je ne trouve pas ce salon ou ce fil. Il a peut-être été supprimé, ou il m'est caché. Choisissez-en un autre, ou donnez-moi « Voir le salon ».
channel-takes-no-posts = Je peux publier dans les salons textuels, d'annonces et de forum, et dans les fils ; { $channel } n'en est pas un.
thread-locked = { $channel } est verrouillé. Déverrouillez-le, ou choisissez un autre endroit.
you-lack = Je publie seulement là où vous le pouvez aussi. Choisissez un autre salon que { $channel }, ou demandez à l'administration : { $permissions }.
bot-lacks = Dans { $channel }, il me manque : { $permissions }. Pour y remédier : paramètres du salon → Permissions, puis Wayside ou son rôle.

# Les noms que Discord donne aux permissions
permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-create-public-threads = Créer des fils publics
permission-read-message-history = Voir les anciens messages
permission-send-polls = Créer des sondages

# Dans le salon de suivi
log-posted = { $who } a publié [{ $what }]({ $link }) dans { $channel }.
