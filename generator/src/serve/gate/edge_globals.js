// Stands in for the globals of CloudFront Functions that QuickJS lacks, and stops the clock: there
// `Date.now()` is the time at which the function began.
globalThis.Date.now = globalThis.terskel.now;
globalThis.Buffer = {
  from: (text, encoding) => ({ toString: () => globalThis.terskel.decode(text, encoding) }),
};
