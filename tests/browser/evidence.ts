// Marks the tests that take their time: a quick run leaves them out by `--grep-invert @evidence`.

export const EVIDENCE = { tag: '@evidence' };
