// Every kind of fault against runs of many writes, and against what they are followed by.
import { POLLS, RUNS } from './calls/runs.ts';
import { testPolls } from './polls.ts';
import { testRuns } from './runs.ts';
import { test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

// Pauses between tries are up to a random length: the shortest will do here.
test.beforeEach(({ page }) => page.addInitScript(() => (Math.random = () => 0)));

testRuns(RUNS);
testPolls(POLLS);
