"""Everything that is wrong with a taxonomy folder, in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.tag.normalise import phrase_keys
from communique.tag.passage_text import SMALL_WORDS
from communique.tag.syntax import (
    Branch,
    Choice,
    Gap,
    Name,
    PatternSyntaxError,
    Word,
    parse_pattern,
    plain_phrases,
)
from communique.tag.taxonomy import (
    FAMILY_KEYS,
    KINDS,
    LANGUAGES,
    TAXONOMY_KEYS,
    THEME_KEYS,
    Folder,
    TaxonomyError,
    packaged_folder,
    read_yaml,
)

#: Sequences compared of one pattern; a pattern of more is compared by these.
_MOST_PHRASES = 3000


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: the file, the theme (empty: all), a code, and what to do."""

    file: str
    theme: str
    code: str
    message: str


def lint_taxonomy(folder: Folder | None = None) -> list[Finding]:
    """List the faults of a taxonomy folder, by default the packaged one, sorted by file.

    Codes: ``unreadable``, ``unknown-key``, ``missing``, ``empty``, ``language``,
    ``duplicate-id``, ``wrong-id``, ``unlisted``, ``duplicate-pattern``,
    ``count-and-veto``, ``syntax``, ``invisible``, ``weak``.
    """
    place = packaged_folder() if folder is None else folder
    return sorted(set(_findings(place)))


def _findings(folder: Folder) -> Iterator[Finding]:
    head_file = "taxonomy.yaml"
    try:
        head = read_yaml(folder, head_file)
    except TaxonomyError as error:
        yield Finding(head_file, "", "unreadable", error.fix)
        return
    yield from _unknown(head, TAXONOMY_KEYS, head_file, "")
    yield from _patterns(head, head_file, "", ("veto",))
    if not isinstance(head.get("version"), str):
        yield Finding(head_file, "", "missing", "needs a text under 'version:'")
    listed: dict[str, str] = {}
    families = head.get("families")
    for family in families if isinstance(families, list) else []:
        if not isinstance(family, dict):
            yield Finding(head_file, "", "missing", "every family needs 'id', 'name' and 'themes'")
            continue
        yield from _unknown(family, FAMILY_KEYS, head_file, "")
        yield from _texts(family, head_file, "", ("name",))
        for theme in family.get("themes") or []:
            if str(theme) in listed:
                yield Finding(head_file, str(theme), "duplicate-id", "is listed twice")
            listed[str(theme)] = str(family.get("id"))
    if not listed:
        yield Finding(head_file, "", "missing", "lists no theme under 'families:'")
    files = {file.name for file in folder.iterdir() if file.name.endswith(".yaml")} - {head_file}
    for theme, family_id in listed.items():
        yield from _theme(folder, theme, family_id)
    for file in files - {f"{theme}.yaml" for theme in listed}:
        yield Finding(file, "", "unlisted", "is not listed in taxonomy.yaml, so it is never used")


def _theme(folder: Folder, theme: str, family: str) -> Iterator[Finding]:
    file = f"{theme}.yaml"
    try:
        content = read_yaml(folder, file)
    except TaxonomyError as error:
        yield Finding(file, theme, "unreadable", error.fix)
        return
    yield from _unknown(content, THEME_KEYS, file, theme)
    if content.get("id") != theme:
        yield Finding(file, theme, "wrong-id", f"must say 'id: {theme}', the name of its file")
    if content.get("family") != family:
        yield Finding(file, theme, "wrong-id", f"must say 'family: {family}', as in taxonomy.yaml")
    yield from _texts(content, file, theme, ("name", "definition", "scope"))
    yield from _patterns(content, file, theme, KINDS)
    count = content.get("count")
    for language in LANGUAGES:
        if not (isinstance(count, dict) and count.get(language)):
            yield Finding(file, theme, "language", f"has no counting pattern in '{language}'")


def _unknown(
    content: dict[str, Any], known: frozenset[str], file: str, theme: str
) -> Iterator[Finding]:
    for key in content:
        if key not in known:
            known_keys = ", ".join(sorted(known))
            yield Finding(file, theme, "unknown-key", f"{key!r} is unknown; known are {known_keys}")


