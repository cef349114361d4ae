"""Words that no term begins or ends with: they bind other words and name nothing."""

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
"""
_BY_LANGUAGE = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}


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
