//! The sections of the landing and the sales page, read from their front matter.

use themes::context::{
    Creator, Heading, Item, LandingSections, Question, Quotation, Ready, ReadyItem, ReadyState,
    SalesSections, Steps,
};

use super::headline::{self, HeadlineEntry};
use super::yaml::{Fields, FromNode, Node};
use crate::diagnostics::{Diagnostic, nearest};

const OF_LANDING: [&str; 7] = ["hero", "steps", "levels", "quote", "creator", "faq", "waitlist"];
const OF_SALES: [&str; 5] = ["hero", "includes", "ready", "quote", "faq"];

/// Notes, once, that a plain page has the sections of another template.
pub(super) fn refuse_on_a_plain_page(fields: &mut Fields<'_>) {
    let is_section =
        |(name, _): &(String, Node<'_>)| OF_LANDING.iter().chain(&OF_SALES).any(|section| section == name);
    let found: Vec<(String, Node<'_>)> = fields.unasked().into_iter().filter(is_section).collect();
    let Some((_, first)) = found.first() else { return };
    let of_landing = found.iter().any(|(name, _)| !OF_SALES.contains(&name.as_str()));
    let template = if of_landing { "landing" } else { "sales" };
    let names: Vec<String> = found.iter().map(|(name, _)| format!("`{name}`")).collect();
    let (belongs, these) = if names.len() == 1 { ("belongs", "it") } else { ("belong", "them") };
    let message = format!("{} {belongs} to `template: {template}`", names.join(", "));
    let help = format!("add a line `template: {template}`, or remove {these}");
    first.note(Diagnostic::error(first.place(), message).help(help));
    fields.forgive(&OF_LANDING);
    fields.forgive(&OF_SALES);
}

/// The sections of a landing page, and the picture of its creator.
pub(super) fn landing(fields: &mut Fields<'_>) -> Option<(LandingSections, Option<HeadlineEntry>)> {
    let hero = fields.read("hero");
    let steps = fields.read("steps");
    let levels = fields.read("levels");
    let quote = fields.read_optional("quote");
    let creator = fields.required("creator").and_then(creator);
    let faq = fields.read("faq");
    let waitlist = fields.read("waitlist");
    let (creator, portrait) = creator?;
    let (hero, steps, levels, faq, waitlist) = (hero?, steps?, levels?, faq?, waitlist?);
    Some((LandingSections { hero, steps, levels, quote, creator, faq, waitlist }, portrait))
}

/// Who makes the portal; their picture is shown when the images are known.
fn creator(node: Node<'_>) -> Option<(Creator, Option<HeadlineEntry>)> {
    let mut fields = node.fields();
    let (name, role, text) = (fields.read("name"), fields.read("role"), fields.read("text"));
    let portrait = headline::read(&mut fields);
    fields.finish();
    Some((Creator { name: name?, role: role?, text: text?, image: None }, portrait))
}

/// The sections of a sales page.
pub(super) fn sales(fields: &mut Fields<'_>) -> Option<SalesSections> {
    let hero = fields.read("hero");
    let includes = fields.read("includes");
    let ready = fields.read("ready");
    let quote = fields.read_optional("quote");
    let faq = fields.read("faq");
    Some(SalesSections { hero: hero?, includes: includes?, ready: ready?, quote, faq: faq? })
}

/// The two texts of a mapping that has just these.
fn two_texts(node: Node<'_>, first: &'static str, second: &'static str) -> Option<(String, String)> {
    let mut fields = node.fields();
    let texts = (fields.read(first), fields.read(second));
    fields.finish();
    Some((texts.0?, texts.1?))
}

impl FromNode for Heading {
    fn from_node(node: Node<'_>) -> Option<Self> {
        two_texts(node, "title", "lead").map(|(title, lead)| Self { title, lead })
    }
}

impl FromNode for Item {
    fn from_node(node: Node<'_>) -> Option<Self> {
        two_texts(node, "title", "text").map(|(title, text)| Self { title, text })
    }
}

impl FromNode for Quotation {
    fn from_node(node: Node<'_>) -> Option<Self> {
        two_texts(node, "text", "who").map(|(text, who)| Self { text, who })
    }
}

impl FromNode for Question {
    fn from_node(node: Node<'_>) -> Option<Self> {
        two_texts(node, "question", "answer").map(|(question, answer)| Self { question, answer })
    }
}

impl FromNode for Steps {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let mut fields = node.fields();
        let (title, lead, items) = (fields.read("title"), fields.read("lead"), fields.read("items"));
        fields.finish();
        Some(Self { title: title?, lead: lead?, items: items? })
    }
}

impl FromNode for Ready {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let mut fields = node.fields();
        let (title, lead, items) = (fields.read("title"), fields.read("lead"), fields.read("items"));
        fields.finish();
        Some(Self { title: title?, lead: lead?, items: items? })
    }
}

impl FromNode for ReadyItem {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let mut fields = node.fields();
        let (state, text) = (fields.read("state"), fields.read("text"));
        fields.finish();
        Some(Self { state: state?, text: text? })
    }
}

impl FromNode for ReadyState {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let word = String::from_node(node)?;
        match word.as_str() {
            "ready" => return Some(Self::Ready),
            "later" => return Some(Self::Later),
            _ => {}
        }
        let unknown =
            Diagnostic::error(node.place(), format!("unknown state `{word}`; write `ready` or `later`"));
        node.note(unknown.did_you_mean(nearest(&word, ["ready", "later"])));
        None
    }
}
