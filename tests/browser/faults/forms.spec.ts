// Every kind of fault against every call that writes, and every look after one.
import { LOOKS, WRITES } from './calls/forms.ts';
import { testLooks } from './looks.ts';
import { testWrites } from './writes.ts';
import { test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

// Pauses between tries are up to a random length: the shortest will do here.
test.beforeEach(({ page }) => page.addInitScript(() => (Math.random = () => 0)));

testWrites(WRITES);
testLooks(LOOKS);
