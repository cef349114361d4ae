"""The speech act that a passage opens with: who does what in its first sentence.

A record's sentences follow formulas ("The Committee took note of …", "Le Comité était
saisi de …"), and what stands first mostly says what the whole paragraph does.
"""

from __future__ import annotations

import re

from communique.extract.cues import cues, holds_any
from communique.extract.places import country_code
from communique.extract.wording import TextWords, Wording, at_word, words_of

_REPORTS = ("record", "summary")
_RECORD = ("record",)

_BODY = (
    r"(?:it|they|(?:the )?(?:[\w-]+ ){0,3}?(?:committee|working party|group|network|council|"
    r"bureau|board|"
    r"task force|forum|delegates|delegations|participants|members|countries|ministers|leaders|"
    r"officials|experts|assembly|plenary))"
)
_CORPS = (
    r"(?:le |la |les |l['’]|des )?(?:\w+ )?(?:comité|groupe(?: de travail| d['’]experts)?|réseau|"
    r"conseil|bureau|assemblée|délégués|délégations|participants|membres|pays(?: membres)?|"
    r"ministres|responsables|experts)"
)
_THEN = (
    r"(?:(?:also|further|then|therefore|finally|unanimously|formally|subsequently|jointly|"
    r"accordingly) )?"
)
_AUSSI = (
    r"(?:(?:également|aussi|ensuite|enfin|ainsi|unanimement|par ailleurs|en|officiellement) ?)?"
)
_ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th|e|ème|re)?|[a-zà-ÿ-]+)"

