from __future__ import annotations

import pytest

from communique.errors import CommuniqueError
from communique.export.reference import filled, reference
from communique.export.schema import TABLES

#: The columns that analysts' scripts read: more may come, none may go.
CONTRACT = {
    "documents": "document file sha256 status problem kind language original_language cote "
    "classification reference issued cancels directorate committee title meeting edition "
    "theme_title start_date end_date year city country participants hosts pages words",
    "agenda": "document entry parent page date start end type number title action action_type "
    "documents description",
    "people": "document entry page name honorific role position organisation country",
    "passages": "passage document order page x0 top x1 bottom section number entry role language "
    "words text",
    "tags": "passage document year theme score source evidence start end",
    "priorities": "period theme documents passages tagged share low high rank rank_low rank_high "
    "previous change change_low change_high p_adjusted first_seen",
    "terms": "period term count documents score themes",
}


def test_no_column_of_the_contract_is_lost_or_renamed() -> None:
    assert list(TABLES) == list(CONTRACT)
    for name, columns in CONTRACT.items():
        assert [column for column in TABLES[name].header if column in columns.split()] == (
            columns.split()
        )


def test_keys_and_references_name_columns_that_are_there() -> None:
    for table in TABLES.values():
        assert set(table.key) <= set(table.header)
        assert len(set(table.header)) == len(table.header)
        for key in table.foreign:
            assert key.column in table.header
            assert key.reference in TABLES[key.table].key


def test_the_reference_tells_of_every_column() -> None:
    text = reference()
    for table in TABLES.values():
        assert f"### `{table.file}`" in text
        for column in table.columns:
            assert f"| `{column.name}`" in text
            assert column.description in text


def test_the_reference_is_put_between_its_marks() -> None:
    text = "a\n<!-- tables: begin -->\noutdated\n<!-- tables: end -->\nb\n"
    once = filled(text)
    assert once.startswith("a\n<!-- tables: begin -->\n\n### `documents.csv`")
    assert once.endswith("<!-- tables: end -->\nb\n")
    assert "outdated" not in once
    assert filled(once) == once
    with pytest.raises(CommuniqueError, match="marks"):
        filled("a")
