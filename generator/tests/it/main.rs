//! The generator from outside: a small portal in a folder, what is built of it, and what is refused.
#![expect(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests and their builder")]

mod aliases;
mod anchors;
mod assets;
mod building;
mod code_and_html;
mod command_line;
mod content;
mod data_files;
mod described;
mod documentation;
mod hostile;
mod hostile_sizes;
mod images;
mod images_refused;
mod languages;
mod leak_seeds;
mod leaks;
mod leaks_at_random;
mod leaks_told;
mod mistakes;
mod mistakes_in_launches;
mod mistakes_in_structure;
mod mistakes_in_texts;
mod new_portals;
mod own_theme;
mod photographs;
mod plain_sites;
mod portal;
mod release_days;
mod sample_dates;
mod search;
mod tables_of_contents;
mod tasks;
mod topics;
