//! Texts with their blocks, each printed by its template.

use std::borrow::Cow;

use domain::launch::Phase;
use serde::Serialize;
use themes::context::{CalloutBlock, Form, LaunchBlock, LaunchView};

use super::{Press, trouble};
use crate::body::{Block, Body, LaunchPart};
use crate::failure::Failure;

/// Where the launch stands, on a page that is printed for it.
pub(super) struct Moment {
    pub launch: Option<LaunchView>,
    pub phase: Phase,
}

impl Press {
    /// `body` as HTML, for the page at the address `path`; without a moment, what shows a launch is left out.
    ///
    /// # Errors
    /// If a template is at fault.
    pub(super) fn text<'b>(
        &self,
        body: &'b Body,
        path: &str,
        moment: Option<&Moment>,
    ) -> Result<Cow<'b, str>, Failure> {
        let mut printer = Printer { press: self, path, moment, forms: 0 };
        body.html(&mut |block| printer.print(block))
    }
}

struct Printer<'a> {
    press: &'a Press,
    path: &'a str,
    moment: Option<&'a Moment>,
    /// How many forms there are so far.
    forms: usize,
}

impl Printer<'_> {
    fn print(&mut self, block: &Block) -> Result<String, Failure> {
        match block {
            Block::Audio(audio) => self.template("audio", audio),
            Block::Callout(kind, body) => self.template("callout", &CalloutBlock { kind: *kind, body }),
            Block::Download(download) => self.template("download", download),
            Block::Event(event) => self.template("event", event),
            Block::Launch(part) => self.launch(*part),
            Block::Questions(questions) => self.template("questions", questions),
            Block::Quote(quote) => self.template("quote", quote),
            Block::Video(video) => self.template("video", video),
        }
    }

    fn launch(&mut self, part: LaunchPart) -> Result<String, Failure> {
        let Some(moment) = self.moment else { return Ok(String::new()) };
        self.forms += usize::from(part == LaunchPart::Waitlist);
        let context = LaunchBlock {
            launch: moment.launch.as_ref(),
            phase: moment.phase,
            source: self.path,
            suffix: format!("-text-{}", self.forms),
            form: Form::default(),
        };
        self.template(name_of(part), &context)
    }

    fn template(&self, name: &str, context: &impl Serialize) -> Result<String, Failure> {
        let printed = self.press.theme.render(&format!("blocks/{name}.html"), context);
        printed.map_err(|error| trouble::in_text(&self.press.site, &error, self.path))
    }
}

fn name_of(part: LaunchPart) -> &'static str {
    match part {
        LaunchPart::Countdown => "countdown",
        LaunchPart::Offers => "offers",
        LaunchPart::Seats => "seats",
        LaunchPart::Waitlist => "waitlist",
    }
}
