// Changes the vectors' requests, passes, stores and times at random.

import { sign, table, vectors } from './table.mjs';

const SEEDS = vectors();
const ODD = [
  ...'/.%\\;:@&=+$,!~*\'()-_?#"<>|^`{}[] 0123456789aAzZmM',
  '\0',
  '\t',
  '\r\n',
  '\x7f',
  'é',
  'ｍ',
  '１',
  '／',
  '．',
  '\u2024',
  '\u2044',
  '\u200b',
  '\u202e',
  '😀',
  'ſ',
  'K',
  '%2e',
  '%2E',
  '%2f',
  '%5c',
  '%00',
  '%0d%0a',
  '%25',
  '%252e',
  '%c0%af',
  '%ed%a0%80',
  '%ff',
  '%',
  '%e2%82',
  '%u002e',
  '/./',
  '/../',
  '//',
  '..;/',
  '/medlem/',
  '/private/',
  '/public/',
  '/api/',
  '/_variant/',
  'index.html',
  '__proto__',
];
const PATHS = SEEDS.map(({ request }) => request.uri).filter((uri) => uri.length < 600);
const GATED = PATHS.filter((uri) => uri.startsWith('/medlem/'));
const COOKIES = SEEDS.flatMap(({ request }) => request.cookies);
const NAMES = [
  '__Host-pass',
  '__Host-session',
  'pass',
  '__host-pass',
  '__Host-Pass',
  ' __Host-pass',
  '__proto__',
  'constructor',
];
const VALUES = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  '',
  '1',
  'm1',
  [],
  {},
  [[]],
  ['2026-08', '2026-11'],
  { 1: ['2026-08', '2026-11'] },
];
const MONTHS = [
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-11',
  '2026-12',
  '2027-01',
  '2026-13',
  '2026-00',
  '0000-01',
  '9999-12',
  '2026-8',
  '',
];
const LEVELS = ['1', '2', '3', '7', '12', '99', '0', '01', '100', '-1', '１', 'constructor'];
const NOTES = [
  '',
  '0',
  'soon',
  '1786999939',
  '1786999940',
  '1786999941',
  '1787000000',
  '1e3',
  ' 1',
  '-1',
  '999999999999',
  '٣',
];
const EDGES = [
  '',
  '{',
  'null',
  '[]',
  '{"pages":[]}',
  '{"pages":["/"],"timeline":[]}',
  '{"pages":["/om/"],"timeline":[[0,7]]}',
];

// A changed input { request, world, isBroken }; isBroken if its store was broken on purpose.
export function mutate(random) {
  const { request, world } = random.pick(SEEDS);
  const input = {
    request: { ...request, cookies: request.cookies.map((pair) => [...pair]) },
    world: { ...world, store: { ...world.store } },
  };
  for (let times = random.below(4); times > 0; times--) {
    random.pick(CHANGES)(input, random);
  }
  return {
    ...input,
    isBroken: input.world.down !== undefined || input.world.store.edge !== table.store.edge,
  };
}

const CHANGES = [
  changePath,
  changePath,
  changePath,
  anotherPath,
  lessonPath,
  encodeSome,
  changeQuery,
  changeCookie,
  changeCookie,
  anotherCookie,
  signedCookie,
  signedCookie,
  swappedParts,
  twice,
  withoutCookie,
  changeStore,
  breakStore,
  changeTime,
  changeMethod,
];

function splice(text, random, what) {
  const at = random.below(text.length + 1);
  const changed = text.slice(0, at) + what + text.slice(at + random.pick([0, 0, 1, 1, 2, 8]));
  // What comes over a wire holds no half of a sign.
  return changed.toWellFormed();
}

function changePath({ request }, random) {
  request.uri = splice(request.uri, random, random.pick(ODD));
}

function anotherPath({ request }, random) {
  const other = random.pick(PATHS);
  request.uri = random.once(2)
    ? other
    : splice(request.uri, random, other.slice(random.below(other.length + 1)));
}

function lessonPath({ request }, random) {
  const [level, month] = [random.pick(LEVELS), random.pick(MONTHS)];
  request.uri = random.once(3)
    ? random.pick(GATED)
    : `/medlem/${level}-ro/${month}/${random.pick(['', 'a/', 'a/ark.pdf', 'a', '../'])}`;
}

function encodeSome({ request }, random) {
  const encode = (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0');
    return code.length > 2 ? character : '%' + (random.once(2) ? code : code.toUpperCase());
  };
  const often = random.pick([2, 5, 20]);
  request.uri = [...request.uri]
    .map((character) => (random.once(often) ? encode(character) : character))
    .join('');
}