#: Acts by which a paragraph of a report opens, in the order in which they are tried.
_OPENINGS: tuple[tuple[str, tuple[str, ...], Wording], ...] = (
    (
        "procedural",
        _RECORD,
        at_word(
            rf"^(?:the|its|this) {_ORDINAL} (?:\w+ )?(?:session|meeting|"
            rf"plenary)\b[^.]{{0,90}}\b(?:was"
            r" held|took place|met)\b",
            rf"^{_BODY}(?: \([^)]*\))? (?:held its|met (?:in|at|on|for its)|convened)\b",
            rf"^(?:la|le|cette) {_ORDINAL} (?:session|réunion)\b[^.]{{0,120}}\bs['’]est "
            r"(?:tenue?|réunie?|déroulée?)\b",
            rf"^{_CORPS}[^.]{{0,40}} (?:s['’]est|se sont) (?:réunie?s?|tenue?s?)\b",
            r"^(?:[\w-]+ ){1,6}(?:attended|took part|were represented|were present)\b[^.]*\.?$",
        ),
    ),
    (
        "procedural",
        _REPORTS,
        at_word(
            r"\b(?:meeting|session|symposium|seminar) was (?:opened|chaired|closed|adjourned) "
            r"(?:by|at)\b|\b(?:re-?elected|elected|designated|appointed) (?:(?:Mr|Ms|Mrs|Dr)\b|by "
            r"acclamation|(?:\w+ ){0,4}as (?:\w+ )?(?:chair|vice))",
            r"^(?:mr|mrs|ms|dr|prof)\.? [^.;]{3,60} (?:chaired|presided over|took the chair)\b",
            r"^(?:le |la )?(?:projet d['’])?(?:ordre du jour|compte rendu|"
            r"procès-verbal)\b[^.]{0,80} "
            r"(?:adopté|approuvé)\b",
            r"\ba (?:ré)?élu\b|\b(?:séance|réunion|session) (?:a été|est) (?:ouverte|présidée|"
            r"close|"
            r"levée)\b",
            r"^(?:the |le |la )?(?:chair(?:man|person|woman)?|présidente?)[^.]{0,60}?(?: opened | "
            r"welcomed (?:(?:the|all|new) ){0,3}(?:delegates|participants|members|observers|"
            r"delegation)| a "
            r"ouvert la | a souhaité la bienvenue| a accueilli les )",
            r"\b(?:was|were) (?:\w+ )?(?:re-?)?elected (?:as )?(?:the )?(?:co-?|vice-?)?(?:chair|"
            r"president|members? of the bureau|to the bureau|officers)|\b(?:a|ont) été (?:ré)?élu",
            r"\bannounced (?:that )?(?:a|the|its|an) (?:\w+ ){0,3}(?:conference|seminar|workshop|"
            r"symposium|event|publication|meeting)\b",
            r"^(?:the )?(?:\w+ ){0,2}(?:agenda|record|minutes)\b[^.]{0,80} (?:was|were) (?:\w+ "
            r")?(?:"
            r"adopted|approved)\b|^no other business\b|^(?:the )?(?:chair|secretariat)\w* "
            r"(?:recalled"
            r" that (?:statements|interventions|speakers)|drew attention to (?:the )?(?:new )?("
            r"?:arrangements|rules|security|deadlines?))|\bhad left the (?:bureau|committee)\b|\b"
            r"informed (?:the \w+|delegates|participants|members) (?:of|about) (?:a|the) (?:\w+ "
            r"){0,2}"
            r"(?:conference|seminar|workshop|symposium|event)\b|^aucune autre question\b",
            r"\ba (?:annoncé|signalé) (?:la tenue|la publication|(?:qu['’])?une? (?:\w+ ){0,2}"
            r"(?:conférence|colloque|séminaire|atelier|réunion))\b",
        ),
    ),
    (
        "procedural",
        ("record", "summary", "agenda", "issues-paper", "communique", "other", ""),
        at_word(
            r"^(?:participants|delegates|delegations|speakers|countries)[^.]{0,40} (?:are|is|were) "
            r"(?:kindly |hereby )?(?:reminded|informed that|requested to|asked to (?:register|send|"
            r"submit|bring|confirm))\b",
            r"^(?:participants|delegates|delegations|speakers|those)[^.]{0,60} (?:should|must|"
            r"may) (?:"
            r"contact|register|bring|confirm|send|inform|collect|arrive|book|submit|notify)\b",
            r"\b(?:sont|est) (?:\w+ )?(?:priée?s?|rappelé aux)\b.{0,6}(?:d['’]|de|à|que)",
            r"^(?:cameras|microphones|badges|taxis|photographs?|headsets|the (?:dinner|reception|"
            r"venue|hotel|conference centre|building|cloakroom|bus(?:es)?)) (?:is|are|will|may|can|"
            r"must|leaves?)\b",
        ),
    ),
    (
        "discussion",
        ("record", "summary", "other", ""),
        at_word(
            r"^(?:in|during|throughout|over the course of) (?:the |its |their )?(?:ensuing |"
            r"subsequent |general |following |lively )?(?:discussion|debate|exchange|conversation)",
            r"^(?:au cours|lors|pendant|à l['’]occasion|au fil) (?:de la|du|des|de l['’]) "
            r"?(?:\w+ )?"
            r"(?:discussion|débats?|échanges?)\b|^dans la discussion\b",
            r"^there was (?:\w+ ){0,2}(?:support|agreement|sympathy|interest|consensus)\b[^.]*\b"
            r"(?:although|but|though|even if)\b[^.]*\b(?:some|several|a few|others|certain)\b",
            r"^(?:views|opinions|positions|delegates|delegations|speakers) (?:\w+ )?(?:differed|"
            r"diverged|varied|(?:were|remained) (?:\w+ )?(?:divided|split|mixed))",
            r"^(?:les |l['’])(?:avis|opinions|positions|points de vue) (?:sont|ont|étaient|restent|"
            r"divergent|diffèrent)\b",
            r"^(?:not every(?:one|body)|no agreement|there was (?:disagreement|debate|no "
            r"agreement))\b"
            r"|^(?:tous n|l['’]unanimité n|aucun accord)",
            r"^(?:many|several|some|most of the|a (?:few|number of)|a majority of|two|three|four|"
            r"five|"
            r"one|another) (?:\w+ )?(?:delegates|delegations|countries|members|speakers|"
            r"participants|panellists|delegate|delegation|country|speaker|participant)\b(?!(?: "
            r"\w+)? (?:volunteered|offered|agreed|undertook|will))[^.]{0,60} (?:found|thought|felt|"
            r"saw|spoke|said|drew|held|[a-z]{3,}ed)\b",
            r"^(?:delegates|delegations|participants|members|countries|ministers|the "
            r"(?:committee|group"
            r"|network|working party)) (?:then |also )?(?:discussed|debated|disagreed|regretted|"
            r"exchanged|"
            r"wondered|asked (?:whether|how|why|what|about)|questioned|compared|commented)\b",
            r"^the (?:\w+ ){0,2}(?:discussion|debate|exchange|round)s? (?:dealt|turned|focused|"
            r"centred|"
            r"concerned|was about|touched|showed)\b",
            r"^(?:de nombreu(?:x|ses)|plusieurs|certaine?s|quelques|beaucoup de|la plupart des|"
            r"deux|"
            r"trois|d['’]autres|une) (?:\w+ )?(?:délégués?|délégations?|pays|intervenants|"
            r"participants|orateurs|responsables|membres) (?!se sont)(?:ont|a|se|s['’]|jugent|"
            r"estiment)\b",
        ),
    ),
    (
        "discussion",
        ("record", "summary"),
        at_word(
            r"^[^.]{5,140}\. (?:some|one|others|two|three|several|a few|certains|certaines|"
            r"d['’]autres"
            r"|plusieurs|quelques|une délégation|un délégué|(?-i:[A-Z][a-z]+(?: and (?:the "
            r")?[A-Z][a-z]+"
            r")?)) [^.]{0,60}\b(?:regretted|asked|feared|drew|"
            r"wished|questioned|doubted|preferred|thought|warned|ont|a (?:regretté|demandé|"
            r"craint|estimé|jugé))\b",
        ),
    ),
    (
        "background",
        _REPORTS,
        at_word(
            rf"^{_BODY}(?: \([^)]*\))? {_THEN}(?:had before (?:it|them)|(?:was|were) "
            rf"(?:presented with|"
            r"informed|briefed|reminded)|received|resumed|considered (?:the|a) (?:draft|document|"
            r"paper|report|note|proposal)|examined (?:the|a) (?:draft|document|paper|report|"
            r"note))\b",
            rf"^{_CORPS} (?:était|étaient|a été|ont été|est) {_AUSSI}(?:saisie?s?|informée?s?) ?"
            r"|^" + _CORPS + r" (?:a|ont) " + _AUSSI + r"(?:examiné (?:le|la|un|une) (?:projet|"
            r"document|rapport|note|proposition)|repris|poursuivi|pris connaissance|entendu)\b",
            r"^(?:the )?(?:chair(?:man)?|working (?:party|group)[^.]{0,40}|[\w ]{0,30}committee) "
            r"(?:"
            r"introduced (?:the|a) (?:draft|paper|document|report)|submitted|presented|had )",
            r"^(?:the )?secretariat (?:presented|introduced|recalled|outlined|reported on|"
            r"summari[sz]ed|informed)\b|^(?:le )?secrétariat a (?:fait le point|présenté|rappelé|"
            r"exposé|rendu compte|informé)\b",
            r"^(?:by|in|since|between|en|d['’]ici|depuis) (?:19|20)\d\d\b|^(?:more|fewer|less) "
            r"than "
            r"(?:a|one|two|half|\d)|^(?:près|plus|moins) (?:de|d['’])",
            r"\b(?:starting point|point of departure|origin of the|point de "
            r"départ)\b[^.]{0,30}\b(?:was|"
            r"is|were|était|est)\b",
        ),
    ),
    (
        "background",
        ("summary", "other"),
        at_word(
            r"^(?:the|this) (?:workshop|seminar|symposium|conference|forum|meeting|event) (?:took "
            r"place|was (?:held|organi[sz]ed|hosted))\b|^(?:le|la|l['’]|cette?) ?(?:atelier|"
            r"séminaire|colloque|conférence|réunion|forum) (?:s['’]est tenue?|a été (?:organisé|"
            r"accueilli)|a eu lieu)",
            r"^[^.]{3,80} (?:brought together|a rassemblé|a réuni|ont rassemblé)\b",
            r"^[^.]{3,160}\b(?:attended|(?:ont|a) (?:assisté|pris part|participé) (?:à|au|aux))\b",
            r"^(?:the|la|le|cette?) (?:réunion|colloque|séminaire|symposium|seminar|meeting|"
            r"workshop|"
            r"forum) (?:faisait suite|was the (?:first|second|third|last)|followed|est (?:le|la) "
            r"(?:premi|deuxi|troisi))",
        ),
    ),
)

