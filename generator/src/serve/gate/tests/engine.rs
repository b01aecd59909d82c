//! The engine stays warm from one decision to the next, and keeps nothing else.

use super::*;

/// What `gate` decides on `path` for somebody whose cookie says `cookie`.
fn decide(gate: &Gate, path: &str, cookie: &str) -> Result<Decision, GateError> {
    gate.decide(&get(path, &[("a", cookie)]), &GateStore::new(), Timestamp::UNIX_EPOCH)
}

fn file(uri: &str) -> Decision {
    Decision::Forward { uri: uri.to_owned() }
}

/// A gate that keeps its visitor's cookie with `keep`, and tells with `find` what it had kept before.
fn keeping(keep: &str, find: &str) -> Gate {
    let source = format!(
        "import cf from 'cloudfront';\nimport crypto from 'crypto';\nlet variable = 'nothing';
        async function handler(event) {{
          const cookie = event.request.cookies.a.value;
          const found = {find};
          {keep};
          return {{ uri: '/' + (found || 'nothing') }};
        }}"
    );
    Gate::new(&source).unwrap()
}

#[test]
fn nothing_is_left_over_from_one_decision_to_the_next() {
    let ways = [
        ("variable = cookie", "variable"),
        ("handler.kept = cookie", "handler.kept"),
        ("globalThis.kept = cookie", "globalThis.kept"),
        ("Object.defineProperty(globalThis, 'kept', { value: cookie })", "globalThis.kept"),
        ("new Function('cookie', 'kept = cookie')(cookie)", "globalThis.kept"),
        ("(0, eval)(`var kept = '${cookie}'`)", "globalThis.kept"),
        ("Object.prototype.kept = cookie", "({}).kept"),
        ("Array.prototype.push = () => cookie", "([].push() === 'one' ? 'one' : '')"),
        ("JSON.parse = () => cookie", "(JSON.parse('1') === 'one' ? 'one' : '')"),
        ("Object.getPrototypeOf(async () => 1).kept = cookie", "Object.getPrototypeOf(async () => 1).kept"),
        ("Object.getPrototypeOf(handler).kept = cookie", "Object.getPrototypeOf(handler).kept"),
        ("Object.getPrototypeOf([].values()).kept = cookie", "Object.getPrototypeOf([].values()).kept"),
        ("Object.getPrototypeOf((function* () {})()).kept = cookie", "(function* () {})().kept"),
        ("Error.prepareStackTrace = () => cookie", "(new Error('x').stack === 'one' ? 'one' : '')"),
        ("Error.stackTraceLimit = cookie.length + 90", "(Error.stackTraceLimit > 90 ? 'one' : '')"),
        ("Date.now.kept = cookie", "Date.now.kept"),
        ("Date.now = () => cookie", "(Date.now() === 'one' ? 'one' : '')"),
        ("Buffer.kept = cookie", "Buffer.kept"),
        ("terskel.kept = cookie", "terskel.kept"),
        ("terskel.read.kept = cookie", "terskel.read.kept"),
        ("cf.kept = cookie", "cf.kept"),
        ("cf.kvs().kept = cookie", "cf.kvs().kept"),
        ("crypto.createHmac.kept = cookie", "crypto.createHmac.kept"),
        ("((x) => x)`a`.raw.kept = cookie", "((x) => x)`a`.raw.kept"),
        ("/a/g.constructor.kept = cookie", "/a/g.constructor.kept"),
        ("event.constructor.kept = cookie", "event.constructor.kept"),
        ("Promise.resolve().then(() => { variable = cookie; })", "variable"),
    ];
    for (keep, find) in ways {
        let gate = keeping(keep, find);
        for cookie in ["one", "two", "three"] {
            let decision = decide(&gate, "/", cookie);
            let clean = decision == Ok(file("/nothing")) || decision == Err(GateError::Failed);
            assert!(clean, "{keep}: {decision:?}");
        }
    }
}

