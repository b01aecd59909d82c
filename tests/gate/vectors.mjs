// Runs every vector of infra/gate-vectors.json against infra/gate.js under node:
//
//     node tests/gate/vectors.mjs
//
// Names each one that is decided otherwise than the table says, and then ends with status 1.

import { eventOf, gate } from './edge.mjs';
import { vectors } from './table.mjs';

const FEWEST = 400;

function mistake(decision, expect) {
  if (decision.uri !== undefined) {
    return decision.uri === expect.uri ? leak(decision) : `asks the origin for ${decision.uri}`;
  }
  const location = decision.headers.location?.value;
  const isLocation = expect.location === undefined || location === expect.location;
  return decision.statusCode === expect.status && isLocation
    ? null
    : `answers ${decision.statusCode} ${location ?? ''}`;
}

// What belongs to the visitor goes to the functions, and never to the origin of pages and files.
function leak({ uri, querystring, cookies }) {
  const isKept = Object.keys(querystring).length + Object.keys(cookies).length > 0;
  return isKept && !uri.startsWith('/api/') ? 'sends the origin a query or cookies' : null;
}

const decide = gate();
const all = vectors();
let wrong = all.length < FEWEST ? 1 : 0;
for (const { group, name, request, world, expect } of all) {
  const found = mistake(await decide(eventOf(request), world), expect);
  if (found !== null) {
    wrong += 1;
    console.error(`${group}: ${name}: ${found}, not ${JSON.stringify(expect)}`);
  }
}
console.log(`${all.length} vectors of the gate under node ${process.version}, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
