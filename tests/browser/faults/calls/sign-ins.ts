// The calls of signing in and out, for the matrix of faults.
import { IDS } from '../../customers.ts';
import type { Call } from '../trial.ts';
import { LIST } from '../../import-form.ts';

export const SIGN_INS: readonly Call[] = [
  { service: 'optconnect', call: 'Permitted customers', where: 'signing in', path: IDS },
  { service: 'live-platform', call: 'Service customers', where: 'signing in', path: LIST },
  { service: 'airvantage', call: 'Current user', where: 'signing in', path: '/api/v1/users/current' },
];

export const SIGN_OUTS: readonly Call[] = [
  { service: 'airvantage', call: 'Sign out', where: 'signing out', path: '/api/oauth/expire' },
];
