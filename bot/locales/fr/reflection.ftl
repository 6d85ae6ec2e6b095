# La réflexion guidée privée. Les intitulés entre guillemets dans la conception sont fixes.
reflect-privately = Réfléchir en privé

# Où elle a lieu
reflect-opened = C'est ouvert dans notre conversation privée. Personne d'autre ne la voit.
reflect-open-it = Ouvrir la conversation privée
reflect-dm-closed-title = Je ne peux pas vous écrire en privé.
reflect-dm-closed = Vos réglages bloquent les messages privés de ce serveur. Pour les ouvrir : touchez le nom du serveur → Confidentialité → Messages privés.
reflect-dm-closed-here = Ou continuez ici même : visible de vous uniquement. Discord retire ce message au redémarrage ; /réfléchir vous ramène alors où vous en étiez.
reflect-try-again = Réessayer
reflect-here = Continuer ici même

# La liste de /réfléchir
reflect-list-title = Une réflexion privée
reflect-list-intro = Quelques questions sur une situation, rien que pour vous. Laquelle vous occupe ?
reflect-list-open = Encore ouvertes
reflect-list-line = { $title } · { $where } · { $when }
reflect-list-choose = Choisissez une situation
reflect-where-safety = avant la première question
reflect-where-step = { $number } sur { $count }
reflect-where-close = à la conclusion
reflect-resume = Reprendre
reflect-discard = Abandonner

# L'avis
notice-title = Avant de commencer
notice-program = Je suis un programme aux questions fixes : ni coach, ni supervision, ni conseil juridique.
notice-kept = Ce que vous écrivez est conservé chiffré, puis effacé à la fin, ou { $days } jours après votre dernier passage.
notice-roles = Des rôles, pas de noms. Rien sur la santé, l'intimité ou une infraction de qui que ce soit.
notice-length = { $count } questions, une dizaine de minutes. Passez, faites une pause ou arrêtez quand vous voulez.
notice-discord = Discord transporte vos mots. Ici, des listes de mots y cherchent un danger, ou un détail qui désigne quelqu'un.
notice-worksheet = Ce sujet est personnel. Sur la fiche à imprimer, rien ne revient ici.
notice-start = Commencer
notice-not-now = Pas maintenant
notice-get-worksheet = Recevoir la fiche
notice-go-here = Réfléchir ici
notice-later = Entendu. Je suis là quand vous voudrez.
worksheet-ready = Voici votre fiche. Enregistrez-la maintenant : ce message n'est visible que de vous, et disparaît au redémarrage de Discord.

# La sécurité
safety-title = Quelqu'un est-il en danger en ce moment ?
safety-who = Vous, votre client, une autre personne ; un enfant, ou un adulte qui dépend d'autrui.
safety-no = Non
safety-unsure = Je ne sais pas
safety-yes = Oui
safety-signs = Ou bien l'une de ces phrases ?
unsure-title = Dans le doute, un appel en vaut la peine
unsure-intro = Mieux vaut un appel de trop qu'un appel trop tard. Sans certitude aussi.
unsure-stop = Arrêter ici
unsure-go-on = Continuer les questions
alarm-title = Quelqu'un est-il en danger ? Certains de vos mots y font penser.
alarm-intro = Je ne fais que reconnaître des mots, et je peux me tromper. Si c'est le cas, continuez simplement : votre réponse est conservée, chiffrée.
alarm-go-on = Personne n'est en danger, continuer
stopped-title = Les personnes d'abord
stopped-intro = Les questions peuvent attendre. Dès que tout le monde est en sécurité, parlez-en en supervision ou à quelqu'un de confiance.
stopped-kept = Ce que vous avez écrit attend ici, chiffré, jusqu'au { $date }.
stopped-close = Fermer
caution-law-title = D'abord, l'avis de quelqu'un qui connaît le droit
caution-law = Avant d'agir ou d'écrire à qui que ce soit, parlez à un avocat, au service juridique de votre assurance ou à la référence déontologique de votre fédération. Gardez tels quels les dossiers que vous avez. Cela peut en général attendre demain matin.
caution-supervisor-title = Ceci mérite d'être partagé
caution-supervisor = Parlez-en en supervision avant votre prochain contact avec ce client. Si vous craignez pour la sécurité de quelqu'un, n'attendez pas : appelez d'abord de l'aide.
caution-go-on = Continuer

# Les étapes
step-progress = { $number } sur { $count } · { $title }
step-think = Rien à écrire ici. Prenez le temps qu'il vous faut.
step-skip = Vous pouvez aussi simplement y penser, et continuer.
step-several = Plusieurs réponses possibles.
step-ten = 0 : pas du tout · 10 : { $ten }
step-clauses = Ce que disent les codes : { $clauses }
step-write = Écrire une réponse
step-change = Modifier la réponse
step-next = Suivant
step-back = Retour
step-pause = Pause
step-stop = Arrêter
note-label = Votre réponse
note-reminder = Des rôles, pas de noms. Rien sur la santé, l'intimité ou une infraction.
note-too-long = (La suite est gardée : la réponse entière sera dans votre fichier.)