_DECIDES = at_word(
    rf"^{_BODY}(?: \([^)]*\))? {_THEN}(?:took note|noted (?:with (?:interest|satisfaction|concern|"
    r"appreciation)|the)|approved|adopted|accepted|confirmed|declassified|ratified|endorsed|agreed "
    r"(?:that|on (?:the|a) (?!follow|next|work)|with the|upon the)|decided (?:that|not)|concluded|"
    r"welcomed|recogni[sz]ed|identified|stressed|underlined)\b",
    r"^it was (?:\w+ )?(?:agreed|decided|concluded|recogni[sz]ed|accepted) that\b",
    r"^(?:the |an? )?(?:moderator|chair(?:man|person)?|rapporteur|roundtable|panel|session|"
    r"meeting|seminar|symposium|discussion)[^.]{0,60} (?:concluded|drew|led to the conclusion)\b",
    rf"^{_CORPS} (?:a|ont|est|sont|s['’]est|se sont) {_AUSSI}(?:pris (?:bonne )?(?:note|acte)|"
    r"approuvé|adopté|entériné|accepté|confirmé|décidé qu|convenue?s? qu|conclu|déclassifié|"
    r"félicitée?s?)",
    r"^(?:les |le )?[\w ]{3,30} en (?:a|ont) conclu\b",
    r"^il (?:a été|est) (?:\w+ )?(?:convenu|décidé|conclu|reconnu|admis) qu",
    r"^(?:the|an?) [^.]{3,70} (?:was|were) (?:\w+ )?(?:approved|adopted|endorsed|declassified|"
    r"agreed)\b",
    r"^(?:le|la|les|un|une) [^.]{3,70} (?:a|ont) été (?:\w+ )?(?:approuvé|adopté|entériné|accepté)",
    r"^(?:the )?chair(?:man|person)?,? (?:summing up|in summing up|in conclusion)\b",
    r"^(?:l['’]|le |la )?(?:animat(?:eur|rice)|modérat(?:eur|rice)|présidente?|rapporteure?|séance|"
    r"table ronde|atelier|débat)[^.]{0,60} a (?:conclu|tiré)\b",
)
_AGENDA_OR_RECORD = at_word(
    r"\b(?:agenda|minutes|summary record|(?:previous|last) record)\b",
    r"\bordre du jour\b|\bcompte[s]? rendu|\bprocès-verba",
)

