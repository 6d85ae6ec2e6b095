help-title = Une halte tranquille pour les coachs
help-intro = Vous vous demandez s'il faut continuer avec un client ? Je montre ce que disent les codes d'éthique, et des questions pour y réfléchir.
help-scenario = { $command } trouve votre situation : choisissez un titre, ou décrivez-la avec vos mots.
help-clause = { $command } trouve une clause par numéro ou par sujet, avec ses éditions et son équivalent dans l'autre code.
help-compare = { $command } met les codes côte à côte.
help-menu = Sur tout message : Applications → « Quelles clauses s'appliquent ? »
help-privacy = { $command } dit ce que deviennent vos mots.
help-private = Chaque réponse n'est visible que de vous.
help-moderator = Vous modérez ce serveur : qui peut m'utiliser, et dans quels salons, se règle dans Paramètres du serveur → Intégrations.
help-limits = Je suis un programme aux textes fixes : ni coach, ni superviseur, ni juriste. Je ne vous dis jamais quoi faire.
help-sources = Sources
help-community = Rencontres gratuites

sources-title = D'où cela vient
sources-intro = Nous renvoyons aux textes officiels et ne les copions jamais.

privacy-title = Ce que deviennent vos mots
privacy-nothing = Je ne garde rien sur vous : ni historique, ni profil, ni liste de vos recherches.
privacy-words = Vos mots sont comparés une seule fois, en mémoire, aux situations que je connais, puis disparaissent. Ils ne vont dans aucun journal ni aucune base de données.
privacy-answers = Les réponses ne sont visibles que de vous et s'effacent quand vous les fermez ou relancez Discord.
privacy-discord = Tout passe par Discord, aux États-Unis, selon sa propre politique de confidentialité. « Visible de vous uniquement » veut dire que les autres membres ne le voient pas ; ce n'est pas un chiffrement de bout en bout.
privacy-nobody = Ni modèle de langage, ni autre service, ni statistiques : je tourne sur la machine de la personne qui gère ce bot.
privacy-log = Le journal technique nomme les commandes qui ont échoué et quand, jamais qui les a utilisées ni ce qui a été écrit.
privacy-names = Même ainsi : des rôles, pas des noms. Aucun détail sur la santé, l'intimité ou les infractions de qui que ce soit. « Mon client prépare quelque chose d'illicite » suffit.
privacy-contact = Une question sur vos données ? Adressez-vous à la personne qui gère ce bot ; sur un serveur, l'équipe de modération la connaît.
