// Random numbers that a seed repeats: xorshift128, whose four words the seed fills.

export function randomFrom(seed) {
  const words = [0x9e3779b9 ^ seed, 0x243f6a88 ^ Math.floor(seed / 0x100000000), 0xb7e15162, 0xdeadbeef];
  const next = () => {
    let [x] = words;
    x ^= x << 11;
    x ^= x >>> 8;
    words.shift();
    words.push((words[2] ^ (words[2] >>> 19) ^ x) >>> 0);
    return words[3];
  };
  for (let round = 0; round < 20; round++) {
    next();
  }
  const below = (limit) => next() % limit;
  return {
    below,
    pick: (list) => list[below(list.length)],
    once: (outOf) => below(outOf) === 0,
  };
}