_ACTOR = (
    r"(?:(?:the |each |all |both |these |those |its |an? |le |la |les |l['’]|un |une |chaque )?"
    r"(?:[\w-]+ ){0,3}?(?:OECD|OCDE|secretariat|secrétariat|chair(?:s|man|person)?|présidence|"
    r"président|bureau|committee|comité|(?:working |drafting |steering |expert )?groupe?s?|working "
    r"party|groupe de travail|groupe d['’]experts|task force|team|équipe|network|réseau|delegat"
    r"(?:es|ions)|délégations|délégués|participants|countries|members|pays|membres|volunteers|"
    r"experts|co-chairs|leaders|ministers|ministres|ministr(?:y|ies)|rapporteurs?|sub-?group)"
    r"(?: (?!will|shall|has|have|had|was|were)[\w'’-]+){0,6}?"
    r"|(?-i:(?:L['’]|La |Le |Les |The )?[A-ZÀ-Þ][\w'’-]+(?:(?:, | and | et |,? (?:l['’]|la |le |"
    r"les )"
    r"| )(?:the |l['’]|la |le |les )?[A-ZÀ-Þ][\w'’-]+){0,5}))"
)
_STATIVE = (
    r"(?:have|need|remain|require|depend|allow|become|face|want|benefit|never|always|not\b|be "
    r"(?:held|able|needed|open|available|circulated|distributed|posted|sent|provided|served|"
    r"opened|closed|welcomed?|possible|difficult)|(?:circulate|distribute|send|post)\b(?! (?:an? "
    r"|the )"
    r"(?:revised|new|draft|second|first|final|short|updated|note|list of|questionnaire|survey|"
    r"proposal|paper|summary|checklist))|take place|meet on)"
)
_FUTURE = (
    r"(?!(?:sera|seront|aura|auront|pourra|pourront|devra|devront|faudra|restera|resteront|opéra|"
    r"caméra|diffusera|distribuera|enverra|tiendra)\b)[a-zéèêçï]{1,14}(?:era|eront|ira|iront|dra|"
    r"dront|ttra|ttront|vra|vront|fera|feront|urra|ourra)\b"
)
_ACTS_NEXT = at_word(
    r"^(?:written )?(?:comments|replies|contributions|proposals|corrections|"
    r"nominations)\b[^.]{0,40} (?:should"
    r"|must|are to) (?:reach|be sent|be submitted)\b[^.]*\b(?:by|before|no later)\b",
    r"^action(?: points?| items?)?\s*:",
    rf"^{_ACTOR}(?:,[^,.]{{3,80}},)? (?:will|shall) (?:then |also |each |jointly |together |all )?"
    rf"(?!{_STATIVE})[a-z]{{3,}}",
    r"^(?:before|by|ahead of|between now and) [^,.;]{0,60}(?:next|meeting|session|end of|spring|"
    r"autumn|summer|\d{4}),? [^.;]{3,80} (?:will|shall)\b",
    rf"^{_ACTOR} (?:has |have |had )?(?:volunteered|offered|undert(?:ook|aken)|promised) to\b",
    rf"^{_ACTOR} (?:was|were) (?:\w+ )?(?:asked|invited|requested|instructed|mandated|encouraged|"
    r"charged|tasked) (?:to|with)\b",
    rf"^{_BODY} {_THEN}(?:asked|requested|invited|instructed|mandated|urged) [^.;:]{{3,120}}? to "
    r"(?!be\b|note\b)[a-z]{3,}",
    rf"^{_ACTOR} agreed (?:to (?!differ|disagree)|that [^.]{{3,60}} (?:will|would)\b)",
    r"\b(?:proposed|agreed),? (?:and [^,.]{3,40} agreed, )?that (?:an? )?[^.]{0,60}\b(?:prepare|"
    r"draft|"
    r"draw up|revise|report|submit)\b",
    r"^(?!the [\w-]+ (?:session|meeting|symposium) )(?:an?|the)(?! (?:\w+ )?(?:next|"
    r"presentations?|documents?|slides|summary "
    r"record|"
    r"dinner))[^.;]"
    r"{3,80} (?:will|would) be (?:held|organised|carried out|prepared|published|sent to|"
    r"submitted|presented|revised|"
    r"launched|completed|drafted|undertaken|reported|collected)\b",
    r"^(?:avant|d['’]ici)[^,.;]{3,60},? [^.;]{3,80} " + _FUTURE,
    r"^(?:a |ont )(?:accepté l['’]offre|invité les|chargé|demandé)\b",
    r"^une? (?:\w+ ){0,2}(?:séminaire|atelier|enquête|étude|rapport|projet|questionnaire|note)\b"
    r"[^.]{0,60} (?:aura lieu|se tiendra|sera (?:organisée?|menée?|établie?|publiée?|adressée?|"
    r"soumise?|présentée?))\b",
)
#: French wordings whose verbs stand where no word need begin.
_ACTS_NEXT_IN_FRENCH = at_word(
    rf"^{_ACTOR}(?:,[^,.]{{3,80}},)? (?:en )?{_FUTURE}",
    rf"^{_ACTOR} (?:a|ont) {_AUSSI}(?:été (?:invitée?s?|chargée?s?|priée?s?)|proposé "
    rf"d['’](?:accueillir|"
    r"organiser)|offert d)",
    rf"^{_ACTOR} (?:s['’]est|se sont) {_AUSSI}(?:portée?s? (?:volontaires?|candidate?s?)|"
    rf"engagée?s? à|"
    r"proposée?s? pour)",
)
#: Without one of these words, or a future's ending, none of them can stand in a sentence.
_FRENCH_CUES = cues("été inv|été char|été pri|proposé|offert d|porté|engagé")
_FUTURE_ENDS = cues("ra |ront ")
_PASSED_ON = at_word(
    r"\bthat\b[^.(),]{0,70}\b(?:will|would)\b (?:then |also )?(?:be (?:prepared|drafted|revised|"
    r"held|put"
    r"|submitted|presented|set up|launched)|prepare|draft|draw up|report|submit|host|lead|review|"
    r"revise|collect|organi[sz]e)\b",
    r"\bqu['’e][^.]{0,100}\b(?:serait|seraient|sera|seront) (?:établie?s?|présentée?s?|"
    r"soumis(?:e|es)?"
    r"|créée?s?|chargée?s?)\b",
)


