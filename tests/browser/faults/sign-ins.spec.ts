// Every kind of fault against signing in and out.
import { testSignIns, testSignOuts } from './sign-ins.ts';
import { SIGN_INS, SIGN_OUTS } from './calls/sign-ins.ts';
import { test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

testSignIns(SIGN_INS);
testSignOuts(SIGN_OUTS);
