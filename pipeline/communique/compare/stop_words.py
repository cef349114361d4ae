"""Words that no term begins or ends with, and general words, of which alone none is made."""

from __future__ import annotations

from functools import cache

_ENGLISH = """
a about above across after again against all almost along already also although always am
among amongst an and another any anyone anything are around as at away be became because
become becomes been before being below beside besides between beyond both but by came can
cannot come could did do does doing done down during each e.g either else etc even ever every
everyone everything few for from further furthermore gave get give given gives go had has have
having he hence her here hers him himself his how however i i.e if in indeed instead into is it
its itself just less let like made make makes making many may me might mine more moreover most
mostly much must my namely neither never nevertheless no nobody none nonetheless nor not
nothing now of off often on once one ones only onto or other others otherwise our ours out over
own per perhaps quite rather same see seem seems several shall she should since so some someone
something sometimes still such take taken takes than that the their theirs them themselves then
there thereby therefore these they this those though through throughout thus till to together
too toward towards two three four five under unless until up upon us use used uses using various
very via was we well went were what whatever when where whereas whereby wherever whether which
while who whoever whole whom whose why will with within without would yet you your yours
six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million billion first second third fourth fifth sixth seventh eighth ninth tenth
"""
_FRENCH = """
a afin ai ainsi ait alors après as au aucun aucune auquel aura auront aussi autant autour autre
autres aux auxquelles auxquels avaient avait avant avec avoir avons ayant car ce ceci cela
celle celles celui cependant certain certaine certaines certains ces cet cette ceux chacun
chacune chaque chez ci comme comment concernant contre d' dans de dehors depuis des deux
devait devant devra devrait devraient devront doit doivent donc dont du durant dès elle elles
en encore enfin ensuite entre envers es est et eu eux faire fait font furent fut grâce hors il
ils je jusque jusqu' l' la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque
lorsqu' lui là ma mais malgré me mes moi moins mon même mêmes n' ne ni non nos notamment notre
nous on ont or ou outre où par parce parfois parmi pas pendant peu peut peuvent plus plusieurs
plutôt pour pourra pourquoi pourraient pourrait pourront pouvait près pu puis puisque puisqu'
qu' quand quant que quel quelle quelles quelque quelques quels qui quoi s' sa sans sauf se
selon sera seraient serait seront ses seul seule seulement si soit soient son sont souvent sous
sur surtout t' ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute
toutefois toutes trois très tu un une unes uns va vers via voici voilà vont vos votre vous vu y
à ça était étaient étant été être c' j' m'
quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent
mille million millions milliard milliards premier première premiers premières deuxième second
seconde troisième quatrième cinquième
"""
# What every meeting has and every text says, whatever it is about: dictionary forms, and
# forms that look-up misses.
_ENGLISH_GENERAL = """
accept add adopt adopted afternoon agenda agree agreed alone annex annotate annotated announce
answer appear approval approve arrive ask attend back bad begin believe better big break breakout
bring bureau call carry case chair chairman chairperson change circulate close closing coffee
comment concern conclude conclusion conference consider contain continue count country date day
deal delegate delegation deliver depart describe dinner discuss discussion document draft easy end
evening examine expect explain fact fail far feel find follow following form forum full gain
general good great group grow happen hard hear help highlight host hour important include invite
issue item judge keep kind know large last lead learn least leave length long look lose lunch main
matter mean means meant meet meeting member mention minute moderator month morning move need new
next note oecd old open opening outline page panel paper paragraph part participant participate
past people person place plenary point possible present presentation programme proposal propose
provide put question questionnaire quick rapporteur read ready reason recall receive recommend
registration remain remark reply report request require result return right room run say seat
seminar send sent session set short show side simple small speak speaker start stay stop stress
submit suggest sum summary support symposium table talk tell thank think time title today tomorrow
topic true try turn underline understand want way week welcome word work workshop write wrong year
yesterday
"""
_FRENCH_GENERAL = """
accueil accueillir adopter adoption affirmer aider ajouter aller an ancien annexe annotation
annoter année appeler apporter apprendre approbation approuver arriver atelier attendre beaucoup
besoin bon bureau café cas cause chercher chose clore clôture comité commencer commentaire
comprendre compte conclure conclusion conférence connaître constater continuer convenir convenu
croire demander dernier devenir dire disposer document donner débat débattre déjeuner délégation
délégué dîner entendre estimer examen examiner exister expliquer exposer exposé façon fin fois
forum garder grand groupe heure important indiquer information inscription intervenant intervenir
intervention invitation inviter jour journée laisser lieu long matin mauvais membre mener mettre
modérateur mois moyen nom nombre note noter nouveau obtenir ocde offrir orateur ordre ouverture
ouvrir page paragraphe part participant participation participer partir passer passé pause pays
penser permettre petit place plénière point porter poser possible pratique prendre prochain
programme projet proposer proposition présentation présenter présidence président prévoir question
questionnaire raison rappeler rapport rapporteur recevoir relever remercier rendre rendu reprendre
rester retenir retour répondre réponse réunion salle savoir secrétariat semaine sembler servir
session signer simple souhaiter souligner suite suivre sujet symposium synthèse séance séminaire
table tenir titre tour travail travailler trouver venir voir vouloir
"""
_BY_LANGUAGE = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}

_GENERAL = {
    "en": frozenset(_ENGLISH_GENERAL.split()),
    "fr": frozenset(_FRENCH_GENERAL.split()),
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language.

    Parameters
    ----------
    language
        ISO 639-1; languages other than English and French get the words of both,
        but for ``ai``, which is an abbreviation more often than a verb.
    """
    both = _BY_LANGUAGE["en"] | _BY_LANGUAGE["fr"] - {"ai"}
    return _BY_LANGUAGE.get(language, both)


@cache
def general_words(language: str) -> frozenset[str]:
    """The words of which alone no term is made: delegates, sessions, agreeing, keeping.

    Parameters
    ----------
    language
        ISO 639-1; languages other than English and French get the words of both.
    """
    return _GENERAL.get(language, _GENERAL["en"] | _GENERAL["fr"])
