// Reads infra/gate-vectors.json; its `about` explains the form. The tests of the generator read it alike.

import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';

const TABLE = new URL('../../infra/gate-vectors.json', import.meta.url);

export const table = JSON.parse(readFileSync(TABLE, 'utf8'));

// Every vector as { group, name, request, world, expect }.
export function vectors() {
  const all = Object.entries(table.groups);
  return all.flatMap(([group, list]) => list.map((vector) => read(group, vector)));
}

function read(group, { name, request, now, store, down, expect }) {
  const cookies = (request.cookies ?? []).map(([cookie, value]) => [longText(cookie), cookieText(value)]);
  return {
    group,
    name,
    request: {
      method: request.method ?? 'GET',
      uri: longText(request.uri),
      querystring: request.querystring ?? '',
      cookies,
    },
    world: { now: now ?? table.now, store: texts({ ...table.store, ...store }), down },
    expect: { ...expect, uri: expect.uri && (expect.under ?? '') + longText(expect.uri) },
  };
}

function texts(store) {
  return Object.fromEntries(Object.entries(store).filter(([, text]) => text !== null));
}

function longText(value) {
  return typeof value === 'string' ? value : value.repeat.repeat(value.times);
}

function cookieText(value) {
  return typeof value === 'string' || value.repeat !== undefined ? longText(value) : passText(value);
}

function passText({ kid = 'k1', key, payload, claims, version = 'v1', forge = {}, cut = 0, add = '' }) {
  const signed = sign(table.keys[key ?? kid], version, kid, payload ?? claimsText(claims));
  const [honest, signature] = [signed.slice(0, 3), signed[3]];
  const put = forge.payload === undefined ? honest[2] : encode(JSON.stringify(forge.payload));
  const parts = [forge.version ?? honest[0], forge.kid ?? honest[1], put, forge.hmac ?? signature];
  const pass = parts.join('.');
  return pass.slice(0, pass.length - cut) + add;
}

function claimsText(over) {
  const claims = Object.entries({ ...table.claims, ...over });
  const isLong = (value) => value !== null && typeof value === 'object' && value.repeat !== undefined;
  return JSON.stringify(
    Object.fromEntries(claims.map(([name, value]) => [name, isLong(value) ? longText(value) : value])),
  );
}

function encode(text) {
  return Buffer.from(text, 'utf8').toString('base64url');
}

// The four parts of a pass with this payload.
export function sign(key, version, kid, payload) {
  const parts = [version, kid, encode(payload)];
  return [...parts, crypto.createHmac('sha256', key).update(parts.join('.')).digest('base64url')];
}
