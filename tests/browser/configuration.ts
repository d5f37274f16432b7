// A configuration of the console, made for a test.

/** A small configuration with changes. */
export const config = (environment: object = {}, root: object = {}): object => ({
  environments: [
    {
      name: 'Here',
      kind: 'test',
      services: { livePlatform: { baseUrl: '/live-platform/tenantui' }, airvantage: { baseUrl: '/airvantage' } },
      ...environment,
    },
  ],
  ...root,
});
