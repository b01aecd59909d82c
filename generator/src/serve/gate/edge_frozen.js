// Freezes whatever outlives a decision, so that no request can leave anything behind for the next one.
(function (modules, scope) {
  // What the language makes by itself and keeps under no name.
  const nameless = [
    async function () {},
    function* () {},
    (function* () {})(),
    async function* () {},
    (async function* () {})(),
    [][Symbol.iterator](),
    ''[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    /a/[Symbol.matchAll](''),
  ];
  const seen = new Set();
  const ahead = [globalThis, modules, scope, nameless];

  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  const freeze = (object) => {
    for (const name of Reflect.ownKeys(object)) {
      const property = Reflect.getOwnPropertyDescriptor(object, name);
      if (property.set) {
        // A setter keeps its value somewhere else, where freezing does not reach.
        Reflect.defineProperty(object, name, { set: undefined });
      }
      ahead.push(property.value, property.get);
    }
    ahead.push(Reflect.getPrototypeOf(object));
    Object.freeze(object);
  };

  while (ahead.length > 0) {
    const value = ahead.pop();
    if (isObject(value) && !seen.has(value)) {
      seen.add(value);
      freeze(value);
    }
  }
})