_SENTENCE = re.compile(
    r"(?<=[a-zà-ÿ)\]0-9][.?!;])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)\s+"
    r"(?=[A-ZÀ-Þ«“\"])"
)
#: What stands at the end of every sentence but the last.
_STOP = re.compile(r"[.?!;]\s")
_ARTICLE = r"(?:[Tt]he |[Ll]a |[Ll]e |[Ll]es |[Ll]['’])"
_CAPITAL = r"[A-ZÀ-Þ][\w-]+"
#: A country as the subject of a verb in the past: its delegate took the floor.
_COUNTRY_SPOKE = re.compile(
    rf"{_ARTICLE}?(?P<country>{_CAPITAL}(?: (?:of )?{_CAPITAL}){{0,2}})"
    rf"(?:(?:,| and| et) {_ARTICLE}?{_CAPITAL}(?: {_CAPITAL})?){{0,4}} "
    r"(?:also |then |ont |a )?(?P<verb>[a-zé]{2,}ed|drew|said|saw|spoke|held|thought|gave|made|"
    r"found|"
    r"asked|[a-zé]{3,}é|fait|mis|souhaité)\b",
)


def _country_spoke(first: str) -> bool:
    match = _COUNTRY_SPOKE.match(first)
    if match is None or match["verb"] in ("agreed", "volunteered", "accepté"):
        return False
    name = match["country"]
    return bool(country_code(name)) or (name.isupper() and len(name) <= 6 and name != "OECD")


