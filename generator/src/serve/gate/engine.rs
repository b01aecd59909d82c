//! The JavaScript engine, with what the edge provides to its functions and the limits it sets them.
//!
//! An engine is warm: built once, with the gate compiled in it, it decides for many requests. What outlives a
//! decision is frozen (`edge_frozen.js`), and the gate's own scope is made anew for each one, so a request
//! finds nothing of the one before. An engine that failed, or has work left to do, is thrown away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;
use rquickjs::function::Func;
use rquickjs::{CatchResultExt as _, Context, Ctx, Function, Module, Object, Persistent, Promise, Runtime};

use super::native::{decode, digest};
use super::{GateError, GateStore};

/// The edge gives a function 2 MB; this engine needs some for itself.
const MEMORY_LIMIT: usize = 8 * 1024 * 1024;
/// From here on the engine clears away what decisions have left behind, so a later one has the rest to itself.
const LITTER_LIMIT: usize = 2 * 1024 * 1024;
const STACK_LIMIT: usize = 256 * 1024;
/// How many times the engine may ask whether to go on, which it does every few thousand steps. Counted
/// rather than timed: a slow machine decides as a fast one does.
const WORK_LIMIT: u32 = 200;

/// The parts of the runtime that are written in JavaScript.
const GLOBALS: &str = include_str!("edge_globals.js");
const MODULES: [(&str, &str); 2] =
    [("cloudfront", include_str!("edge_cloudfront.js")), ("crypto", include_str!("edge_crypto.js"))];
const FROZEN: &str = include_str!("edge_frozen.js");

thread_local! {
    // An engine cannot leave its thread, and a gate is asked from many.
    static WARM: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// An engine with one gate in it. What holds a value of the runtime stands before it, for fields are dropped
/// in this order.
struct Engine {
    source: Arc<str>,
    scope: Persistent<Function<'static>>,
    modules: Persistent<Object<'static>>,
    context: Context,
    runtime: Runtime,
    facts: Rc<RefCell<Facts>>,
    work: Rc<Cell<u32>>,
}

/// What a decision may look up.
#[derive(Default)]
struct Facts {
    store: GateStore,
    milliseconds: i64,
}

/// Whether `source` loads and has its function.
pub(super) fn check(source: &Arc<str>) -> Result<(), GateError> {
    let engine = Engine::new(source)?;
    engine.begin(GateStore::new(), Timestamp::UNIX_EPOCH);
    engine.context.with(|ctx| {
        let handler = engine.handler(&ctx).catch(&ctx);
        handler.map(|_| ()).map_err(|error| GateError::Source(error.to_string().trim().to_owned()))
    })?;
    WARM.set(Some(engine));
    Ok(())
}

/// What the function returns for this event, as JSON.
pub(super) fn run(
    source: &Arc<str>,
    event: &str,
    store: &GateStore,
    now: Timestamp,
) -> Result<String, GateError> {
    let warm = WARM.take().filter(|engine| Arc::ptr_eq(&engine.source, source));
    let engine = warm.map_or_else(|| Engine::new(source), Ok)?;
    engine.begin(store.clone(), now);
    // The exception is dropped: it could quote a cookie or a key.
    let returned = engine.context.with(|ctx| engine.call(&ctx, event)).map_err(|_| GateError::Failed)?;
    if !engine.runtime.is_job_pending() {
        engine.begin(GateStore::new(), Timestamp::UNIX_EPOCH);
        WARM.set(Some(engine));
    }
    Ok(returned)
}

impl Engine {
    fn new(source: &Arc<str>) -> Result<Self, GateError> {
        let runtime = Runtime::new().map_err(|_| GateError::Failed)?;
        runtime.set_memory_limit(MEMORY_LIMIT);
        runtime.set_max_stack_size(STACK_LIMIT);
        let work = Rc::new(Cell::new(0));
        let asked = Rc::clone(&work);
        runtime.set_interrupt_handler(Some(Box::new(move || {
            asked.set(asked.get() + 1);
            asked.get() > WORK_LIMIT
        })));
        let context = Context::full(&runtime).map_err(|_| GateError::Failed)?;
        let facts = Rc::new(RefCell::new(Facts::default()));
        let (scope, modules) = context.with(|ctx| {
            let loaded = load(&ctx, source, &facts).catch(&ctx);
            loaded.map_err(|error| GateError::Source(error.to_string().trim().to_owned()))
        })?;
        Ok(Self { source: Arc::clone(source), scope, modules, context, runtime, facts, work })
    }

    /// Another decision begins, with all of its work ahead of it and these facts.
    fn begin(&self, store: GateStore, now: Timestamp) {
        self.work.set(0);
        // Set again, for the engine raises it by itself when a decision needs much.
        self.runtime.set_gc_threshold(LITTER_LIMIT);
        self.facts.replace(Facts { store, milliseconds: now.as_millisecond() });
    }

    /// The gate's function, in a scope of its own.
    fn handler<'js>(&self, ctx: &Ctx<'js>) -> rquickjs::Result<Function<'js>> {
        let (scope, modules) = (self.scope.clone().restore(ctx)?, self.modules.clone().restore(ctx)?);
        scope.call((modules,))
    }

    fn call(&self, ctx: &Ctx<'_>, event: &str) -> rquickjs::Result<String> {
        let handler = self.handler(ctx)?;
        let promise: Promise = handler.call((ctx.json_parse(event)?,))?;
        let returned: rquickjs::Value = promise.finish()?;
        ctx.json_stringify(returned)?.ok_or(rquickjs::Error::Unknown)?.to_string()
    }
}

