error-unexpected = Quelque chose s'est mal passé de mon côté et votre demande n'a pas abouti. Réessayez ; si cela dure, donnez le numéro { $reference } à la personne qui gère ce bot.
error-old-control = Ce bouton vient d'une version plus ancienne. Utilisez de nouveau la commande pour en obtenir un à jour.
error-command-changed = Cette commande vient de changer. Redémarrez Discord ou attendez une minute, puis réessayez.
error-unknown-code = Je ne connais pas de code nommé « { $text } ». Je connais : { $codes }.
error-unknown-edition = { $code } : pas d'édition « { $text } » ici. Éditions présentes : { $editions }.
error-empty-message = Ce message ne contient pas de texte que je puisse lire.
error-nothing-written = Il n'y avait rien à lire. Quelques mots suffisent.