# Ce qui pourrait désigner une personne
details-title = Avant de garder ceci
details-intro = On y trouve de quoi reconnaître une personne :
details-edit = Modifier
details-keep = Garder
details-forgotten = Je n'ai pas gardé ces mots, et trop de temps a passé. Merci de les écrire encore une fois.

# En pause, terminée, celle d'un autre
paused-title = En pause
paused-intro = Vos réponses attendent ici, chiffrées, jusqu'au { $date }. Ensuite, elles sont effacées.
gone = Cette réflexion est terminée. Rien n'en est gardé.
gone-idle = Après { $days } jours sans visite, j'ai effacé cette réflexion, pour qu'elle reste privée.
unopenable = Je ne peux plus ouvrir cette réflexion. Elle s'efface { $days } jours après votre dernier passage, ou tout de suite avec /confidentialité.
gone-again = Commencer une réflexion
not-yours = Cette réflexion est celle d'une autre personne. /réfléchir ouvre la vôtre.
not-saved = Cela n'a pas pu se faire : je n'accède pas à ce que je garde. Appuyez de nouveau dans un instant. Tout ce qui précède est bien enregistré.
not-saved-words = Vos mots n'ont pas pu être enregistrés. Je les retiens encore quelques minutes : appuyez de nouveau. Vos réponses précédentes sont bien enregistrées.
not-saved-again = Les enregistrer maintenant

# La conclusion
again-title = Encore une fois
again-ask = Au début, vous avez choisi { $start }. Où en êtes-vous maintenant ? Plus bas, c'est aussi une réponse.
close-title = Vous voilà au bout.
close-title-stopped = Nous pouvons nous arrêter ici.
close-file = Le fichier réunit vos réponses sur une fiche intitulée « { $name } », à imprimer ou à garder.
close-scale = Au début { $start } · maintenant { $now }
close-supervisor = Cette fiche peut servir de point de départ en supervision, avant votre prochain contact avec ce client.
close-outline = Si vous voulez, préparez ce que vous direz, en cinq lignes courtes.
close-outline-done = Ce que vous direz : { $written } lignes écrites sur 5.
close-prepare = Préparer l'entretien
close-review = Un jour pour y revenir
close-review-set = Un rappel pour votre agenda, le { $date }, est joint au fichier.
close-give = Recevoir le fichier
close-discard = Tout effacer
close-kept = Avec ou sans le fichier, tout est effacé ici à la fin.
review-none = Aucun jour
review-1 = Demain
review-3 = Dans trois jours
review-7 = Dans une semaine
review-14 = Dans deux semaines
review-30 = Dans un mois
review-90 = Dans trois mois
review-365 = Dans un an
discard-title = Tout effacer ?
discard-intro = Vos réponses sont effacées aussitôt et ne peuvent plus être retrouvées.
discard-yes = Oui, tout effacer
file-ready = Voici votre fiche. Enregistrez-la maintenant : ce message n'est visible que de vous, et disparaît au redémarrage de Discord.
file-given = Votre fiche est dans le message ci-dessous. Rien d'autre n'est gardé.
file-given-close = Rien d'autre n'est à décider ce soir.
discarded = Tout est effacé. Rien n'est gardé.

# L'entretien respectueux
outline-title = Un entretien respectueux
outline-intro = Pas un verdict : une conversation pour voir si continuer a du sens.
outline-opening = Comment j'ouvre
outline-opening-hint = Une phrase, avec mes mots.
outline-achieved = Ce qui a été accompli
outline-achieved-hint = Ce qui mérite d'être dit à voix haute, et à qui en revient le mérite.
outline-ends = Ce qui s'arrête, ce qui demeure
outline-ends-hint = À partir de quand, à quelles conditions, et ce qui continue comme avant.
outline-next = Qui peut aider ensuite
outline-next-hint = Deux ou trois sortes d'aide ou de collègues, par leur rôle.
outline-sponsor = Ce qu'entend le commanditaire
outline-sponsor-hint = Les faits seulement, comme convenu ; rien de ce qui s'est dit en séance.

# Un message tapé dans la conversation
chat-title = Les messages tapés ici ne sont pas lus.
chat-intro = Ce qui s'écrit dans une conversation y reste tant que vous ne l'effacez pas. « Écrire une réponse » garde vos mots chiffrés, et seulement le temps de finir.
chat-no-reflection = Aucune réflexion n'est ouverte pour l'instant. Commencez-en une, ou cherchez avec /scénario.
chat-other-open = Ce qui s'écrit dans une conversation y reste tant que vous ne l'effacez pas. Votre réflexion vous attend où vous l'avez laissée.

# Préférences
preferences-title = Vos préférences
preferences-intro = Je retiens ce que vous choisissez ici. Vous pouvez revenir dessus à tout moment.
preferences-language = Langue : { $language }
preferences-country = Pays pour les numéros d'urgence : { $country }
preferences-as-discord = comme dans Discord
preferences-no-country = aucun, j'en montre plusieurs
preferences-choose-language = Choisir une langue
preferences-choose-country = Choisir un pays
