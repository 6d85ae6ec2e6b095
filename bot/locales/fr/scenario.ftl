scenarios-title = Quelle situation ressemble le plus à la vôtre ?
scenarios-intro = Choisissez-en une, ou décrivez la vôtre avec vos mots.
scenarios-choose = Choisir une situation
scenarios-private = Visible de vous uniquement.

found-match = La situation la plus proche de ce que vous avez écrit
found-choose-title = Ce pourrait être l'une de celles-ci.
found-choose-intro = Laquelle est la plus proche de ce qui vous occupe ?
found-none-title = Je n'y ai pas reconnu de situation.
found-none-intro = Cela ne dit rien de votre question. Voici tout ce que je connais ; vous pouvez aussi essayer d'autres mots.
own-words-choice = « { $text } »
found-other-title = Alors regardons-les toutes.

scenario-codes = Ce que disent les codes
scenario-view = Le regard d'un coach
scenario-ask = À se demander
scenario-paths = Les chemins
scenario-silent = Ce que les codes laissent ouvert
scenario-paths-intro = Aucun n'est le bon dans tous les cas. Chacun peut commencer par une phrase respectueuse.
path-explore = Explorer
path-adjust = Ajuster
path-refer = Orienter
path-pause = Suspendre
path-end = Clore

compare-differ = Là où ils diffèrent
compare-no-clause = Aucune clause à ce sujet dans les éditions présentes ici.
compare-no-clause-one = Aucune clause à ce sujet dans l'édition présente ici.

describe-title = Avec vos mots
describe-label = Qu'est-ce qui vous occupe ?
describe-hint = Des rôles, pas des noms. Une phrase ou deux suffisent.
describe-placeholder = Par exemple : j'attends un peu trop les séances avec un client.
describe-kept = Ce que vous écrivez est lu une fois pour trouver la situation la plus proche, puis oublié.

help-now-title = Si quelqu'un est en danger maintenant
help-now-directory = Quelqu'un à qui parler : { $link }
help-now-then = La recherche ci-dessous peut attendre.
help-law = Cela touche peut-être au droit. Avant d'agir ou de répondre, parlez-en à un avocat, à votre assureur ou en supervision.
help-supervisor = Vous n'avez pas à porter cela sans aide. Votre superviseur ou un pair de confiance est un bon premier appel.
