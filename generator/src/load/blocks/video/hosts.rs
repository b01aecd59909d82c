//! Videos at Vimeo and at `YouTube`: what names one, and where its player and its page stand.

use themes::context::Embed;

use crate::diagnostics::Diagnostic;
use crate::load::yaml::{FromNode as _, Node};

const VIMEO: &str = "https://player.vimeo.com";
const YOUTUBE: &str = "https://www.youtube-nocookie.com";

/// The video at Vimeo that `node` names, `123456789`; one that is not listed has a second part: `123456789/0a1b2c3d4e`.
///
/// Source: Vimeo, "Player parameters": `dnt` keeps it from remembering the visitor, `h` is the second part.
pub(super) fn vimeo(node: Node<'_>) -> Option<Embed> {
    let written = String::from_node(node)?;
    let (number, key) =
        written.split_once('/').map_or((written.as_str(), None), |(number, key)| (number, Some(key)));
    let is_number =
        |text: &str| (5..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_key =
        |key: &str| (6..=20).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_number(number) || key.is_some_and(|key| !is_key(key)) {
        let meant = written.split(['/', '?', '#']).find(|part| is_number(part));
        return refuse(node, &written, "Vimeo", "write its number, as in `vimeo: 123456789`", meant);
    }
    let hidden = key.map(|key| format!("&h={key}")).unwrap_or_default();
    Some(Embed {
        host: "Vimeo".to_owned(),
        origin: VIMEO.to_owned(),
        player: format!("{VIMEO}/video/{number}?dnt=1&autoplay=1{hidden}"),
        page: format!("https://vimeo.com/{written}"),
    })
}

/// The video at `YouTube` that `node` names by its eleven characters. Its player is the one that sets no cookie before it plays.
pub(super) fn youtube(node: Node<'_>) -> Option<Embed> {
    let written = String::from_node(node)?;
    let is_id = |text: &str| {
        text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    if !is_id(&written) {
        let parts = written.split(['/', '?', '&', '=', '#']).filter(|part| *part != "youtube.com");
        let meant = parts.rev().find(|part| is_id(part));
        return refuse(
            node,
            &written,
            "YouTube",
            "write its eleven characters, as in `youtube: Ab3_dE-5gHi`",
            meant,
        );
    }
    Some(Embed {
        host: "YouTube".to_owned(),
        origin: YOUTUBE.to_owned(),
        player: format!("{YOUTUBE}/embed/{written}?autoplay=1"),
        page: format!("https://www.youtube.com/watch?v={written}"),
    })
}

fn refuse(node: Node<'_>, written: &str, host: &str, help: &str, meant: Option<&str>) -> Option<Embed> {
    let unknown = Diagnostic::error(node.place(), format!("`{written}` names no video at {host}"));
    node.note(unknown.help(help).did_you_mean(meant));
    None
}
