//! Files of a portal's theme that no page uses: most often their names are misspelt.

use std::fmt::Write as _;

use super::{Folder, default_of, stranger, words};
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::site::Site;

const FOLDERS: [&str; 3] = ["templates", "assets", "i18n"];

/// Notes each of them.
pub(super) fn warn(folder: &Folder, site: &Site, problems: &Problems) {
    warn_of_folders(folder, site, problems);
    warn_of_templates(folder, site, problems);
    warn_of_assets(folder, site, problems);
    words::warn(folder, problems);
}

fn warn_of_folders(folder: &Folder, site: &Site, problems: &Problems) {
    let help = "templates lie in `templates`, files that pages ask for in `assets`, wording in `i18n`";
    for name in folder.folders_in("").filter(|name| !FOLDERS.contains(name)) {
        let stranger = Diagnostic::warning(folder.place(name), format!("nothing reads the folder `{name}`"));
        problems.add(stranger.help(help).did_you_mean(nearest(name, FOLDERS)));
    }
    let default = default_of(&site.theme);
    for name in folder.files_under("").filter(|path| !path.contains('/')) {
        let place = match name {
            name if default.templates.contains_key(name) => Some("templates"),
            name if site.own_theme.assets.iter().any(|asset| asset.name == name) => Some("assets"),
            name if name.strip_suffix(".ftl").is_some() => Some("i18n"),
            _ => None,
        };
        let meant = place.map(|place| format!("{place}/{name}"));
        problems.add(stranger(folder, name, help, meant.as_deref()));
    }
}

/// A template that the default theme does not have is of use to the others only.
fn warn_of_templates(folder: &Folder, site: &Site, problems: &Problems) {
    let default = default_of(&site.theme);
    for (name, source) in &site.own_theme.templates {
        let is_used = site.theme.asks_for(name) || source.text().contains("{% component");
        if !default.templates.contains_key(name) && !is_used {
            let meant = nearest(name, default.templates.keys().map(String::as_str));
            let help = "`terskel theme list` names every template; others must be included by one of them";
            problems.add(stranger(folder, &format!("templates/{name}"), help, meant));
        }
    }
}

fn warn_of_assets(folder: &Folder, site: &Site, problems: &Problems) {
    let mut texts: String = site.theme.templates.values().map(String::as_str).collect();
    for style in site.own_theme.assets.iter().filter(|asset| asset.name.ends_with(".css")) {
        // A string takes what is written into it.
        let _ = write!(texts, "{}", String::from_utf8_lossy(&style.bytes));
    }
    let names: Vec<&str> = site.own_theme.assets.iter().map(|asset| &*asset.name).collect();
    for path in folder.files_under("assets/") {
        let name = &path["assets/".len()..];
        if !texts.contains(name) {
            let meant = nearest(name, names.iter().copied().filter(|other| *other != name));
            let help = format!("ask for it in a template with `site.assets[\"{name}\"]`, or in `style.css`");
            problems.add(stranger(folder, path, &help, meant));
        }
    }
}