#[test]
fn work_left_undone_is_not_done_during_the_next_decision() {
    let gate = Gate::new(
        "async function later(request) { await null; await null; await null; request.uri = '/late'; }
        async function handler(event) { later(event.request); return event.request; }",
    )
    .unwrap();
    for path in ["/one", "/two", "/three"] {
        assert_eq!(decide(&gate, path, ""), Ok(file(path)));
    }
}

/// A gate that runs away on some paths, and is right on all others.
fn running_away() -> Gate {
    let source = "async function handler(event) {
      const uri = event.request.uri;
      if (uri === '/ever') { for (;;) {} }
      if (uri === '/eat') { const all = []; for (;;) { all.push('x'.repeat(9999)); } }
      if (uri === '/deep') { return handler(event); }
      if (uri === '/wait') { return new Promise(() => {}); }
      if (uri === '/throw') { throw new Error('no'); }
      if (uri === '/litter') {
        const all = [];
        try { for (;;) { const ring = { all }; ring.ring = ring; all.push(ring, 'x'.repeat(9999)); } } catch (e) {}
      }
      return event.request;
    }";
    Gate::new(source).unwrap()
}

#[test]
fn a_gate_that_never_ends_or_eats_all_memory_is_stopped_and_the_next_decision_is_right() {
    let gate = running_away();
    for bad in ["/ever", "/eat", "/deep", "/wait", "/throw"] {
        assert_eq!(decide(&gate, bad, ""), Err(GateError::Failed), "{bad}");
        assert_eq!(decide(&gate, "/good", ""), Ok(file("/good")), "after {bad}");
    }
}

#[test]
fn what_one_decision_leaves_behind_takes_no_memory_from_the_next() {
    let gate = running_away();
    for _ in 0..20 {
        assert_eq!(decide(&gate, "/litter", ""), Ok(file("/litter")));
        assert_eq!(decide(&gate, "/good", ""), Ok(file("/good")));
    }
}

#[test]
fn every_decision_has_all_of_its_work_ahead() {
    let source =
        "async function handler(event) { for (let i = 0; i < 200000; i++) {} return event.request; }";
    let gate = Gate::new(source).unwrap();
    for _ in 0..50 {
        assert_eq!(decide(&gate, "/a", ""), Ok(file("/a")));
    }
}

#[test]
fn two_gates_on_one_thread_do_not_take_each_others_engine() {
    let gate = |uri: &str| Gate::new(&format!("async function handler() {{ return {{ uri: '{uri}' }}; }}"));
    let (one, two) = (gate("/one").unwrap(), gate("/two").unwrap());
    for _ in 0..3 {
        assert_eq!(decide(&one, "/", ""), Ok(file("/one")));
        assert_eq!(decide(&two, "/", ""), Ok(file("/two")));
        assert_eq!(decide(&one.clone(), "/", ""), Ok(file("/one")));
    }
}

#[test]
fn a_gate_can_be_handed_to_any_thread() {
    fn is_shareable<T: Send + Sync + Clone + 'static>() {}
    is_shareable::<Gate>();
}

#[test]
fn a_failing_gate_does_not_tell_what_it_saw() {
    let telling = "async function handler(event) { throw new Error(event.request.cookies.a.value); }";
    let error = Gate::new(telling).unwrap().decide(
        &get("/", &[("a", "secret")]),
        &GateStore::new(),
        Timestamp::UNIX_EPOCH,
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "the gate failed, or took more memory or time than the edge gives it"
    );
}

#[test]
fn a_file_that_is_no_gate_is_refused_when_it_is_read() {
    for source in ["function handler(", "const other = 1;", "import fs from 'fs'; function handler() {}"] {
        assert!(matches!(Gate::new(source), Err(GateError::Source(_))), "{source}");
    }
    let gate = Gate::new("async function handler() { return 7; }").unwrap();
    let decision = gate.decide(&get("/", &[]), &GateStore::new(), Timestamp::UNIX_EPOCH);
    assert_eq!(decision, Err(GateError::Unreadable));
}
