//! `audio`: a sound.

use themes::context::AudioBlock;

use super::files::{self, Wanted};
use super::transcript;
use crate::diagnostics::Diagnostic;
use crate::load::markdown::Rewriter;
use crate::load::yaml::Fields;

const SOUNDS: Wanted = Wanted { what: "sound", endings: &["mp3", "m4a", "ogg", "opus", "wav", "flac"] };

/// Its fields, read.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<AudioBlock> {
    let title: Option<String> = fields.read("title");
    let node = fields.required("file");
    let file = node.and_then(|node| files::media(node, &SOUNDS, page));
    let has_transcript = fields.optional("transcript").is_some();
    let transcript = transcript::read(fields, page);
    if let Some(node) = node.filter(|_| !has_transcript) {
        let silent = Diagnostic::warning(node.place(), "those who cannot hear the sound get nothing of it");
        node.note(silent.help("add a field `transcript`: what is said, or the name of a text file with it"));
    }
    Some(AudioBlock { title: title?, file: file?, transcript })
}
