# Quand les modérateurs ont choisi ce que leur serveur présente. Les éditions : « ICF (2025), Global Code (2021) ».
editions-shown = Ce serveur présente { $editions }.
editions-private = Dans notre conversation privée, /clause vous montre toutes les éditions.
error-not-shown = Ce serveur présente { $editions }. Dans notre conversation privée, /clause vous montre toutes les éditions.
editions-none = L'édition { $year } n'a pas de clause à ce sujet.
compare-not-shown = Ne fait pas partie des codes présentés sur ce serveur.
