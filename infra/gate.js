// The gate: runs at the CDN's edge, before the cache, on every request for a page or a file.
//
// It owns three things: clean URLs, which variant of a phase page stands at this second, and who may
// open what lies under /medlem/. It fails closed: whatever it cannot read, it does not open.
// It is not the place for headers: a viewer-request function cannot set them on the origin's answer.
//
// A CloudFront Function (cloudfront-js-2.0): ES 5.1 with const, let, arrow functions, templates and
// async functions, and little more. `terskel serve` runs this same file; gate-vectors.json tests it.

import cf from 'cloudfront';
import crypto from 'crypto';

const store = cf.kvs();

const LONGEST_PATH = 512;
// For all 99 levels a pass takes 3,688 characters; browsers keep 4,096.
const LONGEST_PASS = 4000;
// A key of fewer characters is a mistake in the store, and an empty one would let anybody sign.
const SHORTEST_KEY = 32;
// Seconds by which the clock that issued a pass may be ahead of the edge's.
const CLOCK_TOLERANCE = 60;

// What RFC 3986 lets stand in a path as it is. `%` is not among them, so nothing encoded twice gets
// by; nor are `\`, spaces, control characters and letters outside ASCII that look like others.
const UNCLEAN = /[^A-Za-z0-9\/._~!$&'()*+,;=:@-]/;
const DOT_SEGMENT = /\/\.\.?(\/|$)/;
const UNSAFE_IN_QUERY = /[^A-Za-z0-9._~!$'()*+,;=:@\/?%-]+/g;
const KEY_NAME = /^[a-z0-9-]{1,64}$/;
const SECOND = /^[0-9]{1,12}$/;
const MONTH = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
const LESSON = /^\/medlem\/([1-9][0-9]?)-[a-z0-9-]+\/([0-9]{4}-(?:0[1-9]|1[0-2]))\//;

// Nothing is ever published here, so the origin answers 404 with the portal's own page.
const MISSING = '/public/_missing';

async function handler(event) {
  try {
    return await decide(event.request);
  } catch (error) {
    // The store does not answer, or an entry in it does not read.
    return plain(503, 'Prøv igjen om litt. Try again in a moment.');
  }
}

async function decide(request) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'Adressen kan bare leses. This address can only be read.');
  }
  const path = cleanPath(request.uri);
  if (path === null) {
    return plain(400, 'Adressen er ikke gyldig. This address is not valid.');
  }
  // In production another behaviour serves the functions, and this is never asked.
  if (path.startsWith('/api/')) {
    request.uri = path;
    return request;
  }
  const canonical = canonicalPath(path);
  if (canonical !== path) {
    // This follows from the address alone, so browsers may keep it.
    return redirect(301, canonical + queryText(request.querystring), 'max-age=3600');
  }
  // Other spellings need no care: /Medlem/ is looked for under /public/, where nothing gated lies.
  return path.startsWith('/medlem/') ? gatedFile(request, path) : publicFile(request, path);
}

// The path decoded once, or null if it is not one of ours. From here on nobody reads the raw one.
function cleanPath(raw) {
  let path;
  try {
    path = decodeURIComponent(raw);
  } catch (error) {
    return null;
  }
  const clean = path.startsWith('/') && !UNCLEAN.test(path) && !DOT_SEGMENT.test(path);
  return clean && !path.includes('//') && path.length <= LONGEST_PATH ? path : null;
}

// Every page has one address: a folder's, with a slash at the end.
function canonicalPath(path) {
  if (path.endsWith('/index.html')) {
    return path.slice(0, -'index.html'.length);
  }
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last === '' || last.includes('.') ? path : path + '/';
}

// Names and values come undecoded. What is safe is kept, what could end the header is encoded.
function queryText(query) {
  const pairs = [];
  Object.keys(query).forEach((name) => {
    const values = query[name].multiValue || [query[name]];
    values.forEach((entry) => pairs.push(`${querySafe(name)}=${querySafe(entry.value)}`));
  });
  return pairs.length === 0 ? '' : '?' + pairs.join('&');
}

// A run of unsafe signs at a time, for half of a sign of two characters cannot be encoded.
function querySafe(text) {
  return text.replace(UNSAFE_IN_QUERY, (unsafe) => encodeURIComponent(unsafe));
}

async function gatedFile(request, path) {
  const claims = await readPass(request.cookies);
  if (claims === null) {
    // A pass lasts minutes and a session months: the refresh function asks what it still opens.
    return sendTo(request.cookies['__Host-session'] ? 'refresh' : 'locked', path);
  }
  if (path === '/medlem/' || path === '/medlem/sok/') {
    return forward(request, '/private' + fileOf(path));
  }
  const place = LESSON.exec(path);
  if (place === null) {
    return forward(request, MISSING);
  }
  if (!opens(claims.levels, place[1], place[2])) {
    return sendTo('locked', path);
  }
  return forward(request, '/private' + fileOf(path));
}

