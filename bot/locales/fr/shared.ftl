all-scenarios = Toutes les situations
compare-the-codes = Comparer les codes
read-a-clause = Lire une clause
back-to-scenario = Revenir à la situation
describe-in-own-words = Le dire avec mes mots
none-of-these = Rien de tout cela
official-page = Page officielle
disclaimer = Nos mots, pas le texte officiel. Pas un avis juridique. Sans lien avec l'ICF, l'EMCC ni l'AC.

clause-line = { $code } · { $number } dans l'édition { $year }
clause-line-before = { $code } · { $number } dans l'édition { $year } ({ $before } en { $before-year })
clause-short = { $code } { $number } ({ $year })
unconfirmed = à confirmer
not-in-article = ajout de notre part
also-relevant = Voir aussi : { $clauses }
