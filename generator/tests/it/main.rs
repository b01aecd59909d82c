//! The generator from outside: a small portal in a folder, what is built of it, and what is refused.
#![expect(clippy::unwrap_used, reason = "tests")]

mod building;
mod command_line;
mod content;
mod mistakes;
mod mistakes_in_texts;
mod portal;
mod sample_dates;
