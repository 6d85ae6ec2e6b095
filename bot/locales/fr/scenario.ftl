scenarios-title = Quelle situation ressemble le plus à la vôtre ?
scenarios-intro = Choisissez-en une, ou décrivez la vôtre avec vos mots.
scenarios-choose = Choisir une situation

found-words = La situation la plus proche de ce que vous avez écrit
found-message = La situation la plus proche de ce message
found-one-title = Serait-ce celle-ci ?
found-choose-title = C'est peut-être l'une de ces situations.
found-choose-intro = Laquelle est la plus proche de ce qui vous occupe ?
none-words-title = Je n'y ai pas trouvé de situation.
none-words-intro = Dites en une phrase ce qui vous occupe, ou choisissez ci-dessous.
none-message-title = Je ne trouve pas de situation dans ce message.
none-message-intro = Voici celles que je connais.
own-words-choice = « { $text } »
found-other-title = Alors regardons-les toutes.

scenario-codes = Les codes
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
describe-hint = Des rôles, pas de noms. Une phrase ou deux suffisent.
describe-placeholder = Par exemple : j'attends un peu trop les séances avec un client.
describe-kept = Ce que vous écrivez est lu une fois pour trouver la situation la plus proche, puis oublié.

danger-title = Si quelqu'un est en danger maintenant
danger-directory = Quelqu'un à qui parler : { $link }
danger-self = S'il s'agit de vous : appelez maintenant et, si possible, demandez à quelqu'un de rester près de vous.
danger-client = S'il s'agit de votre client : appelez de l'aide, et gardez le lien si vous le pouvez sans danger.
danger-country = Votre pays, avec tous ses numéros
danger-after = Tout le monde est en sécurité, continuer
danger-checked = Numéros vérifiés le { $date }.
help-law = Cela touche peut-être au droit. Avant d'agir ou de répondre, parlez-en à un avocat, à votre assureur ou en supervision.
help-supervisor = Vous n'avez pas à porter cela sans aide. Votre superviseur ou un pair de confiance est un bon premier appel.
