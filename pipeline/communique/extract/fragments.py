"""Passages that are no sentences: items of a torn list, and titles of agenda entries."""

from __future__ import annotations

import re

from communique.extract.entry_types import entry_type
from communique.extract.places import country_code
from communique.extract.word_count import word_count
from communique.extract.wording import at_word

#: A finite verb, so that the words are a sentence and neither title nor item.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|could|should|must|may|might|would|does|did|do|"
    r"est|sont|était|étaient|sera|seront|a|ont|avait|peut|peuvent|doit|doivent|devraient|fut)\b",
    re.IGNORECASE,
)
_NO_GERUND = re.compile(
    r"building|during|following|according|regarding|concerning|having|being|nothing|"
    r"something|everything|morning|evening|meeting|funding|training|spring|king|string|ring|"
    r"notwithstanding|recalling|recognising|noting|considering|working|steering|including|"
    r"spending|banking|housing|planning|engineering|procuring|accounting|wellbeing|"
    r"outstanding|ageing|aging|learning"
)
_NO_INFINITIVE = re.compile(
    r"premier|dernier|atelier|février|janvier|cahier|dossier|métier|papier|quartier|"
    r"chantier|hier|chambre|centre|cadre|titre|membre|ministre|nombre|octobre|novembre|"
    r"décembre|septembre|autre|notre|votre|quatre|contre|entre|outre|cher|leur|pour|par|"
    r"lettre|livre|ordre|maître|maire|avenir|soir|loisir|désir|plaisir|pouvoir|savoir|"
    r"devoir|financier|particulier|courrier|calendrier|guichetier|fier|guerre|terre|pierre|"
    r"mer|hiver|ver|fer|amer|super|inter|derrière|rencontre|registre|offre|mesure|lumière|"
    r"manière|première|dernière|matière|frontière|carrière"
)
#: Verbs that open an item in the imperative: "publish …;", "Make the register …".
_BASE_VERBS = (
    r"(?:accelerat|achiev|adapt|address|adopt|align|allow|analys|appl[iy]|appoint|assess|avoid|"
    r"begin|bring|broaden|build|buy|clarif[iy]|collect|combin|compar|concentrat|consolidat|creat|"
    r"deepen|defin|deliver|design|develop|disclos|draft|encourag|enabl|engag|enhanc|ensur|"
    r"establish|"
    r"evaluat|expand|explor|extend|facilitat|finalis|focus|foster|fund|give|guarante|harmonis|help|"
    r"identif[iy]|implement|improv|includ|increas|integrat|introduc|invest|involv|keep|launch|"
    r"learn|"
    r"leverag|link|maintain|mak|measur|mobilis|moderni[sz]|monitor|name|offer|open|organis|"
    r"prepar|preserv|prioritis|produc|promot|propos|protect|provid|publish|pursu|put|rais|recognis|"
    r"reduc|reform|reinforc|remov|replac|requir|review|reward|secur|send|set|shar|show|simplif[iy]|"
    r"spread|standardis|start|stop|streamlin|strengthen|support|sustain|target|test|track|train|"
    r"transform|treat|use|write|work)(?:e|y)?"
)
_ITEM_START = re.compile(rf"(?:to )?{_BASE_VERBS} \S", re.IGNORECASE)
_BETWEEN_COUNTRIES = at_word(
    r"\bpeer[- ]review|\bnetworks?\b|\bexchang\w+ (?:of )?(?:good|best|views|experience|practice|"
    r"methods)|\bsharing (?:of )?(?:successful|good|best|experienc)|"
    r"\bOECD\b|\bSecretariat\b|\bcase stud|\bnational cases\b|\bquestionnaire\b|\bsurvey\b|"
    r"\binternational "
    r"(?:partner|co-?operat|organi|dialogue)|\bnext (?:meeting|symposium)\b|\bworkshop\b|\bworking "
    r"group\b|\bterms of reference\b|\bunder the lead\b|\bexisting partnerships\b|\bco-operation "
    r"(?:among|between)\b|\bpartnerships among\b",
    r"\bexamen par les pairs|\bréseaux?\b|\béchanges? (?:de|d['’]|entre)|\bOCDE\b|"
    r"\bsecrétariat\b|\bétudes? "
    r"de cas\b|\benquête\b|\binternationa(?:le|ux)\b|\batelier\b|\bprochaine réunion\b",
)


