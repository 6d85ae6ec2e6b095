# La fiche imprimée
sheet-kicker = Wayside · une réflexion privée
sheet-kicker-worksheet = Wayside · fiche de travail
sheet-questions = Les questions
sheet-now = Les personnes d'abord : si quelqu'un peut être en danger, appelez les secours avant tout. Parlez-en ensuite à votre superviseur.
sheet-scale = Où j'en suis
sheet-start = au début
sheet-now-label = maintenant
sheet-review = À revoir le { $date }
sheet-clauses = Clauses à relire
sheet-other = Autres notes
sheet-unprintable = Certains caractères ne s'impriment pas ici ; le fichier Markdown les contient tous.
sheet-footer = Nos mots, pas le texte officiel. Ni conseil juridique, ni médical, ni de supervision. Sans lien avec l'ICF, l'EMCC ou l'AC.
calendar-title = Wayside : revenir à votre fiche
calendar-note = Vous avez choisi ce jour à la fin d'une réflexion privée. La fiche est là où vous l'avez enregistrée.
