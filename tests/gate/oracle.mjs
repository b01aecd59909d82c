// What the gate may do, told a second time and otherwise: strictly, from the design, without a look at
// infra/gate.js. A fuzzer compares the two.

import crypto from 'node:crypto';

const ORIGIN = 'https://portal.example';
const PASS = /^v1\.([a-z0-9-]{1,64})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;
const CLEAN = /^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@-]*)+$/;
const LESSON = /^\/medlem\/([1-9][0-9]?)-[a-z0-9-]+\/([0-9]{4})-([0-9]{2})\/(.*)$/;

// What is wrong with this decision, or null.
export function objection({ request, world, decision, isBroken }) {
  if (decision.statusCode === undefined) {
    return objectionToFile(request, world, decision, isBroken);
  }
  if (decision.statusCode === 503) {
    return isBroken ? null : 'fails though its store is well';
  }
  return objectionToHeaders(decision) ?? objectionToAnswer(request, world, decision, isBroken);
}

function objectionToFile(request, world, { uri, querystring, cookies }, isBroken) {
  const [, tree] = uri.split('/');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return 'opens to a method that does more than read';
  }
  if (tree === 'api') {
    return isClean(uri) ? null : 'sends the functions a path that is not clean';
  }
  if (Object.keys(querystring).length + Object.keys(cookies).length > 0) {
    return 'sends the origin a query or cookies';
  }
  if (uri.endsWith('/') || (uri.startsWith('/public/_') && !/^\/public\/_(missing$|variant\/)/.test(uri))) {
    return 'asks for what is no file of a page';
  }
  if (tree === 'private') {
    return isClean(uri) && isOpen(uri.slice('/private'.length), request, world)
      ? null
      : 'opens what is gated';
  }
  // A broken entry may name any variant; it still stands under /public/.
  return tree === 'public' && (isClean(uri) || isBroken) ? null : 'asks for a file of neither tree';
}

function objectionToHeaders({ headers }) {
  const values = Object.values(headers).map((header) => header.value);
  if (!values.every((value) => /^[\x20-\x7e]*$/.test(value))) {
    return 'breaks a header';
  }
  const location = headers.location?.value;
  const isLocal =
    location === undefined || (/^\/[^/\\]?/.test(location) && new URL(location, ORIGIN).origin === ORIGIN);
  return isLocal && !location?.startsWith('//') && !location?.includes('\\')
    ? null
    : 'leads to another origin';
}

function objectionToAnswer(request, world, { statusCode, headers }, isBroken) {
  const path = pathOf(request.uri);
  if (statusCode === 302) {
    const door = /^\/api\/access\/(locked|refresh)\?next=([^&]*)$/.exec(headers.location.value);
    if (door === null || decodeURIComponent(door[2]) !== path || !path.startsWith('/medlem/')) {
      return 'leads to a door that is none';
    }
    if (isBroken) {
      return null;
    }
    const isRefreshed =
      passOf(request, world) === null && request.cookies.some(([name]) => name === '__Host-session');
    const isRight = !isOpen(path, request, world) && isRefreshed === (door[1] === 'refresh');
    return isRight ? null : 'keeps out who may come in, or leads to the wrong door';
  }
  return [301, 400, 405].includes(statusCode) ? null : 'answers what it never does';
}

function pathOf(uri) {
  try {
    return decodeURIComponent(uri);
  } catch {
    return null;
  }
}

function isClean(path) {
  const segments = path.slice(1).split('/');
  const inner = segments.slice(0, -1);
  return CLEAN.test(path) && !segments.includes('.') && !segments.includes('..') && !inner.includes('');
}

// The claims of the one good pass among these cookies, or null.
function passOf({ cookies }, { now, store }) {
  const passes = cookies.filter(([name]) => name === '__Host-pass');
  const claims = passes.length === 1 ? claimsOf(passes[0][1], store) : null;
  const isGood = claims !== null && now < claims.e && claims.i <= now + 60 && !isRevoked(claims, store);
  return isGood ? claims : null;
}

// Whether this path below /medlem/ is open to who brings these cookies.
function isOpen(path, request, world) {
  const claims = passOf(request, world);
  if (claims === null) {
    return false;
  }
  if (/^\/medlem\/(sok\/)?(index\.html)?$/.test(path)) {
    return true;
  }
  const lesson = LESSON.exec(path);
  return lesson !== null && isInRange(claims.l, lesson);
}

function isInRange(levels, [, level, year, month]) {
  const range = Object.hasOwn(levels, level) ? levels[level] : null;
  if (!Array.isArray(range) || range.length !== 2) {
    return false;
  }
  const [first, last] = range.map(monthNumber);
  const wanted = monthNumber(`${year}-${month}`);
  return first <= wanted && wanted <= last;
}

// Months counted from the year 0; NaN, which no comparison holds for, if the text is none.
function monthNumber(text) {
  const [year, month] =
    typeof text === 'string' && /^[0-9]{4}-[0-9]{2}$/.test(text) ? text.split('-').map(Number) : [NaN, NaN];
  return month >= 1 && month <= 12 ? year * 12 + month : NaN;
}

function isRevoked({ m, i }, store) {
  const key = `revoked:${m}`;
  return Object.hasOwn(store, key) && !(/^[0-9]{1,12}$/.test(store[key]) && i > Number(store[key]));
}

function claimsOf(pass, store) {
  const [, kid, payload, signature] = (pass.length <= 4000 && PASS.exec(pass)) || [];
  const key = kid !== undefined && Object.hasOwn(store, `key:${kid}`) ? store[`key:${kid}`] : '';
  if (key.length < 32) {
    return null;
  }
  const wanted = crypto.createHmac('sha256', key).update(`v1.${kid}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  const isSigned =
    given.length === 32 && given.toString('base64url') === signature && crypto.timingSafeEqual(given, wanted);
  return isSigned ? readClaims(payload) : null;
}

function readClaims(payload) {
  let claims;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  const isRecord = (value) => Object.prototype.toString.call(value) === '[object Object]';
  const isWhole = (value) => typeof value === 'number' && Number.isInteger(value);
  const has = (name) => Object.hasOwn(claims, name);
  const isGood =
    isRecord(claims) &&
    ['m', 'i', 'e', 'l'].every(has) &&
    /^[^]{1,128}$/.test(claims.m) &&
    typeof claims.m === 'string';
  return isGood && isWhole(claims.i) && isWhole(claims.e) && isRecord(claims.l) ? claims : null;
}