#: "Warning that cuts fall on training first": somebody said so.
_SAYING = re.compile(
    r"(?:observ|warn|agree|recogni[sz]|not|stress|underlin|acknowledg|conclud|emphasi[sz]|"
    r"highlight|recall|"
    r"insist|argu)ing (?:that|the (?:importance|need|role))\b",
    re.IGNORECASE,
)


def item_role(text: str) -> str:
    """The role of a list's item of which nothing but its own words is known, or nothing.

    Parameters
    ----------
    text
        "Setting common standards", "publish the costs;", "Renforcer les contrôles":
        what is to be done; work among countries is what happens next.
    """
    words = text.split()
    if not 3 <= len(words) <= 60:
        return ""
    if _SAYING.match(text):
        return "conclusion"
    if re.match(r"(?:to [a-z]+ |(?:de |d['’])[a-zéèê]+(?:er|ir|re)\b)", text):
        return "follow_up"
    if not _is_item(words, text):
        return ""
    return "follow_up" if _BETWEEN_COUNTRIES.search(text) else "priority"


def _is_item(words: list[str], text: str) -> bool:
    first = words[0].strip(",;:").casefold()
    clause = re.split(r"[,;:]|\b(?:that|which|who|what|where|whose|qui|que|dont|où)\b", text)[0]
    if re.fullmatch(r"[a-z-]{3,}ing", first) and not _NO_GERUND.fullmatch(first):
        return not _FINITE.search(clause) and words[1].casefold() != "on"
    if re.fullmatch(r"[a-zéèêâîôûç]{3,}(?:er|ir|re|oir)", first) and not _NO_INFINITIVE.fullmatch(
        first
    ):
        return not _FINITE.search(clause)
    if re.match(r"(?:de |d['’]|à )[a-zéèê]{3,}(?:er|ir|re)\b", text):
        return True
    return bool(_ITEM_START.match(text)) and not _FINITE.search(clause)


_NO_SUBSTANCE = ("break", "meal", "social", "visit", "registration", "opening", "closing")
_LABEL = re.compile(
    r"(?:session|séance|item|point|breakout (?:session|group)|(?:working )?group|groupe|atelier|"
    r"workshop|panel|topic|theme|thème)"
    r" (?:\d{1,2}|[A-H]|[IVX]{1,4})\b(?!,? \d)",
    re.IGNORECASE,
)
_ACTION = at_word(
    r"\b(?:action required|suite à donner|mesure à prendre)\b",
    r"(?:^|(?<=[.:?]\s)|(?<=[–—-] ))(?:for|pour) (?:discussion|débat|information|approval|"
    r"decision|comments?|examen|approbation|décision|adoption)\b",
    r"\b(?:aim|objective|purpose) of (?:this|the) session\b|"
    r"\b(?:this|the) session (?:will|aims|looks|asks|explores|examines)\b|"
    r"\bobjectif de (?:cette|la) séance\b|\b(?:cette|la) séance (?:vise|examinera|portera)\b",
    r"\b(?:delegates|delegations|participants) (?:are|will be) invited to (?:discuss|comment|"
    r"approve|exchange|consider|give|share|note|adopt|agree|endorse)\b",
    r"\b(?:délégués|délégations|participants|le (?:comité|groupe)) (?:est|sont) invitée?s? à (?:"
    r"débattre|approuver|commenter|examiner|échanger|adopter|prendre note)\b",
)
_TIME = re.compile(
    r"^\(?\d{1,2}(?:[:.h]\s?\d{2}|\s?h)\s?(?:[ap]\.?m\.?)?(?:\s*(?:-{1,2}|–|—|to|à)\s*"
    r"\d{1,2}(?:[:.h]\s?\d{2}|\s?h)\s?(?:[ap]\.?m\.?)?)?\)?\s*[:.–—-]?\s+",
    re.IGNORECASE,
)
_FUNCTION_WORDS = re.compile(
    r"every|all|some|no|any|our|this|that|these|those|each|both|other|which|who|"
    r"the|a|an|of|in|and|or|for|to|by|with|on|from|at|as|its|their|de|du|la|le|les|des|et|"
    r"ou|en|au|aux|sur|pour|par|dans|un|une|à|l|d|avec|is|are|was|were|than|since|until|"
    r"when"
)
#: Looked for at blanks, which are found fastest; up to two closing signs may stand before them.
_CAPITAL = re.compile(
    r" (?:(?<=[^\W_] )|(?<=[^\W_][»”\"’)?] )|(?<=[^\W_][»”\"’)?]{2} ))"
    r"(?=[A-ZÀ-Þ«“][\w'’-]*,? [a-zà-ÿ])"
)


