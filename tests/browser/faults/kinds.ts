// The kinds of faults that the matrix drives through every call: its columns.
import type { Fault } from '../sandbox.ts';

/** Longer than the page waits for any answer, in milliseconds. */
const PAST_EVERY_LIMIT = 600_000;

/** What a service asks to wait for, in seconds: longer than a slow machine takes to see that the page waits. */
const TOLD = 20;

export interface Kind {
  /** The heading of its column. */
  name: string;
  /** What happens, for the legend. */
  what: string;
  /** What the sandbox is told; absent where the browser itself finds nobody to connect to. */
  fault?: Omit<Fault, 'service' | 'method' | 'path'>;
  /** A read comes through in the end, without anybody's help. */
  passes?: true;
  /** Makes sense for a call that writes alone. */
  writesOnly?: true;
  /** What the page waits for, so that its clock is put forward: an answer that does not come, or a pause that was asked for. */
  waits?: 'for an answer' | 'when told';
  /** The call takes effect; its answer alone is spoilt. */
  takesEffect?: true;
}

export const KINDS: readonly Kind[] = [
  { name: 'refused', what: 'nobody listens at the address' },
  { name: 'reset', what: 'the connection is reset before anything is done', fault: { kind: 'reset-before' } },
  { name: 'reset once', what: 'the same, the first time alone', fault: { kind: 'reset-before', count: 1 }, passes: true },
  { name: 'slow', what: 'the body comes in pieces', fault: { kind: 'drip', delay_ms: 150 }, passes: true, takesEffect: true },
  { name: 'no answer', what: 'none comes within ten minutes', fault: { kind: 'delay', delay_ms: PAST_EVERY_LIMIT }, waits: 'for an answer', takesEffect: true },
  { name: 'cut', what: 'the connection ends in the middle of the body', fault: { kind: 'cut' }, takesEffect: true },
  { name: 'lost after', what: 'the connection is reset after the call has taken effect', fault: { kind: 'reset-after' }, takesEffect: true },
  { name: 'empty', what: '200 without a body', fault: { kind: 'empty' }, takesEffect: true },
  { name: 'malformed', what: 'half of the JSON', fault: { kind: 'malformed' }, takesEffect: true },
  { name: 'web page', what: '200 with HTML in place of JSON', fault: { kind: 'html' } },
  { name: 'wrong type', what: 'valid JSON of another shape', fault: { kind: 'wrong-type' }, takesEffect: true },
  { name: 'missing', what: 'without a member that is needed', fault: { kind: 'missing-member' }, takesEffect: true },
  { name: 'too large', what: 'ten megabytes', fault: { kind: 'large' }, takesEffect: true },
  { name: '401', what: 'the token is not accepted', fault: { status: 401 } },
  { name: '403', what: 'not allowed', fault: { status: 403 } },
  { name: '404', what: 'not found', fault: { status: 404 } },
  { name: '409', what: 'conflict', fault: { status: 409 }, writesOnly: true },
  { name: '422', what: 'refused as it was sent', fault: { status: 422 } },
  { name: '429', what: 'asked to wait twenty seconds, once', fault: { status: 429, retry_after: TOLD, count: 1 }, passes: true, waits: 'when told' },
  { name: '500', what: 'failed inside the service', fault: { status: 500 } },
  { name: '501', what: 'not built', fault: { status: 501 } },
  { name: '502', what: 'a gateway says so in HTML', fault: { kind: 'html', status: 502 } },
  { name: '503', what: 'not available, without a time', fault: { status: 503 } },
  { name: '503 wait', what: 'not available, nothing done, to be tried again in twenty seconds, once', fault: { status: 503, retry_after: TOLD, count: 1 }, passes: true, waits: 'when told' },
  { name: '504', what: 'a gateway waited in vain', fault: { status: 504 } },
];
