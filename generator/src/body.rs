//! A text, read: HTML, and between it the blocks that templates make HTML of.

use std::borrow::Cow;
use std::collections::BTreeSet;

use themes::context::{
    AudioBlock, CalloutKind, Download, EventBlock, QuestionAnswered, QuestionsBlock, QuoteBlock, VideoBlock,
};

/// The pieces of a text, in order; a text without blocks is one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(Vec<Piece>);

/// HTML as it is, or a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What Markdown became.
    Html(String),
    /// What a template is for.
    Block(Box<Block>),
}

/// A block, proven: its files are there, its dates happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A sound.
    Audio(AudioBlock),
    /// A part of the text that stands out, as HTML.
    Callout(CalloutKind, String),
    /// A file to take home.
    Download(Download),
    /// An entry for the reader's calendar.
    Event(EventBlock),
    /// What depends on where a launch stands.
    Launch(LaunchPart),
    /// Questions and answers.
    Questions(QuestionsBlock),
    /// What somebody said.
    Quote(QuoteBlock),
    /// A film.
    Video(VideoBlock),
}

/// What a text shows of the launch that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaunchPart {
    /// Until when there is time.
    Countdown,
    /// What is for sale.
    Offers,
    /// How much room there is.
    Seats,
    /// The form of the waitlist.
    Waitlist,
}

impl Body {
    /// A text of these pieces.
    #[must_use]
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    /// As HTML, with each block as `print` prints it.
    ///
    /// # Errors
    /// Those of `print`.
    pub fn html<E>(&self, print: &mut impl FnMut(&Block) -> Result<String, E>) -> Result<Cow<'_, str>, E> {
        if let [Piece::Html(html)] = self.0.as_slice() {
            return Ok(html.into());
        }
        let mut whole = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Html(html) => whole.push_str(html),
                Piece::Block(block) => whole.push_str(&print(block)?),
            }
        }
        Ok(whole.into())
    }

    /// Whether it differs with the phase of a launch.
    #[must_use]
    pub fn shows_launch(&self) -> bool {
        self.blocks().any(|block| matches!(block, Block::Launch(_)))
    }

    /// The origins whose players stand in it.
    #[must_use]
    pub fn video_origins(&self) -> BTreeSet<String> {
        let embeds = self.blocks().filter_map(|block| match block {
            Block::Video(video) => video.embed.as_ref(),
            _ => None,
        });
        embeds.map(|embed| embed.origin.clone()).collect()
    }

    /// The entries for calendars in it.
    #[must_use]
    pub fn events(&self) -> Vec<&EventBlock> {
        let events = self.blocks().filter_map(|block| match block {
            Block::Event(event) => Some(event),
            _ => None,
        });
        events.collect()
    }

    /// Those of its blocks that are more than a part of its page: with files, origins or variants of their own.
    #[must_use]
    pub fn reaching(&self) -> Vec<Block> {
        let reaches = |block: &&Block| matches!(block, Block::Event(_) | Block::Launch(_) | Block::Video(_));
        self.blocks().filter(reaches).cloned().collect()
    }

    /// The questions that it answers.
    #[must_use]
    pub fn questions(&self) -> Vec<&QuestionAnswered> {
        let questions = self.blocks().filter_map(|block| match block {
            Block::Questions(block) => Some(&block.questions),
            _ => None,
        });
        questions.flatten().collect()
    }

    /// Every block; in a callout there is none.
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Html(_) => None,
            Piece::Block(block) => Some(block.as_ref()),
        })
    }
}