/// A function that makes the gate's scope and gives its handler, and the modules it takes. Freezes the rest.
fn load(
    ctx: &Ctx<'_>,
    source: &str,
    facts: &Rc<RefCell<Facts>>,
) -> rquickjs::Result<(Persistent<Function<'static>>, Persistent<Object<'static>>)> {
    provide(ctx, facts)?;
    let modules = Object::new(ctx.clone())?;
    for (name, text) in MODULES {
        let (module, evaluation) = Module::declare(ctx.clone(), name, text)?.eval()?;
        evaluation.finish::<()>()?;
        modules.set(name, module.get::<_, Object>("default")?)?;
    }
    let scope: Function = ctx.eval(scope_of(source))?;
    ctx.eval::<Function, _>(FROZEN)?.call::<_, ()>((modules.clone(), scope.clone()))?;
    Ok((Persistent::save(ctx, scope), Persistent::save(ctx, modules)))
}

/// The native functions under what is written in JavaScript, as the global `terskel`.
fn provide(ctx: &Ctx<'_>, facts: &Rc<RefCell<Facts>>) -> rquickjs::Result<()> {
    let native = Object::new(ctx.clone())?;
    let (clock, store) = (Rc::clone(facts), Rc::clone(facts));
    native.set("now", Func::from(move || clock.borrow().milliseconds))?;
    native.set("read", Func::from(move |key: String| store.borrow().store.get(&key).cloned()))?;
    native.set("digest", Func::from(digest))?;
    native.set("decode", Func::from(decode))?;
    ctx.globals().set("terskel", native)?;
    ctx.eval(GLOBALS)
}

/// The gate as a function's body, line for line: a module would be evaluated once and keep its variables. An
/// import of anything else stays as it is, and does not load.
fn scope_of(source: &str) -> String {
    let lines = source.lines().map(|line| import(line).unwrap_or_else(|| line.to_owned()));
    let body = lines.collect::<Vec<_>>().join("\n");
    format!("(function (modules) {{ 'use strict'; {body}\nreturn handler;\n}})")
}

/// What stands in the scope for an import of a module that the edge has.
fn import(line: &str) -> Option<String> {
    let (name, module) = line.strip_prefix("import ")?.strip_suffix("';")?.split_once(" from '")?;
    let is_known = MODULES.iter().any(|(known, _)| *known == module);
    is_known.then(|| format!("const {name} = modules['{module}'];"))
}
