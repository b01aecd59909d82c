// Throws mutated requests at infra/gate.js, and compares each decision with a second opinion (oracle.mjs):
//
//     node tests/gate/fuzz.mjs [count] [seed]
//
// Paths, queries, cookies, stores and times come from the vectors and are changed at random. The same seed
// makes the same requests. Ends with status 1 at the first decision that is objected to, and shows it.

import { eventOf, gate } from './edge.mjs';
import { mutate } from './mutate.mjs';
import { objection } from './oracle.mjs';
import { randomFrom } from './random.mjs';

// What a run must have seen to mean anything: of a thousand decisions, at least so many of each kind.
const LEAST = {
  'opens what is gated': 30,
  'opens what is public': 20,
  moves: 20,
  'sends to a door': 100,
  refuses: 100,
  fails: 2,
};

function kindOf({ uri, statusCode }) {
  if (uri !== undefined) {
    return uri.startsWith('/private/') ? 'opens what is gated' : 'opens what is public';
  }
  return { 301: 'moves', 302: 'sends to a door', 503: 'fails' }[statusCode] ?? 'refuses';
}

async function opinion(decide, { request, world, isBroken }) {
  try {
    const decision = await decide(eventOf(request), world);
    return { kind: kindOf(decision), wrong: objection({ request, world, decision, isBroken }) };
  } catch (error) {
    return { kind: 'throws', wrong: `throws ${error.stack}` };
  }
}

async function run(count, seed) {
  const [decide, random, seen] = [gate(), randomFrom(seed), {}];
  for (let number = 1; number <= count; number++) {
    const input = mutate(random);
    const { kind, wrong } = await opinion(decide, input);
    if (wrong !== null) {
      console.error(`input ${number} of seed ${seed}: the gate ${wrong}\n${JSON.stringify(input, null, 2)}`);
      return false;
    }
    seen[kind] = (seen[kind] ?? 0) + 1;
  }
  console.log(
    Object.entries(seen)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', '),
  );
  const missed = Object.keys(LEAST).filter((kind) => (seen[kind] ?? 0) < (LEAST[kind] * count) / 1000);
  missed.forEach((kind) => console.error(`the run means little: too seldom the gate ${kind}`));
  return missed.length === 0;
}

const [count, seed] = [Number(process.argv[2] ?? 300_000), Number(process.argv[3] ?? 1)];
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed)) {
  throw new Error('count and seed are whole numbers');
}
const begun = Date.now();
console.log(`${count} mutated requests, seed ${seed}`);
process.exitCode = (await run(count, seed)) ? 0 : 1;
console.log(`${((Date.now() - begun) / 1000).toFixed(1)} s`);
