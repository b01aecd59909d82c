//! The blocks that stand in texts: what the template `blocks/<name>.html` of each is given.

use domain::launch::Phase;
use jiff::Timestamp;
use serde::Serialize;

use super::launch::LaunchView;
use super::site::Form;

/// `blocks/audio.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AudioBlock {
    pub title: String,
    pub file: MediaFile,
    /// What is said in it, as HTML.
    pub transcript: Option<String>,
}

/// `blocks/callout.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalloutBlock<'a> {
    pub kind: CalloutKind,
    /// Its text, as HTML.
    pub body: &'a str,
}

/// What a callout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// `blocks/event.html`: an entry for the reader's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventBlock {
    pub title: String,
    pub start: Timestamp,
    pub end: Option<Timestamp>,
    /// Whether it ends on the day it begins.
    pub one_day: bool,
    pub place: Option<String>,
    /// Where to read more, or to take part.
    pub url: Option<String>,
    /// The address of its file for calendars.
    pub calendar: String,
}

/// `blocks/questions.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionsBlock {
    pub questions: Vec<QuestionAnswered>,
}

/// A question and its answer, in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionAnswered {
    pub question: String,
    /// As HTML.
    pub answer: String,
}

/// `blocks/quote.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteBlock {
    /// What was said, as HTML.
    pub text: String,
    /// Who said it.
    pub by: Option<String>,
    /// Who that is.
    pub role: Option<String>,
}

/// `blocks/video.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VideoBlock {
    pub title: String,
    /// The portal's own file; else `embed` says whose it is.
    pub file: Option<MediaFile>,
    pub embed: Option<Embed>,
    /// The address of the image that stands there until it is played.
    pub poster: Option<String>,
    pub captions: Vec<Captions>,
    /// Its shape, as in `16-9`.
    pub shape: String,
    /// So wide and high that its shape is right, in pixels.
    pub width: u32,
    pub height: u32,
    /// What is said in it, as HTML.
    pub transcript: Option<String>,
}

/// A film or a sound of the portal's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MediaFile {
    pub href: String,
    /// As in `video/mp4`.
    pub kind: String,
}

/// A video at a host's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// What people call it.
    pub host: String,
    /// The origin of its player, as `https://player.vimeo.com`.
    pub origin: String,
    /// The address of its player, which begins at once.
    pub player: String,
    /// The address of its page there.
    pub page: String,
}

/// What is said in a video, as it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Captions {
    pub href: String,
    /// The tag of its language.
    pub lang: String,
    /// What the player calls it.
    pub label: String,
}

/// `blocks/offers.html`, `blocks/waitlist.html`, `blocks/countdown.html` and `blocks/seats.html`: what depends on where a
/// launch stands.
#[derive(Clone, Debug, Serialize)]
pub struct LaunchBlock<'a> {
    pub launch: Option<&'a LaunchView>,
    pub phase: Phase,
    /// The address of the page, which the waitlist keeps.
    pub source: &'a str,
    /// Behind the ids of fields, so that none stands twice on a page.
    pub suffix: String,
    pub form: Form,
}
