"""The passes over the record: what articles share, the stories they tell, and what those stories say together.

Each pass takes up what the last run left undone, in transactions of its own, so a run that was killed is continued by the next one.
"""

from collections.abc import Callable

from msgspec import Struct

from thoisu.model import Copy, Document, Story
from thoisu.pipeline.bounding import bound_component
from thoisu.record.channels import ContactTold, find_contacts, group_channels, key_of
from thoisu.record.copies import Pair, compare_signatures, group_copies, make_keys, make_signature
from thoisu.record.describe import describe_story
from thoisu.record.discrepancies import find_discrepancies
from thoisu.record.events import group_events
from thoisu.record.links import link_events
from thoisu.record.origins import group_origins
from thoisu.record.parties import learn_parties
from thoisu.record.relations import count_relations
from thoisu.record.statements import group_statements
from thoisu.record.stories import SHARED_KEYS, StoryFeatures, candidate_keys, make_features
from thoisu.record.stories_group import Edge, group_stories, score_edges
from thoisu.record.story_marks import mark_features
from thoisu.record.tellings import make_id
from thoisu.record.threads import group_threads
from thoisu.store import Store
from thoisu.store.connection import pack, unpack
from thoisu.store.features import CopyPair
from thoisu.store.record import StoryPart

Progress = Callable[[str, int], None]
_FEATURE_BATCH = 40


class Pass(Struct, frozen=True):
    """One row of the table: what a pass is called and the function that brings its part of the record up to date."""

    name: str
    function: Callable[[Store, Progress], int]


def update_record(store: Store, progress: Progress) -> int:
    """Bring the record up to date with the articles; how many stories were written anew."""
    return {p.name: p.function(store, progress) for p in PASSES}["stories"]


def find_features(store: Store, progress: Progress) -> int:
    """Give each current article its signature and features, and the copies and edges that join it to others."""
    done = 0
    while ids := store.features.missing(_FEATURE_BATCH):
        with store.connection.transaction():
            for doc in store.articles.documents(ids):
                _add_features(store, doc)
        done += len(ids)
        progress("features", len(ids))
    return done


def _add_features(store: Store, doc: Document) -> None:
    article = doc.article
    signature = make_signature(doc.text)
    copy_keys = make_keys(doc.text)
    features = mark_features(make_features(article.id, article.title, article.lead, "\n".join(article.body), article.published), doc)
    pairs = []
    for other, data in store.features.sharing_bands(copy_keys, article.id):
        first = article.id < other
        shares = compare_signatures(signature, data) if first else compare_signatures(data, signature)
        if shares is not None:
            a, b = (article.id, other) if first else (other, article.id)
            pairs.append(CopyPair(a, b, shares.jaccard, shares.a_in_b, shares.b_in_a))
    keys = candidate_keys(features)
    candidates = [unpack(data, StoryFeatures) for _, data in store.features.sharing_terms(keys, article.id, SHARED_KEYS)] if keys else []
    store.features.add_copies(pairs)
    store.features.add_edges([(e.a, e.b, e.weight) for e in score_edges(features, candidates)])
    store.features.add(article.id, signature, copy_keys, pack(features), keys)


def find_stories(store: Store, progress: Progress) -> int:
    """Group the articles of every component that changed, and write its stories anew; how many were written."""
    written = 0
    changed = set(store.features.changed())
    left = set(changed)
    while left:
        component = _component(store, min(left))
        with store.connection.transaction():
            written += _write_component(store, component, changed)
            store.features.forget_changed(component)
        progress("record", len(left & component))
        left -= component
    return written


def _component(store: Store, article: str) -> set[str]:
    """All articles that hang together with this one by edges or copies, or stand in one story with one that does."""
    found, todo = {article}, [article]
    while todo:
        here = todo.pop()
        story = store.record.story_of(here)
        near = {*store.features.neighbours(here), *(store.record.articles_of(story) if story else ())} - found
        found |= near
        todo += sorted(near)
    return found


def _write_component(store: Store, component: set[str], changed: set[str]) -> int:
    """Group a component anew and write the stories that came out otherwise, or whose articles changed; how many were written."""
    ids = sorted(component)
    features = {i: unpack(store.features.feature(i), StoryFeatures) for i in ids}
    edges = [Edge(*e) for i in ids for e in store.features.edges_of(i)]
    pairs = [Pair(p.a, p.b, p.jaccard, p.a_in_b, p.b_in_a) for i in ids for p in store.features.copies_of(i)]
    copies = list(group_copies(pairs, {i: features[i].published for i in ids}))
    store.features.set_originals(ids, [(c.article, c.of, c.jaccard, c.containment) for c in copies])
    groups = group_stories(features, edges)
    changed = changed | bound_component(store, {i: features[i].published for i in ids}, groups, edges, pairs)
    same = {story_id(g) for g in groups if changed.isdisjoint(g) and set(store.record.articles_of(story_id(g))) == set(g)}
    parts = [_tell_story(store, g, copies) for g in groups if story_id(g) not in same]
    store.record.replace_stories([s for s in store.record.stories_of(ids) if s not in same], parts)
    return len(parts)


def story_id(articles: tuple[str, ...]) -> str:
    """The address of a story: that of its first article, so it stays while later ones join."""
    return make_id("tin", articles[0])


def _tell_story(store: Store, articles: tuple[str, ...], copies: list[Copy]) -> StoryPart:
    """Everything that the articles of one story say together."""
    docs = list(store.articles.documents(articles))
    id_ = story_id(articles)
    origins = group_origins(docs, copies)
    parties = learn_parties(docs)
    statements = tuple(group_statements(docs, origins, story=id_, known=parties))
    events = tuple(group_events(docs, origins, story=id_, known=parties))
    discrepancies = tuple(find_discrepancies(docs, statements, events, origins, known=parties))
    contacts = tuple((key_of(c), pack(c)) for c in find_contacts(events, docs, known=parties))
    about = describe_story(docs, events)
    story = Story(id_, about.title, articles, origins, about.date, about.actors, about.places)
    return StoryPart(story, statements, events, discrepancies, contacts)


def find_channels(store: Store, progress: Progress) -> int:
    """Make the channels anew of every kind and pair of parties whose contacts changed."""
    keys = store.record.changed_keys()
    for key in keys:
        with store.connection.transaction():
            store.record.replace_channels(key, group_channels(unpack(c, ContactTold) for c in store.record.contacts(key)))
    progress("channels", len(keys))
    return len(keys)


def find_connections(store: Store, progress: Progress) -> int:
    """What runs across stories: events told again, relations between actors, threads."""
    if not store.record.stale():
        return 0
    with store.connection.transaction():
        store.record.replace_links(link_events(store.record.all_events()))
        store.record.replace_relations(count_relations(store.record.all_events()))
        store.record.replace_threads(group_threads(store.record.all_stories()))
        store.record.set_fresh()
    progress("connections", 1)
    return 1


PASSES: tuple[Pass, ...] = (
    Pass("features", find_features),
    Pass("stories", find_stories),
    Pass("channels", find_channels),
    Pass("connections", find_connections),
)
