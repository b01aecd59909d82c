//! The generator from outside: a small portal in a folder, what is built of it, and what is refused.
#![expect(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests and their builder")]

mod building;
mod command_line;
mod content;
mod hostile;
mod hostile_sizes;
mod leak_seeds;
mod leaks;
mod leaks_at_random;
mod leaks_told;
mod mistakes;
mod mistakes_in_launches;
mod mistakes_in_structure;
mod mistakes_in_texts;
mod portal;
mod sample_dates;
