// The edge, as far as node can be one: the gate's own text, with stand-ins for its two imports, a clock that
// stands still, and a store that may be cut off.

import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';

const GATE = new URL('../../infra/gate.js', import.meta.url);
const IMPORT = /^import (\w+) from '(cloudfront|crypto)';$/gm;

// A function (event, world) → what the gate's handler returns. A world is { now, store, down }: now in Unix
// seconds, store a record of texts, down what keys begin with that cannot be read (undefined: none).
export function gate() {
  const source = readFileSync(GATE, 'utf8');
  const body = source.replace(IMPORT, "const $1 = modules['$2'];");
  if (source.match(IMPORT)?.length !== 2 || /^\s*import\b/m.test(body)) {
    throw new Error('infra/gate.js must import cloudfront and crypto, and nothing else');
  }
  let world;
  const load = new Function('modules', 'Date', `'use strict';${body}\nreturn handler;`);
  const modules = { cloudfront: { kvs: () => store(() => world) }, crypto };
  const handler = load(modules, { now: () => world.now * 1000 });
  return (event, itsWorld) => {
    world = itsWorld;
    return handler(event);
  };
}

function store(world) {
  const read = (key) => {
    const { store, down } = world();
    if (down !== undefined && key.startsWith(down)) {
      throw new Error('the store is down');
    }
    return Object.hasOwn(store, key) ? store[key] : undefined;
  };
  return {
    exists: async (key) => read(key) !== undefined,
    get: async (key) => {
      const text = read(key);
      if (text === undefined) {
        throw new Error('the store has no such key');
      }
      return text;
    },
  };
}

// The event for a request { method, uri, querystring, cookies }, cookies being pairs of name and value.
export function eventOf({ method, uri, querystring, cookies }) {
  const pairs = querystring.split('&').filter((pair) => pair !== '');
  const split = (pair) =>
    pair.includes('=') ? [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] : [pair, ''];
  return {
    version: '1.0',
    request: { method, uri, querystring: fields(pairs.map(split)), cookies: fields(cookies), headers: {} },
  };
}

// Names with their values; a name that comes twice has a `multiValue`.
function fields(pairs) {
  const values = new Map();
  pairs.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), { value }]));
  const all = {};
  values.forEach((list, name) => {
    const field = list.length === 1 ? list[0] : { value: list[0].value, multiValue: list };
    // Defined rather than assigned: a cookie may be named __proto__.
    Object.defineProperty(all, name, { value: field, enumerable: true, writable: true, configurable: true });
  });
  return all;
}