// Whether the pass opens this level in this month. Months compare as text.
function opens(levels, level, month) {
  const range = own(levels, level);
  const isRange = Array.isArray(range) && range.length === 2 && isMonth(range[0]) && isMonth(range[1]);
  return isRange && range[0] <= month && month <= range[1];
}

// The claims of a good pass, or null. A bad one is never told from a missing one.
async function readPass(cookies) {
  const cookie = cookies['__Host-pass'];
  // Two of the same name: one was planted, and nobody can say which.
  if (!cookie || cookie.multiValue || cookie.value.length > LONGEST_PASS) {
    return null;
  }
  const parts = cookie.value.split('.');
  if (parts.length !== 4 || parts[0] !== 'v1' || !KEY_NAME.test(parts[1])) {
    return null;
  }
  const key = await lookUp('key:' + parts[1]);
  if (key === null || key.length < SHORTEST_KEY || !isSigned(parts, key)) {
    return null;
  }
  const claims = parseClaims(parts[2]);
  if (claims === null || !isCurrent(claims)) {
    return null;
  }
  const revoked = await lookUp('revoked:' + claims.member);
  // One that does not read revokes every pass.
  const isLater = revoked === null || (SECOND.test(revoked) && claims.issued > Number(revoked));
  return isLater ? claims : null;
}

function isSigned(parts, key) {
  const signature = crypto.createHmac('sha256', key).update(parts.slice(0, 3).join('.')).digest('base64url');
  return sameText(signature, parts[3]);
}

// In constant time, so that a forger learns nothing from how soon the answer comes.
function sameText(one, other) {
  if (one.length !== other.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < one.length; i++) {
    difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  }
  return difference === 0;
}

function parseClaims(payload) {
  let json;
  try {
    json = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch (error) {
    return null;
  }
  const member = own(json, 'm');
  const issued = own(json, 'i');
  const expires = own(json, 'e');
  const levels = own(json, 'l');
  const isMember = typeof member === 'string' && member !== '' && member.length <= 128;
  const isGood = isMember && Number.isInteger(issued) && Number.isInteger(expires) && isRecord(levels);
  return isGood ? { member: member, issued: issued, expires: expires, levels: levels } : null;
}

function isCurrent(claims) {
  const now = currentSecond();
  return now < claims.expires && claims.issued <= now + CLOCK_TOLERANCE;
}

async function publicFile(request, path) {
  if (path.startsWith('/_')) {
    return forward(request, MISSING);
  }
  if (!path.endsWith('/')) {
    return forward(request, '/public' + path);
  }
  const entry = await store.get('edge');
  const edge = JSON.parse(entry);
  if (edge.pages.indexOf(path) === -1) {
    return forward(request, '/public' + fileOf(path));
  }
  const variant = await currentVariant(edge.timeline);
  return forward(request, `/public/_variant/${variant}${fileOf(path)}`);
}

// Where the launch stands: the last stage that has begun, and full if the store says how.
async function currentVariant(timeline) {
  const now = currentSecond();
  const variant = timeline.filter((stage) => stage[0] <= now).pop()[1];
  if (!variant.endsWith('.open')) {
    return variant;
  }
  const launch = variant.slice(0, -'.open'.length);
  const full = await lookUp('full:' + launch);
  if (full === null) {
    return variant;
  }
  return launch + (full === 'all-held' ? '.all-held' : '.sold-out');
}

// The text under this key, or null. `exists` first: `get` alone fails alike for a missing key and for
// a store that is down, and a revocation must not be overlooked because the store is down.
async function lookUp(key) {
  const isThere = await store.exists(key);
  if (!isThere) {
    return null;
  }
  return await store.get(key);
}

function currentSecond() {
  return Math.floor(Date.now() / 1000);
}

function fileOf(path) {
  return path.endsWith('/') ? path + 'index.html' : path;
}

// Own properties only: what a prototype carries was not signed.
function own(record, name) {
  return isRecord(record) && Object.prototype.hasOwnProperty.call(record, name) ? record[name] : undefined;
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMonth(value) {
  return typeof value === 'string' && MONTH.test(value);
}

// To the origin goes the path alone: pages and files do not depend on queries or cookies.
function forward(request, uri) {
  request.uri = uri;
  request.querystring = {};
  request.cookies = {};
  return request;
}

// `door` is `locked` or `refresh`; both lead back to the path, which is clean by now.
function sendTo(door, path) {
  return redirect(302, `/api/access/${door}?next=${encodeURIComponent(path)}`, 'no-store');
}

function redirect(status, location, caching) {
  const headers = { location: { value: location }, 'cache-control': { value: caching } };
  return { statusCode: status, headers: headers };
}

function plain(status, text) {
  const headers = {
    'content-type': { value: 'text/plain; charset=utf-8' },
    'cache-control': { value: 'no-store' },
  };
  if (status === 405) {
    headers.allow = { value: 'GET, HEAD' };
  }
  return { statusCode: status, headers: headers, body: { encoding: 'text', data: text + '\n' } };
}