function changeQuery({ request }, random) {
  request.querystring = splice(
    request.querystring,
    random,
    random.pick(ODD) + random.pick(['', '=', '&', 'a=1', 'next=/']),
  );
}

function changeCookie({ request }, random) {
  const pair = random.pick(request.cookies);
  if (pair !== undefined) {
    pair[random.once(6) ? 0 : 1] = splice(
      pair[random.once(9) ? 0 : 1],
      random,
      random.pick(['', '', '.', 'A', 'B', '_', ...ODD]),
    );
  }
}

function anotherCookie({ request }, random) {
  const [name, value] = random.pick(COOKIES);
  request.cookies.push([random.once(4) ? random.pick(NAMES) : name, value]);
}

function signedCookie({ request }, random) {
  const claims = structuredClone(table.claims);
  for (let times = random.below(3); times > 0; times--) {
    changeClaims(claims, random);
  }
  const kid = random.pick(['k1', 'k1', 'k1', 'k2', 'k3', 'short', 'empty', '']);
  const key = table.keys[kid] ?? table.keys.k1;
  const text = JSON.stringify(claims);
  const pass = sign(
    key,
    random.once(15) ? 'v2' : 'v1',
    kid,
    random.once(12) ? splice(text, random, random.pick(ODD)) : text,
  ).join('.');
  request.cookies = request.cookies.filter(([name]) => name !== '__Host-pass' || random.once(9));
  request.cookies.push(['__Host-pass', pass]);
}

function changeClaims(claims, random) {
  const name = random.pick(['m', 'i', 'e', 'l', 'l', 'l', 'x']);
  if (random.once(4)) {
    claims[name] = random.pick(VALUES);
  } else if (name === 'l') {
    const range = random.once(8) ? random.pick(VALUES) : [random.pick(MONTHS), random.pick(MONTHS)];
    claims.l = { ...claims.l, [random.pick(LEVELS)]: range };
  } else if (name === 'i' || name === 'e') {
    claims[name] = table.now + random.pick([-600, -61, -60, -59, -1, 0, 1, 59, 60, 61, 600]);
  } else {
    claims[name] = random.pick(['m1', 'm2', 'm'.repeat(128), 'm'.repeat(129), '', 'æ', '__proto__']);
  }
}

function swappedParts({ request }, random) {
  const [mine, other] = [random.pick(request.cookies), random.pick(COOKIES)];
  if (mine !== undefined) {
    const [parts, theirs] = [mine[1].split('.'), other[1].split('.')];
    const at = random.below(4);
    parts[at] = theirs[random.once(5) ? random.below(4) : at] ?? '';
    mine[1] = parts.join('.');
  }
}

function twice({ request }, random) {
  const pair = random.pick(request.cookies);
  if (pair !== undefined) {
    request.cookies.splice(
      random.below(request.cookies.length + 1),
      0,
      random.once(2) ? [...pair] : [pair[0], random.pick(COOKIES)[1]],
    );
  }
}

function withoutCookie({ request }, random) {
  request.cookies.splice(random.below(request.cookies.length + 1), 1);
}

function changeStore({ world }, random) {
  const key = random.pick([
    'key:k1',
    'key:k2',
    'key:k3',
    'key:',
    'revoked:m1',
    'revoked:m1',
    'revoked:m2',
    'full:august',
  ]);
  if (random.once(3)) {
    delete world.store[key];
  } else {
    world.store[key] = key.startsWith('key:')
      ? random.pick([...Object.values(table.keys), 'x'.repeat(31)])
      : random.pick(NOTES);
  }
}

function breakStore({ world }, random) {
  if (random.once(2)) {
    world.down = random.pick(['', 'key:', 'revoked:', 'edge', 'full:']);
  } else if (random.once(2)) {
    world.store.edge = random.pick(EDGES);
  } else {
    delete world.store.edge;
  }
}

function changeTime({ world }, random) {
  // Not before 1970, when the first stage begins.
  const seconds = random.pick([
    -86400, -601, -600, -61, -60, -1, 1, 59, 60, 539, 540, 541, 600, 86400, 8000000,
  ]);
  world.now = Math.max(0, world.now + seconds);
}

function changeMethod({ request }, random) {
  request.method = random.pick(['GET', 'HEAD', 'POST', 'PUT', 'get', 'OPTIONS', '']);
}
