// Every kind of fault against every read of AirVantage.
import { testReads } from './reads.ts';
import { AIRVANTAGE } from './calls/airvantage.ts';
import { test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

// Pauses between tries are up to a random length: the shortest will do here.
test.beforeEach(({ page }) => page.addInitScript(() => (Math.random = () => 0)));

testReads(AIRVANTAGE);
