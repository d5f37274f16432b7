// Every kind of fault against every read of Live Platform.
import { testReads } from './reads.ts';
import { LIVE_PLATFORM } from './calls/live-platform.ts';
import { test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

// Pauses between tries are up to a random length: the shortest will do here.
test.beforeEach(({ page }) => page.addInitScript(() => (Math.random = () => 0)));

testReads(LIVE_PLATFORM);
