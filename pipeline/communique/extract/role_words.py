"""Wording by which a passage shows what it does, in English and French."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.extract.once import once
from communique.extract.wording import TextWords, Wording, at_word, words_of


class Speech:
    """Which speech acts a passage's words perform; each is looked for when it is asked for.

    ``agreed`` marks a reported agreement, ``should`` a demand on governments,
    ``single`` the words of one delegation or some, ``met`` who met where.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @once
    def _words(self) -> TextWords:
        return words_of(self._text)

    @once
    def priority(self) -> bool:
        return _PRIORITY.stands_in(self._words)

    @once
    def follow_up(self) -> bool:
        return _FOLLOW_UP.stands_in(self._words)

    @once
    def conclusion(self) -> bool:
        return _CONCLUSION.stands_in(self._words)

    @once
    def discussion(self) -> bool:
        return _DISCUSSION.stands_in(self._words)

    @once
    def background(self) -> bool:
        return _BACKGROUND.stands_in(self._words)

    @once
    def procedural(self) -> bool:
        return _mostly(_PROCEDURAL, self._text)

    @once
    def agreed(self) -> bool:
        return _AGREED.stands_in(self._words)

    @once
    def should(self) -> bool:
        return _SHOULD.stands_in(self._words)

    @once
    def single(self) -> bool:
        return bool(_SINGLE.match(self._text))

    @once
    def met(self) -> bool:
        return _MET.stands_in(self._words)

    @property
    def any(self) -> bool:
        """Whether the words perform any of them, an agreement apart."""
        return (
            self.priority
            or self.follow_up
            or self.conclusion
            or self.discussion
            or self.background
            or self.procedural
            or self.should
            or self.single
            or self.met
        )


