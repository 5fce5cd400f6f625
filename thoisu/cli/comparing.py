"""The command that lays articles beside each other: copies, and versions of one page."""

from typing import Annotated

import typer

from thoisu.cli.options import DEFAULT_DB, Db, Json, Language, check_lang, open_record
from thoisu.cli.printing import print_json, print_line, print_table, shorten, title_of
from thoisu.errors import NotFound
from thoisu.lexicon.texts import Lang, name_of, say, write_date
from thoisu.model import Span
from thoisu.pipeline.reading import Edit, read_copies, read_edits
from thoisu.record.copies import SharedText
from thoisu.store import Store
from thoisu.store.articles import ArticleRow


def copies(article: Annotated[str | None, typer.Argument(help="Only this article: what it shares with others, and what became of it.")] = None,
           db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi") -> None:
    """Print which articles repeat which; of one article also the passages it shares and what changed between its versions."""
    language = check_lang(lang)
    with open_record(db) as store:
        if article is None:
            _list_copies(store, json, language)
            return
        id_ = store.articles.find_id(article)
        if id_ is None:
            raise NotFound(say("unknown_article", language, id=article))
        shared, edits = read_copies(store, id_), read_edits(store, id_)
        rows = {r.id: r for r in store.articles.rows(sorted({id_, *(s.other for s in shared)}))}
        doc = store.articles.document(id_)
    if json:
        print_json([*shared, *edits])
        return
    if doc is None or not (shared or edits):
        print_line(say("none_copies_of", language))
        return
    for s in shared:
        _print_shared(s, doc.text, rows, language)
    for edit in edits:
        _print_edit(edit, language)


def _list_copies(store: Store, json: bool, lang: Lang) -> None:
    rows = store.articles.copies()
    originals = {r.id: r for r in store.articles.rows(sorted({r.copy_of for r in rows if r.copy_of}))}
    if json:
        print_json(rows)
    elif not rows:
        print_line(say("none_copies", lang))
    else:
        columns = [say(k, lang) for k in ("col_date", "col_outlet", "col_title", "col_id", "copy_of", "col_title")]
        cells = []
        for r in rows:
            original = originals.get(r.copy_of or "")
            taken_from = (original.outlet, title_of(original.title, lang)) if original else ("", "")
            cells.append((write_date(r.published, lang), r.outlet, title_of(r.title, lang), r.id[:10], *taken_from))
        print_table(say("head_copies", lang), columns, cells)
        print_line(say("hint_copies", lang))


def _print_shared(shared: SharedText, text: str, rows: dict[str, ArticleRow], lang: Lang) -> None:
    other = rows[shared.other]
    about = " · ".join(p for p in (title_of(other.title, lang), other.outlet or "", write_date(other.published, lang), other.id[:10]) if p)
    shares = say("shared_shares", lang, here=round(100 * shared.in_other), there=round(100 * shared.of_other))
    print_line(f"{about}\n  {shares}\n  {source_words(shared, rows, lang)}")
    passages = [(_length(text, own), shorten(text[own.start : own.end], 300)) for own, _ in shared.passages]
    print_table(say("head_passages", lang), [say("col_syllables", lang), say("col_words", lang)], passages, right=(0,))


def source_words(shared: SharedText, rows: dict[str, ArticleRow], lang: Lang) -> str:
    """Where the shared text likely comes from, and why that is thought."""
    source = shared.source
    if source.name is None:
        return say("source_unknown", lang)
    name = title_of(rows[source.name].title, lang) if source.kind == "article" else name_of(source.name, lang)
    if source.kind == "article" and rows[source.name].outlet:
        name = f"{rows[source.name].outlet}: {name}"
    return say(f"source_{source.reason}", lang, name=name)


def _length(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _print_edit(edit: Edit, lang: Lang) -> None:
    title = say("head_edit", lang, old=edit.older.article.digest[:8], new=edit.newer.article.digest[:8])
    if not edit.changes:
        print_line(f"{title}: {say('edit_none', lang)}")
        return
    old, new = edit.older.text, edit.newer.text
    cells = [
        (shorten(old[c.old.start : c.old.end], 300) if c.old else "–", shorten(new[c.new.start : c.new.end], 300) if c.new else "–")
        for c in edit.changes
    ]
    print_table(title, [say("col_before", lang), say("col_after", lang)], cells)