#: How a sentence of an introduction begins, and no title.
_NO_TITLE = re.compile(
    r"(?:in|on|at|since|during|after|before|as|when|while|although|this|these|those|two|three|"
    r"many|most|"
    r"some|several|we|it|ce|cette|ces|dans|depuis|après|avant|lors|pendant|nous|il|elle|the "
    r"(?:session|"
    r"meeting|working|committee|symposium|seminar|secretariat|oecd))\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|member|members|state|states|government|internet|"
    r"european",
    re.IGNORECASE,
)


def title_of(text: str) -> str:
    """The title before an entry's description, where no full stop parts them; or nothing."""
    if _NO_TITLE.match(text):
        return ""
    for gap in _CAPITAL.finditer(text[:180]):
        before = text[: gap.start()].split()
        if not 2 <= len(before) <= 14:
            continue
        last = before[-1].strip('()»”’"?').casefold()
        word = text[gap.end() :].split(maxsplit=1)[0].strip(",«“")
        if _FUNCTION_WORDS.fullmatch(last) or (before[-1][:1].isupper() and len(before) > 3):
            continue
        title = text[: gap.end()].strip()
        if re.search(r"[.;!]\s", title) or country_code(word) or _MONTH.fullmatch(word):
            continue
        if not _FINITE.search(title) or title.endswith("?"):
            return title
    return ""


def bare_entry(text: str) -> str:
    """The role of an agenda entry that nothing but its wording shows as one, or nothing.

    An entry's title stands before its description or questions, or alone.
    """
    text = _TIME.sub("", text)
    title = title_of(text) or re.split(r"(?<=[a-zé)])[.:]\s", text, maxsplit=1)[0]
    words = len(title.split())
    if words <= 14 and word_count(text) <= 70 and not re.search(r"[?;]\s*$", title):
        kind = entry_type(title.rstrip(" ."))
        if kind in _NO_SUBSTANCE and not (_LABEL.match(text) and words > 5):
            return "" if _FINITE.search(title) else "procedural"
        if kind == "other" and words <= 10:
            return "procedural"
        if kind in ("review", "plenary", "breakout", "meeting") and word_count(text) <= 10:
            return "session"
    if _LABEL.match(text) or _ACTION.search(text[:600]):
        return "session"
    return ""


def titled(text: str) -> bool:
    """Whether a title stands before sentences or questions, or a title is all there is."""
    text = _TIME.sub("", text)
    if title_of(text):
        return True
    head = re.match(r"(?P<title>[^.?!:–—]{4,90}?)(?P<end>[.:]|\s[–—-]|$)", text)
    if head is None or not (text[:1].isupper() or text[:1].isdigit()):
        return False
    title = head["title"]
    whole = head.end() >= len(text.rstrip())
    most = 18 if not text.rstrip().endswith(".") else 6 if whole else 12
    if _FINITE.search(title) or not 2 <= len(title.split()) <= most:
        return False
    if re.search(r"\b(?:that|which|who|qui|que|dont)\b", title):
        return False
    return not re.match(
        r"(?:many|some|most|several|countries|governments|please|note|nb|see|contact|tel|"
        r"documents?|annex|delegates|participants|veuillez|"
        r"questions?|country reports|background|contexte|objectives?)\b",
        title,
        re.IGNORECASE,
    )