def any_of(*patterns: str) -> re.Pattern[str]:
    """One expression for the patterns, in any case; the leftmost match wins, then the first."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# An article before them is looked back at rather than read first: it stands all over a text,
# and each wording would be tried at each.
#: Those who speak at a meeting.
_WE = (
    r"(?:participants|delegates|delegations|countries|members|member countries|ministers|"
    r"officials|governments|(?<=\bthe )(?:meeting"
    r"|group|network|committee|working party|symposium|conference|panel|chair|forum|task force|"
    r"board|bureau)|e-?leaders|we|all|they)"
)
_NOUS = (
    r"(?:participants|délégués|délégations|pays|membres|ministres|"
    r"responsables|intervenants|gouvernements"
    r"|(?<=\bl[ae] )(?:réunion|groupe|réseau|comité|présidente?|forum|conférence|bureau)"
    r"|on|ils|nous)"
)
_ADVERB = (
    r"(?:(?:also|further|then|therefore|finally|unanimously|broadly|generally|strongly|again|thus"
    r"|clearly|all|both) )?"
)
_AUX = r"(?:have |has |had |were |was )?"
_AUXFR = (
    r"(?:(?:ont|a|est|sont|avons|avaient|avait|se sont|s['’]est|ont été) )?(?:(?:également|enfin|"
    r"ainsi"
    r"|aussi|unanimement|largement|donc|par ailleurs|toutefois) )?"
)
#: Who is to do something, by which no practical matter is meant.
_IS_TO = (
    r"(?:will|shall|would|is to|are to|was (?:asked|invited|requested|instructed|mandated) to|"
    r"were (?:asked|invited|requested) to|undertook to|offered to|volunteered to|agreed to) "
    r"(?!(?:be |also )?(?:provided|open|welcome|present|introduce|chair|moderate|circulate|"
    r"distribute|send|post))"
)

_PRIORITY = at_word(
    r"\b(?:top|main|key|first|highest|common|shared|national|urgent|three|four|five|"
    r"six) (?:\w+ )?priorit(?:y|ies)\b",
    r"\bpriorit(?:y|ies)\b.{0,40}\b(?:is|are|was|were|remains?|should|must|include|"
    r"for the (?:coming|next))\b",
    r"\b(?:is|are|was|were|remains?|identified|named|set|chose|retained|as|be) (?:a |an |the |as |"
    r"their |its )?(?:\w+ ){0,2}priorit(?:y|ies)\b",
    r"\bpriority (?:actions?|areas?|themes?|issues?|tasks?)\b",
    r"\bkey (?:themes?|messages?|conclusions?|takeaways?|lessons?|findings?) (?:of|from|were|was|"
    r"are|is|emerg|that)\b",
    r"\b(?:most|more) (?:urgent|important) (?:of all|task|thing)\b.{0,60}\b(?:is|was) to\b|"
    r"\babove all else\b|\bfirst and foremost\b",
    r"\bpriorités?\b.{0,60}\b(?:est|sont|était|étaient|reste|demeure|consiste|pour les|ont été|"
    r"doivent)\b",
    r"\b(?:retenu|fixé|arrêté|identifié|dégagé|défini|convenus?|en faire|comme|principales?|"
    r"grandes?|trois|quatre|cinq|deux|première) (?:\w+ ){0,3}priorités?\b",
    r"\b(?:actions?|axes?|chantiers?|domaines?|thèmes?) prioritaires?\b|\ben priorité\b|"
    r"\bprioritairement\b",
    r"\b(?:principaux|grands|principales) (?:messages?|enseignements?|conclusions?) (?:de la|du|"
    r"qui|sont|:)",
    r"\b(?:premier rang|tête|nombre) (?:de ses |de leurs |des )priorités\b|\b(?:demeure|reste) la "
    r"(?:première )?priorité\b",
    r"\b(?:two|three|four|five|six|seven|deux|trois|quatre|cinq|six) (?:\w+ ){0,2}(?:messages|"
    r"conditions|shifts|requirements|exigences)\b[^.]*:\s*$|\b(?:trois|deux|quatre|cinq) "
    r"messages\b",
    r"\bkey (?:messages?|conclusions?)\s*:|^key messages?\b",
    r"\bpriorities (?:on which|that|which|were|for)\b",
    r"\b(?:jugée?s?|considérée?s? comme) (?:\w+ )?prioritaires?\b|\bmessages? (?:clés?|clefs?) *:",
)
#: What governments should do: a priority where nobody is said to have concluded it.
_SHOULD = at_word(
    r"\b(?:governments|countries|administrations|ministries|member states|adherents|"
    r"public (?:bodies|authorities|sector organisations)|authorities) (?:should|must|need to|"
    r"ought to|shall)\b",
    r"\b(?:les (?:gouvernements|administrations|pays|ministères|pouvoirs publics|autorités)|"
    r"les états) (?:devraient|doivent|devront)\b",
)
_FOLLOW_UP = at_word(
    r"\b(?:agreed|decided|resolved) that\b[^.]{0,120}?\b(?:will|would) (?:be|report|prepare|draft|"
    r"host|lead|review)\b",
    rf"\b{_WE} {_ADVERB}{_AUX}{_ADVERB}(?:agreed|decided|resolved|committed|undert(?:ook|ake|"
    rf"aken)|pledged|commit|agree|decide|resolve|pledge)"
    r" (?:\w+ ){0,2}?(?:to|themselves to|ourselves to|upon the following (?:actions|steps)|"
    r"on (?:the following|a|\w+) (?:follow|actions?|steps|work|pieces?|next|joint|programme))",
    r"\b(?:agreed|decided) on (?:\w+ ){0,4}(?:follow[- ]?up|actions?|next steps|work|"
    r"work programme)\b",
    r"\bit was (?:also |further |therefore )?(?:agreed|decided|resolved) (?:to|that (?:the|a|an|"
    r"each|all|\w+) (?:\w+ ){0,6}(?:will|would|should|be)\b)",
    r"\b(?:asked|requested|invited|mandated|tasked|instructed|entrusted|encouraged|charged|"
    r"called (?:up)?on|invites?|requests?|asks?|calls? (?:up)?on) (?:the )?"
    r"(?:OECD|Secretariat|Chair|Bureau|Working|Task|Steering|Network|group|"
    r"experts?)\b[^.]{0,60}\b(?:to|with)\b",
    r"\b(?:OECD|Secretariat|Bureau|Chair|working group|task force|sub-?group|steering group|"
    rf"network|co-chairs?|delegations?|volunteers?) {_IS_TO}",
    rf"\b(?-i:[A-Z]\w+ and [A-Z]\w+) {_IS_TO}",
    r"\bwe (?:\w+ )?(?:undertake|commit|pledge|resolve|will|shall|intend to|ask|invite|request|"
    r"mandate|instruct|task)\b",
    r"\b(?:follow[- ]?up (?:actions?|steps?|work|activities)|next (?:actions|steps|work|"
    r"activities))\b",
    r"\b(?:will|would|to) (?:report back|be presented at the next|be revised and|"
    r"be submitted to the next|prepare a|draft a|set up a|draw up)\b",
    r"\baction (?:point|item)s?\b|\bwork programme for\b.{0,40}\b(?:will|was agreed)\b",
    rf"\b{_NOUS} {_AUXFR}(?:sont convenus|convenus?|décidé|décide(?:nt|ons)?|résolu|engagée?s?|"
    rf"engage(?:nt|ons)|conviennent) (?:\w+ ){{0,3}}?(?:de|d['’]|à|des? (?:suites?|actions?)|sur)",
    r"\bnous (?:nous )?(?:engageons|convenons|décidons|chargeons|invitons l|demandons|prierons)\b|"
    r"\bs['’]engage(?:nt|ons)? à\b",
    r"\bil (?:a été|est|fut) (?:également |aussi )?(?:convenu|décidé|demandé|proposé de|"
    r"arrêté) (?:de|d['’]|que|au|à|:)|\bil (?:a été|est) (?:décidé|convenu)\b",
    r"\b(?:a|ont|est|sont|été) (?:chargé|invité|demandé|prié|mandaté)e?s? (?:à |"
    r"par )?(?:l['’]OCDE|le secrétariat|"
    r"au secrétariat|la présid|le bureau|au bureau|le groupe|au groupe|un groupe|à un)\b",
    r"\b(?:le secrétariat|l['’]OCDE|le bureau|le groupe(?: de travail)?|le réseau|"
    r"la présidente?) (?:\w+ )?(?:préparera|établira|rédigera|présentera|rendra|soumettra|"
    r"organisera"
    r"|réunira|élaborera|recueillera|publiera|actualisera|proposera|diffusera|mettra|dressera|"
    r"conduira|est (?:chargé|invité|prié)e? d)",
    r"\bsuites? (?:à donner|convenues?|suivantes?|données?)\b|\bprochaines étapes\b|"
    r"\bactions? de suivi\b|\bseront? (?:présentée?s?|soumis(?:e|es)?|confiée?s?) (?:à|au|lors)\b",
)
#: "some delegates stressed" reports a discussion, no conclusion.
_SOME = r"(?<!some )(?<!several )(?<!few )(?<!other )(?<!plusieurs )(?<!certains )(?<!quelques )"
_CONCLUSION = at_word(
    r"\bmajority (?:\w+ )?(?:took the view|held|agreed|considered|"
    r"felt|favoured|of \w+ (?:agreed|held))\b",
    rf"{_SOME}\b{_NOUS} (?:considèrent|jugent|rappellent|demandent|appellent|retiennent|plaident|"
    rf"concluent)\b",
    rf"{_SOME}\b{_WE} noted that\b[^.]{{0,160}}\b(?:should|must|need|cannot)\b",
    rf"{_SOME}\b{_WE} {_ADVERB}{_AUX}{_ADVERB}(?:concluded|agreed|agree|stress(?:ed)?|"
    rf"emphasi[sz]ed?|underlined?|recogni[sz]ed?|acknowledged?|considered|felt|confirmed?"
    r"|affirm(?:ed)?|reaffirm(?:ed)?|highlighted|endorsed|supported|welcomed the|shared the view|"
    r"held that|insisted|advised|recommended|recommend|urged|warned|believed?|found|drew|"
    r"took the view|conclude|have learnt|learned|called for|wished|wanted|observed that|accepted|"
    r"cautioned)\b",
    r"\b(?:wide|broad|general|strong|unanimous|overall|clear|widespread) (?:agreement|consensus|"
    r"support|recognition|acceptance|view|feeling)\b|\bconsensus (?:on|that|emerged|was)\b",
    r"\bit was (?:\w+ )?(?:concluded|agreed|recogni[sz]ed|stressed|emphasi[sz]ed|acknowledged|"
    r"underlined|generally|widely|felt|considered|accepted|recommended) ?(?:that|upon)?\b",
    r"\b(?:the|main|general|overall|a) (?:\w+ )?(?:conclusions?|lessons?|message|verdict|"
    r"finding)\b.{0,60}\b(?:is|was|were|are|that|drawn|emerged)\b",
    r"\bin conclusion\b|\bto sum up\b|\bin (?:his|her|their) (?:concluding|closing) (?:remarks|"
    r"words)\b|\b(?<=\bthe )(?:chair|meeting|discussion) (?:concluded|summed up|ended with)\b",
    rf"{_SOME}\b{_NOUS} {_AUXFR}(?:conclu|souligné|insisté|reconnu|estimé|jugé|considéré|"
    rf"rappelé que|affirmé|réaffirmé|confirmé|salué|approuvé|recommandé|recommandent|"
    rf"mis l['’]accent|mis en garde contre toute|souligne(?:nt)?"
    r"|insiste(?:nt)?|reconnaissent|estiment|s['’]accord(?:ent|ée?s?)|accordée?s?|convenus? que|"
    r"tombée?s? d['’]accord|souhaite(?:nt|nt que)?|été unanimes|partagé (?:le constat|l['’]avis)|"
    r"tiré|plaidé|se félicitent|appelé à|conviennent que|affirmons|reconnaissons|constatons que)",
    r"\b(?:large|plein|vaste) (?:accord|consensus)\b|\bconsensus\b.{0,40}\b(?:s['’]est|sur|a)\b|"
    r"\bde l['’]avis unanime\b|\bil (?:a été|est) (?:largement |unanimement )?(?:reconnu|souligné|"
    r"admis|conclu|rappelé)\b",
    r"\ben conclusion\b|\bpour conclure\b|\b(?:la|une|les|trois|deux|quatre) (?:principales? |"
    r"grandes? )?(?:conclusions?|leçons?|enseignements?)\b.{0,60}\b(?:est|sont|a été|ont été|"
    r"tirée?s?|retenue?s?|s['’]en dégage)",
    r"\b(?:a|ont) paru (?:\w+ ){0,3}(?:plus|préférable|nécessaire|indispensable|souhaitable|"
    r"essentiel)",
)
_DISCUSSION = at_word(
    r"\b(?:discussions?|debates?|exchanges?|conversation) (?:\w+ )?(?:focused|centred|covered|"
    r"turned|revolved|touched|dealt|addressed|concerned|followed|showed|revealed|was about|"
    r"on the)\b",
    rf"\b{_WE} (?:\w+ )?(?:discussed|debated|examined|exchanged|explored|considered how|looked at|"
    rf"reviewed|compared|asked|wondered|noted|reported|described|presented|pointed out|raised|"
    rf"mentioned|heard|spoke|commented|suggested)\b",
    r"\b(?:speakers?|panell?ists?|presentations?|presenters?|some|others|(?<=\ba )few\b|"
    r"(?:(?<=\b(?:one|the) )|(?<=\ba ))delegate|(?<=\bone )(?:country|participant)|"
    r"(?:(?<=\bseveral )|(?<=\bsome ))delegates|(?<=\bseveral )(?:countries|participants))"
    r"(?: (?:from|of) [A-Z][\w ,]{2,50}?)? (?:\w+ )?(?:showed|described|reported|explained|"
    r"presented|argued|pointed|warned|noted|mentioned|suggested|asked|raised|said|regretted|"
    r"recalled|illustrated|called|objected|replied|thought|questioned|had|were|saw|preferred|"
    r"feared)\b",
    r"\b(?:session|panel|working group|breakout group|workshop|item) (?:\w+ )?(?:examined|"
    r"discussed|looked|dealt|was devoted|heard|considered|addressed|will (?:discuss|examine|"
    r"explore|address|consider))\b",
    r"\b(?:will|to be) discussed\b|\b(?:for|points? (?:for|of)|issues for|"
    r"topics? for) discussion\b|\b(?:meeting|symposium|session|participants|"
    r"delegates) will (?:also )?(?:discuss|debate|examine|exchange|explore|consider)\b",
    r"\bthe (?:following )?(?:points|issues|questions|topics) (?:were|was|have been) (?:raised|"
    r"discussed|made|addressed)\b",
    r"\b(?-i:[A-Z])[\w ]{2,25} (?:described|presented|reported|explained|introduced|outlined|"
    r"recounted|illustrated|shared)\b (?:its|their|how|the|a|an|that|on|his|her|why|what)\b",
    r"\b(?:la discussion|le débat|les débats|les échanges|les discussions|l['’]échange|la séance|"
    r"une séance|le panel|l['’]atelier) (?:\w+ )?(?:a|ont|s['’]est|se sont|porter|"
    r"a été) ?(?:porté|été|traité|tourné|abordé|examiné|concentrée?s?|fait|montré|permis|"
    r"consacrée?)?\b",
    rf"\b{_NOUS} {_AUXFR}(?:débattu|discuté|examiné|échangé|comparé|évoqué|abordé|interrogée?s?|"
    rf"présenté|décrit|exposé|signalé|relevé|mentionné|fait (?:part|état|observer)|passé en revue|"
    rf"entendu|mis en garde)",
    r"\b(?:un|une|plusieurs|certaines?|quelques|d['’]autres|l['’]un|le|la) (?:délégations?|"
    r"déléguée?s?|intervenante?s?|participante?s?|pays|orateurs?)(?: \w+)? (?:ont|a|s['’]est|"
    r"se sont|est|disent|craignent|jugent|préfèrent) ?(?:\w+)?",
    r"\bpoints? (?:débattus|de discussion|à débattre|soulevés)\b|\bpour discussion\b|"
    r"\bseront? (?:débattu|discuté|examiné)",
)
_BACKGROUND = at_word(
    r"\b(?:purpose|aim|objective|goal)s? of (?:the|this) (?:meeting|symposium|paper|note|"
    r"document|report|session|seminar|workshop|project)\b",
    r"\bthis (?:paper|note|document|report|section|annex|agenda|summary|issues paper|background)\b",
    r"\b(?:was|were|is|has been|had been) (?:held|organised|organized|convened|hosted|"
    r"co-organised|launched|established|created|founded) (?:in|by|on|at|as|under)\b",
    r"\bheld its \w+ (?:\w+ )?meeting\b|\b(?:met|gathered|came together|assembled) (?:in|at|on|"
    r"for)\b|\b(?:took part|attended the|were represented)\b|\bat the invitation of\b",
    r"\b(?:is|are) defined as\b|\brefers? to\b|\bthe term\b|\bsince (?:19|20)\d\d\b|"
    r"\bin (?:recent years|the past (?:decade|years)|previous (?:meetings|symposia|years))\b|"
    r"\bover the (?:past|last)\b",
    r"\bthis (?:statement|declaration|communiqué|communique)\b|\b(?:la présente|"
    r"cette) déclaration\b|\bprésent communiqué\b",
    r"\b(?:ont|a) pris part\b|\bil y a (?:un|deux|trois|cinq|dix|vingt) ans\b|\bréunion,? tenue\b|"
    r"\bremercions\b|\ba (?:year|decade) ago\b",
    r"\bbuilding on\b|\bwe (?:\w+ )?(?:thank|met)\b|\bwe, the\b|"
    r"\bthese were the main conclusions delivered by\b",
    r"\b(?:l['’]objet|l['’]objectif|le but|l['’]objectif principal) (?:de la|de cette|du|de ce)\b|"
    r"\b(?:la présente|le présent|cette|ce) (?:note|document|rapport|annexe|section|"
    r"réunion a pour)\b",
    r"\bs['’](?:est|sont) (?:tenue?s?|réunie?s?|retrouvée?s?|rencontrée?s?|déroulée?s?)\b|"
    r"\bse sont (?:retrouvée?s?|réunie?s?|rencontrée?s?)\b|\bà l['’]invitation (?:du|de)\b|\b(?:a|"
    r"ont) (?:pris part|participé|assisté) à\b",
    r"\bdepuis (?:19|20)\d\d\b|\bces dernières années\b|\bon entend par\b|\bdésigne(?:nt)?\b|"
    r"\ba été (?:créée?|lancée?|organisée?|instituée?) (?:en|par|à)\b|\bnous (?:remercions|"
    r"nous sommes réunis)\b",
)
_PROCEDURAL = at_word(
    r"\bthe \w+ (?:meeting|session|symposium) (?:will (?:be held|take place)|is (?:scheduled|"
    r"planned))\b",
    r"\bla \w+ (?:réunion|session) (?:se tiendra|aura lieu|est prévue)\b",
    r"\b(?:next|forthcoming) (?:\w+ ){0,3}(?:meeting|session|symposium|conference|"
    r"gathering)\b.{0,60}\b(?:will (?:be held|take place|meet)|is (?:scheduled|planned|foreseen)|"
    r"takes place|would be held|in (?:spring|autumn|summer))",
    r"\b(?:agenda|summary record|record|minutes) (?:of the \w+ meeting )?(?:was|were|is|"
    r"has been) (?:\w+ )?(?:adopted|approved)\b|\b(?:adopted|approved) (?:the|its) (?:draft |"
    r"revised |annotated )?(?:agenda|minutes|summary record|record of)\b",
    r"\b(?:list of participants|presentations?|slides|recordings?|papers|documents|"
    r"country reports|replies|comments|photographs?) (?:\w+ ){0,6}(?:is|are|will be|may be|can be|"
    r"should be|were) (?:\w+ )?"
    r"(?:available|circulated|distributed|posted|downloaded|sent|attached|annexed|found|recorded|"
    r"published on the|made available|reproduced|submitted (?:to|by))\b",
    r"\bSecretariat will (?:circulate|distribute|send|post)\b|\bsecrétariat (?:diffusera|"
    r"distribuera|enverra)\b",
    r"\b(?:will|would) be (?:sent|circulated|distributed|forwarded|mailed|posted)\b",
    r"\b(?:registration|interpretation|accommodation|hotel|visa|badge|transport|shuttle|"
    r"bus(?:es)?|lunch|dinner|coffee|reception|cocktail)\b.{0,80}\b(?:will|is|are|provided|"
    r"available|served|offered|hosted|leave|departs?|bring|required|invited|free|opens?)\b",
    r"\binterpretation\b.{0,40}\b(?:english|french)\b|\bworking languages?\b",
    r"\b(?:participants|delegates|delegations) (?:are|were) (?:kindly )?(?:requested|asked|"
    r"invited|reminded) to (?:register|confirm|send|submit|bring|complete|fill|inform|return|"
    r"notify|book|arrive|present their)\b",
    r"\b(?:no later than|deadline for|by e-?mail to|dress code|password-protected|wi-?fi)\b",
    r"\b(?:chair|chairman|chairperson|host|secretariat|"
    r"minister)\b[^.]{0,60}\b(?:opened the meeting|welcomed (?:the )?(?:participants|delegates|"
    r"new|all|everyone|members)|closed the meeting|thanked (?:the )?(?:participants|delegates|"
    r"host|speakers|all|interpreters))",
    r"\b(?:meeting|session) (?:was )?(?:closed|ended|adjourned|opened|rose|resumed) at \d|"
    r"\b(?:was|were) (?:re-?elected|elected|designated) (?:as )?(?:chair|vice|to the bureau|"
    r"members)",
    r"\bprochaine (?:réunion|séance|conférence|session)\b.{0,60}\b(?:aura|se tiendra|"
    r"est (?:prévue|fixée)|tiendra|sera|se réunira)\b|\bse réunira de nouveau\b",
    r"\b(?:ordre du jour|compte rendu|procès-verbal)\b.{0,60}\b(?:adopté|approuvé)\b|\b(?:adopté|"
    r"approuvé) (?:l['’]ordre du jour|le (?:projet d['’]ordre|compte rendu|procès))",
    r"\b(?:liste des participants|présentations?|enregistrements?|documents?|diaporamas?|"
    r"supports?|rapports nationaux|réponses|contributions)\b[^.]{0,60}\b(?:disponibles?|"
    r"diffusée?s?|distribuée?s?|téléchargée?s?|annexée?s?|envoyée?s?|jointe?s?|consultée?s?|"
    r"mis(?:e|es)? en ligne|adressée?s?)\b",
    r"\b(?:interprétation|inscription|hébergement|hôtel|visas?|badges?|navettes?|autocars?|"
    r"déjeuner|dîner|café|réception)\b.{0,80}\b(?:est|sera|seront|sont|assurée?s?|servi|offerte?|"
    r"partira|partiront|obligatoire)\b",
    r"\b(?:participants|délégués|délégations) (?:sont|étaient) (?:\w+ )?(?:priés|invités|invitées|"
    r"priées) (?:de|d['’]|à) ?(?:s['’]inscrire|confirmer|envoyer|adresser|transmettre|se munir|"
    r"remplir|retourner|faire parvenir|communiquer)\b",
    r"\bau plus tard le\b|\bdate limite\b|"
    r"\bprésident[e]? (?:\w+ )?a (?:ouvert la (?:séance|réunion)|souhaité la bienvenue|"
    r"remercié|levé|clos)\b|\bla séance (?:est|a été) (?:levée|ouverte|close)\b",
)
_AGREED = at_word(
    r"\bagreed\b", r"\bdecided\b", r"\bconvenus?\b", r"\bdécidé\b", r"\bundert(?:ake|ook)\b"
)

#: One delegation or person speaks: whatever it stresses, it is its contribution to a discussion.
_SINGLE = re.compile(
    r"\s*(?:(?:one|another|a|the) (?:delegate|delegation|participant|speaker|"
    r"representative) (?:of|from)|(?:mr|mrs|ms|dr|prof|mme)\b\.?"
    r"|(?-i:M\.) |(?:la|le|une?) (?:délégation|déléguée?|représentante?) (?:du|de|des|d['’])"
    r"|(?:some|several|a few|certain|plusieurs|certaine?s|quelques|d['’]autres|others)\b)",
    re.IGNORECASE,
)
#: Who met where, at the beginning of a report.
_MET = at_word(
    r"^[^.]{0,80}\b(?:participants|delegates|officials|ministers|representatives|experts|délégués"
    r"|responsables|ministres)\b[^.]{0,70}\b(?:met|gathered|attended(?! by)|took part|came together"
    r"|se sont (?:réunie?s?|retrouvée?s?)|ont (?:pris part|participé|assisté))\b",
)


@lru_cache(maxsize=512)
def speech_acts(text: str, language: str = "") -> Speech:
    """What a passage's words do; patterns of both languages are safe side by side.

    Parameters
    ----------
    text
        The passage; only its first 1,500 characters are read.
    language
        Unused by the present patterns, kept for callers that know it.
    """
    del language
    return Speech(_spaced(text[:1500]))


def _spaced(text: str) -> str:
    """A text with one blank for each white space."""
    if "  " not in text and text.isprintable():  # a blank is the one white space that is
        return text
    spaced = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    behind = " " if spaced and text[-1:].isspace() else ""
    return before + spaced + behind


def _mostly(wording: Wording, text: str) -> bool:
    """Whether half of a passage's sentences hold one of some wordings.

    The wordings look at no beginning or end: what stands in a sentence stands in the passage.
    """
    if not wording.search(text):
        return False
    sentences = [part for part in _SENTENCE_END.split(text) if part]
    hits = sum(map(wording.search, sentences))
    return hits > 0 and 2 * hits >= len(sentences)


#: The blank first, which is looked for fastest: a passage's words have one blank between them.
_SENTENCE_END = re.compile(r" (?<=[a-zé)][.?!;] )(?=[A-ZÀ-Þ])")
