//! Fuzz targets for what strangers send: passes, tokens, paths, addresses, webhooks; and for content, which may be copied from one.
//!
//! Each says what must hold for any input. `cargo test` throws random input at them for a few seconds;
//! `tests/fuzz/run` lets libFuzzer search, guided by what the code under test does.

mod address;
mod address_book;
mod content;
mod keys;
mod months;
mod pass;
mod provider;
mod return_path;
mod text;
mod token;
mod webhook;

/// How many inputs each target is given under `cargo test`; libFuzzer goes on until it is stopped.
const ITERATIONS: usize = 100_000;
