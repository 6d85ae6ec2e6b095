# Ce que partagent les commandes de modération
moderators-only = C'est réservé à la modération de ce serveur. Si vous en faites partie, demandez à l'administration la permission « Gérer les messages », ou un accès dans Paramètres du serveur → Intégrations → Wayside.
moderators-in-a-server = Cela s'utilise sur un serveur où je suis présent, pas ici.