def first_sentence(text: str) -> str:
    """A passage up to the end of its first sentence, at most 400 characters."""
    head = text[:400]
    for stop in _STOP.finditer(head):  # most have one or none, and it is found much faster
        if _SENTENCE.match(head, stop.end() - 1):
            return head[: stop.end() - 1]
    return head


def opening_role(text: str, kind: str) -> str:
    """The role that the first sentence of a report's passage performs, or nothing.

    Parameters
    ----------
    text
        The passage without its number or bullet.
    kind
        Kind of its document; formulas of records say nothing in an agenda.
    """
    openings = _OPENINGS_OF.get(kind, ())
    if not openings:
        return ""
    first = first_sentence(text)
    words = words_of(first)
    for role, wording in openings:
        if _two_voices(text) if wording is _TWO_VOICES else wording.stands_in(words):
            return role
    if kind not in ("record", "summary", "other", ""):
        return ""
    if _ACTS_NEXT.stands_in(words) or _acts_next_in_french(words):
        return "follow_up"
    if _DECIDES.stands_in(words):
        if _AGENDA_OR_RECORD.search(first[:120]):
            return "procedural"
        return "follow_up" if _PASSED_ON.stands_in(words) else "conclusion"
    return "discussion" if _country_spoke(first) else ""


def _two_voices(text: str) -> bool:
    """Whether somebody speaks in a passage's second sentence, which begins at a full stop."""
    head = text[:400]
    stop = head.find(".")
    return 5 <= stop <= 140 and head[stop + 1 : stop + 2] == " " and _TWO_VOICES.match(head)


def _acts_next_in_french(words: TextWords) -> bool:
    return _may_act_in_french(words) and _ACTS_NEXT_IN_FRENCH.stands_in(words)


def _may_act_in_french(words: TextWords) -> bool:
    return holds_any(words.spaced, _FUTURE_ENDS) or holds_any(words.small, _FRENCH_CUES)


_TWO_VOICES = _OPENINGS[4][2]
#: The openings that are tried in each kind of document, and there alone.
_OPENINGS_OF = {
    kind: tuple([(role, wording) for role, own, wording in _OPENINGS if kind in own])
    for kind in {kind for _, kinds, _ in _OPENINGS for kind in kinds}
}
