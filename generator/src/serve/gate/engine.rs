//! The JavaScript engine, with what the edge provides to its functions and the limits it sets them.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use rquickjs::function::Func;
use rquickjs::{CatchResultExt as _, Context, Ctx, Exception, Function, Module, Object, Promise, Runtime};
use sha2::{Digest as _, Sha256};

use super::{GateError, GateStore};

/// The edge gives a function 2 MB; this engine needs some for itself.
const MEMORY_LIMIT: usize = 8 * 1024 * 1024;
const STACK_LIMIT: usize = 256 * 1024;
/// How many times the engine may ask whether to go on, which it does every few thousand steps. Counted
/// rather than timed: a slow machine decides as a fast one does.
const WORK_LIMIT: u32 = 200;

/// The parts of the runtime that are written in JavaScript.
const GLOBALS: &str = include_str!("edge_globals.js");
const CRYPTO: &str = include_str!("edge_crypto.js");
const CLOUDFRONT: &str = include_str!("edge_cloudfront.js");

/// Whether `source` loads and has its function.
pub(super) fn check(source: &str) -> Result<(), GateError> {
    let nothing = GateStore::new();
    in_context(|ctx| {
        let loaded = load(&ctx, source, &nothing, Timestamp::UNIX_EPOCH).catch(&ctx);
        loaded.map(|_| ()).map_err(|error| GateError::Source(error.to_string().trim().to_owned()))
    })
}

/// What the function returns for this event, as JSON.
pub(super) fn run(source: &str, event: &str, store: &GateStore, now: Timestamp) -> Result<String, GateError> {
    // The exception is dropped: it could quote a cookie or a key.
    in_context(|ctx| call(&ctx, source, event, store, now).map_err(|_| GateError::Failed))
}

fn in_context<T>(work: impl FnOnce(Ctx<'_>) -> Result<T, GateError>) -> Result<T, GateError> {
    let runtime = Runtime::new().map_err(|_| GateError::Failed)?;
    runtime.set_memory_limit(MEMORY_LIMIT);
    runtime.set_max_stack_size(STACK_LIMIT);
    let mut asked = 0;
    runtime.set_interrupt_handler(Some(Box::new(move || {
        asked += 1;
        asked > WORK_LIMIT
    })));
    let context = Context::full(&runtime).map_err(|_| GateError::Failed)?;
    context.with(work)
}

fn call(
    ctx: &Ctx<'_>,
    source: &str,
    event: &str,
    store: &GateStore,
    now: Timestamp,
) -> rquickjs::Result<String> {
    let handler = load(ctx, source, store, now)?;
    let promise: Promise = handler.call((ctx.json_parse(event)?,))?;
    let returned: rquickjs::Value = promise.finish()?;
    ctx.json_stringify(returned)?.ok_or(rquickjs::Error::Unknown)?.to_string()
}

/// Evaluates the gate and gives its function, which at the edge needs no `export`.
fn load<'js>(
    ctx: &Ctx<'js>,
    source: &str,
    store: &GateStore,
    now: Timestamp,
) -> rquickjs::Result<Function<'js>> {
    provide(ctx, store, now)?;
    Module::declare(ctx.clone(), "crypto", CRYPTO)?;
    Module::declare(ctx.clone(), "cloudfront", CLOUDFRONT)?;
    let gate = Module::declare(ctx.clone(), "gate.js", format!("{source}\nexport {{ handler }};\n"))?;
    let (gate, evaluation) = gate.eval()?;
    evaluation.finish::<()>()?;
    gate.get("handler")
}

/// The native functions under what is written in JavaScript, as the global `terskel`.
fn provide(ctx: &Ctx<'_>, store: &GateStore, now: Timestamp) -> rquickjs::Result<()> {
    let native = Object::new(ctx.clone())?;
    let milliseconds = now.as_millisecond();
    let store = store.clone();
    native.set("now", Func::from(move || milliseconds))?;
    native.set("read", Func::from(move |key: String| store.get(&key).cloned()))?;
    native.set("digest", Func::from(digest))?;
    native.set("decode", Func::from(decode))?;
    ctx.globals().set("terskel", native)?;
    ctx.eval(GLOBALS)
}

/// SHA-256 of `text`, or its HMAC if there is a key, in the encoding asked for.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands over values of its own")]
fn digest(ctx: Ctx<'_>, key: Option<String>, text: String, encoding: String) -> rquickjs::Result<String> {
    let bytes = match key {
        None => Sha256::digest(text),
        Some(key) => {
            let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes());
            let mac = mac.map_err(|_| Exception::throw_message(&ctx, "this is no key"))?;
            mac.chain_update(text).finalize().into_bytes()
        }
    };
    match encoding.as_str() {
        "base64url" => Ok(URL_SAFE_NO_PAD.encode(bytes)),
        "base64" => Ok(STANDARD.encode(bytes)),
        "hex" => Ok(format!("{bytes:x}")),
        _ => Err(Exception::throw_message(&ctx, "the stand-in does not know this encoding")),
    }
}

/// The text whose bytes `text` spells.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands over values of its own")]
fn decode(ctx: Ctx<'_>, text: String, encoding: String) -> rquickjs::Result<String> {
    if encoding != "base64url" {
        return Err(Exception::throw_message(&ctx, "the stand-in does not know this encoding"));
    }
    let bytes = URL_SAFE_NO_PAD.decode(text);
    let bytes = bytes.map_err(|_| Exception::throw_message(&ctx, "this is not base64url"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
