// Fills in what a contract documents as text and the sandbox leaves out or null, so that it can be spoilt as well.

type Members = Record<string, unknown>;

/** The status of the task that has ended. */
export const FAILED = 'Failed';

/** An ended task with all its members (contracts/live-platform-import.yaml, `Task` and `ExecutionMessage`). */
const ENDED: Members = {
  status: FAILED,
  details: ['Converted', null],
  executionMessages: [
    { level: 'Error', message: 'Import failed' },
    { level: 'Information', message: 'Site created in Ovoc' },
  ],
  outputData: { umpCustomerGuid: 'da68eafc-d3c6-4d3b-9a10-c48b26c6086b' },
  createTime: '2026-02-01T10:00:00',
  completeTime: '2026-02-01T10:05:00',
};

/** A service customer with all its members (`ServiceBriefV3`, `ServiceDetailV3`, `SiteLocation`). */
const SERVICE_CUSTOMER: Members = {
  CustomerFullName: 'full name',
  MsTenantId: '632c26aa-0371-4402-a8ca-7c162514dd01',
  SiteLocation: [{ id: '27aa5123-9b59-4374-bc89-834a9e536824', name: 'sip_2', sbcId: 1, sbcDeploymentState: 'Deployed', sbcConfigurationType: 'Byoc' }],
  MsDefaultDomain: 'customer.example',
  ApplicationClientId: 'application',
  ClientSecretExpirationDate: '2/18/2027 8:39:26 AM',
};

const REFERENCE = { uid: '2f90fc80203149918ac11ea22214d97f', name: 'name' };

/** The members of AirVantage's records (contracts/airvantage-operators.yaml). */
const ACCOUNT: Members = { smsAccount: REFERENCE, connection: REFERENCE };
const SMS_ACCOUNT: Members = { provider: REFERENCE, parameters: { user: 'user' } };
const USER: Members = { email: 'a@b.example', phoneNumber: '1', profile: REFERENCE, company: REFERENCE };
const CONNECTION: Members = {
  operators: ['ATT'],
  communicationIdentifiers: ['Identifier'],
  supportedSmsTypes: ['Text'],
  operations: [{ name: 'operation' }],
};

/** Its own members go before; null counts as none. */
const completed = (value: unknown, members: Members): unknown => {
  if (value === null || typeof value !== 'object') return value;
  const own = Object.entries(value).filter(([, inner]) => inner !== null);
  return { ...members, ...Object.fromEntries(own) };
};

/** A connection whose parameters all have constraints: of no documented form, so a text as well. */
function described(row: unknown): unknown {
  const { accountParameters, ...rest } = row as Members;
  if (!Array.isArray(accountParameters)) return row;
  return { ...rest, accountParameters: accountParameters.map((one) => completed(one, { constraints: 'as agreed' })) };
}

/** The answer of a call with everything filled in; `ended` is the id of a task that has ended, whatever the sandbox says. */
export function filled(path: string, body: unknown, ended?: string): unknown {
  const is = (pattern: RegExp): boolean => pattern.test(path);
  const each = (value: unknown, fill: (row: unknown) => unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    const { items } = value as { items?: unknown[] };
    return items ? { ...(value as Members), items: items.map(fill) } : fill(value);
  };
  if (ended && path.endsWith(`/task/${ended}`)) return { ...(body as Members), ...ENDED };
  if (is(/\/v3\/customer(\/[^/]+)?$/)) return each(body, (row) => completed(row, SERVICE_CUSTOMER));
  if (is(/\/operators\/accounts(\/[^/]+)?$/)) return each(body, (row) => completed(row, ACCOUNT));
  if (is(/\/operators\/connections(\/[^/]+)?$/)) return each(body, (row) => described(completed(row, CONNECTION)));
  if (is(/\/smsaccounts$/)) return each(body, (row) => completed(row, SMS_ACCOUNT));
  if (is(/\/users\/current$/)) return completed(body, USER);
  return body;
}
