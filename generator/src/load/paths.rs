//! Paths in the content folder, as texts write them.

/// The last part of a path.
#[must_use]
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path in the content folder that `link` names in the file `from`; none if it leads out of the folder.
#[must_use]
pub(super) fn joined(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How the file `from` would write the path `to`.
#[must_use]
pub(super) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(one, two)| one == two).count().min(to.len() - 1);
    let up = "../".repeat(from.len().saturating_sub(common + 1));
    format!("{up}{}", to[common..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_seen_from_a_file() {
        assert_eq!(joined("pages/om.md", "../articles/x.md"), Some("articles/x.md".to_owned()));
        assert_eq!(joined("pages/om.md", "../../etc/passwd"), None);
        assert_eq!(relative("pages/om.md", "articles/x.md"), "../articles/x.md");
        assert_eq!(relative("levels/1-a/2026-08/01-x.md", "levels/1-a/2026-08/02-y.md"), "02-y.md");
    }
}