def _texts(
    content: dict[str, Any], file: str, theme: str, keys: tuple[str, ...]
) -> Iterator[Finding]:
    for key in keys:
        value = content.get(key)
        if not isinstance(value, dict):
            yield Finding(file, theme, "missing", f"needs '{key}:' in 'en' and 'fr'")
            continue
        for language in LANGUAGES:
            text = value.get(language)
            if language not in value:
                yield Finding(file, theme, "language", f"'{key}:' lacks '{language}'")
            elif not isinstance(text, str) or not text.strip():
                yield Finding(file, theme, "empty", f"'{key}: {language}:' is empty")
        for language in set(value) - set(LANGUAGES):
            yield Finding(
                file, theme, "language", f"'{key}:' has the unknown language {language!r}"
            )


def _patterns(
    content: dict[str, Any], file: str, theme: str, kinds: tuple[str, ...]
) -> Iterator[Finding]:
    for language in LANGUAGES:
        readable: list[tuple[str, str, tuple[Branch, ...]]] = []
        for kind in kinds:
            block = content.get(kind) or {}
            if not isinstance(block, dict):
                yield Finding(file, theme, "language", f"'{kind}:' must hold lists by language")
                continue
            for unknown in set(block) - set(LANGUAGES):
                message = f"'{kind}:' has the unknown language {unknown!r}"
                yield Finding(file, theme, "language", message)
            for text in block.get(language) or ():
                try:
                    branches = parse_pattern(text) if isinstance(text, str) else None
                except PatternSyntaxError as error:
                    yield Finding(file, theme, "syntax", f"{text!r} {error}")
                    continue
                if branches is None:
                    yield Finding(file, theme, "syntax", f"{text!r} is no text; put it in quotes")
                else:
                    readable.append((kind, text, branches))
        yield from _clashes(readable, language, file, theme)


def _clashes(
    readable: list[tuple[str, str, tuple[Branch, ...]]], language: str, file: str, theme: str
) -> Iterator[Finding]:
    """Patterns that another one makes useless: all that they match, it matches too."""
    covered: dict[tuple[object, ...], list[int]] = defaultdict(list)
    matched: list[set[tuple[object, ...]]] = []
    for place, (kind, text, branches) in enumerate(readable):
        own = {
            _keys(s, language) for branch in branches for s in plain_phrases(branch, _MOST_PHRASES)
        }
        if () in own:
            message = f"{text!r} can hold only articles or signs, which are never seen"
            yield Finding(file, theme, "invisible", message)
        elif kind != "veto" and any(_may_tell_nothing(branch, language) for branch in branches):
            message = f"{text!r} can match nothing but small words; keep a telling word in it"
            yield Finding(file, theme, "weak", message)
        matched.append(own)
        for keys in own:
            covered[keys].append(place)
    for place, own in enumerate(matched):
        rivals = set.intersection(*(set(covered[keys]) for keys in own)) - {place} if own else set()
        for rival in sorted(rivals):
            if matched[rival] == own and rival < place:
                continue
            (kind, text, _), (other, wider, _) = readable[place], readable[rival]
            if "veto" in {kind, other} and kind != other:
                message = f"{text!r} ({kind}) and {wider!r} ({other}) undo each other; keep one"
                yield Finding(file, theme, "count-and-veto", message)
            elif kind == other:
                message = f"{text!r} is covered by {wider!r}; keep one"
                yield Finding(file, theme, "duplicate-pattern", message)


def _may_tell_nothing(branch: Branch, language: str) -> bool:
    """Whether a text of small words alone can match, though the branch asks for words."""
    choices = [slot for slot in branch if isinstance(slot, Choice)]
    return not any(isinstance(slot, Name) for slot in branch) and all(
        slot.optional or any(_only_small_words(phrase, language) for phrase in slot.phrases)
        for slot in choices
    )


def _only_small_words(phrase: tuple[Word, ...], language: str) -> bool:
    return all(
        not word.exact
        and not word.prefix
        and all(key in SMALL_WORDS for key in phrase_keys(word.text, language))
        for word in phrase
    )


def _keys(sequence: tuple[Word | Gap | Name, ...], language: str) -> tuple[object, ...]:
    """What a sequence matches by, so that two spellings of one pattern are found equal."""
    keys: list[object] = []
    for element in sequence:
        if isinstance(element, Word) and not element.exact and not element.prefix:
            keys.extend(phrase_keys(element.text, language))
        else:
            keys.append(element)
    return tuple(keys)
