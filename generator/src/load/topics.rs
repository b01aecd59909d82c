//! The topics of articles. However a topic is spelt, it is one if its address is: most often capitals differ.

use std::collections::{BTreeMap, BTreeSet};

use themes::context::Link;

use super::articles::ArticleFile;
use super::names::slugged;
use super::yaml::{Fields, FromNode as _, Node};
use crate::diagnostics::{Diagnostic, Place, Problems};

/// A topic as an article names it.
#[derive(Clone, Debug)]
pub(super) struct TopicEntry {
    title: String,
    slug: String,
    place: Place,
}

/// Of so many topics each is compared with each; nobody reads the warnings of more.
const MOST_COMPARED: usize = 1_000;

/// How many topics an article may have: each has a page, and that names all topics of its articles.
const MOST_OF_ONE: usize = 100;

/// Every topic by its slug.
#[derive(Debug, Default)]
pub(super) struct Topics(BTreeMap<String, Link>);

/// The topics that the field `topics` names; each once.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<TopicEntry> {
    let nodes = fields.optional("topics").and_then(Node::items).unwrap_or_default();
    if let Some(first) = nodes.get(MOST_OF_ONE) {
        first.refuse(format!("an article has {MOST_OF_ONE} topics at most; leave out those that say least"));
    }
    let mut seen = BTreeSet::new();
    nodes.into_iter().filter_map(entry).filter(|entry| seen.insert(entry.slug.clone())).collect()
}

fn entry(node: Node<'_>) -> Option<TopicEntry> {
    let title = String::from_node(node)?;
    let (slug, place) = (slugged(&title), node.place());
    if slug.is_empty() {
        let nameless = Diagnostic::error(place, format!("the topic `{title}` cannot stand in an address"));
        node.note(nameless.help("give it a name with letters a-z or digits in it"));
        return None;
    }
    Some(TopicEntry { title, slug, place })
}

impl Topics {
    /// The topics of `articles`, of which drafts do not count, each as most of them spell it.
    /// Other spellings, and topics that are hardly meant as such, are warned of.
    #[must_use]
    pub(super) fn of(articles: &[ArticleFile], prefix: &str, problems: &Problems) -> Self {
        let mut entries: BTreeMap<&str, Vec<&TopicEntry>> = BTreeMap::new();
        for entry in articles.iter().filter(|article| !article.draft).flat_map(|article| &article.topics) {
            entries.entry(&entry.slug).or_default().push(entry);
        }
        let topic = |(slug, entries): (&&str, &Vec<&TopicEntry>)| {
            let title = usual_spelling(entries);
            warn_of_other_spellings(entries, title, problems);
            let link = Link { title: title.to_owned(), href: format!("{prefix}/artikler/tema/{slug}/") };
            ((*slug).to_owned(), link)
        };
        let topics = Self(entries.iter().map(topic).collect());
        topics.warn_of_slips(&entries, problems);
        topics
    }

    /// Each, with its slug; by slug.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Link)> {
        self.0.iter().map(|(slug, link)| (slug.as_str(), link))
    }

    /// Those that these entries name.
    #[must_use]
    pub(super) fn links(&self, entries: &[TopicEntry]) -> Vec<Link> {
        entries.iter().filter_map(|entry| self.0.get(&entry.slug).cloned()).collect()
    }

    /// A topic of one article that is all but the name of another one is most often a slip.
    fn warn_of_slips(&self, entries: &BTreeMap<&str, Vec<&TopicEntry>>, problems: &Problems) {
        if entries.len() > MOST_COMPARED {
            return;
        }
        let lone = entries.iter().filter_map(|(slug, entries)| match entries.as_slice() {
            [entry] => Some((*slug, *entry)),
            _ => None,
        });
        for (slug, entry) in lone {
            // Of two that stand alone, one is told of.
            let is_other = |other: &&str| *other != slug && (entries[other].len() > 1 || *other < slug);
            let begins_alike =
                entries.range(&slug[..1]..).take_while(|(other, _)| other.starts_with(&slug[..1]));
            let meant =
                begins_alike.map(|(other, _)| *other).filter(is_other).find(|other| is_near(slug, other));
            if let Some(meant) = meant.and_then(|meant| self.0.get(meant)) {
                let message = format!("the topic `{}` stands in this article alone", entry.title);
                let slip = Diagnostic::warning(entry.place.clone(), message);
                problems.add(slip.did_you_mean(Some(&meant.title)));
            }
        }
    }
}

/// The spelling that most have; of two, that of the newest article.
fn usual_spelling<'e>(entries: &[&'e TopicEntry]) -> &'e str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(&entry.title).or_default() += 1;
    }
    let titles = entries.iter().map(|entry| entry.title.as_str());
    titles.rev().max_by_key(|title| counts.get(title)).unwrap_or_default()
}

fn warn_of_other_spellings(entries: &[&TopicEntry], title: &str, problems: &Problems) {
    for entry in entries.iter().filter(|entry| entry.title != title) {
        let message = format!("`{}` and `{title}` are one topic, spelt in two ways", entry.title);
        let other = Diagnostic::warning(entry.place.clone(), message);
        problems.add(other.help(format!("write `{title}`")));
    }
}

/// Words of four letters or more of which one letter is another, or two in long ones.
fn is_near(one: &str, other: &str) -> bool {
    let allowed = if one.len() < 8 { 1 } else { 2 };
    one.len() >= 4
        && one.len().abs_diff(other.len()) <= allowed
        && strsim::damerau_levenshtein(one, other) <= allowed
}
