// The policy of every package, read by Google's csp_evaluator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CspEvaluator } from 'csp_evaluator';
import { Severity, Type } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';

import { expect, hosts, test } from './fixtures.ts';

const expectNothingFound = (policy: string) => {
  expect(policy).toContain("default-src 'none'");
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  const told = findings.map((finding) => `${Severity[finding.severity]} ${Type[finding.type]} ${finding.directive}: ${finding.description}`);
  expect(told).toEqual([]);
};

for (const [name, { address }] of Object.entries(hosts.packages)) {
  test(`${name}: csp_evaluator finds nothing`, async ({ request }) => {
    expectNothingFound((await request.get(address)).headers()['content-security-policy']!);
  });
}

const read = <T>(target: string, file: string) => JSON.parse(readFileSync(join(hosts.shipped.folder, target, file), 'utf8')) as T;

interface Template {
  Resources: Record<
    string,
    {
      Type: string;
      Properties: {
        ResponseHeadersPolicyConfig?: { SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string; Override: boolean } } };
      };
    }
  >;
}

/** The policies as they are written, where nothing here serves the package: of the page, and with s3-cloudfront of the services too. */
const WRITTEN: Record<string, { policies: () => string[]; count: number }> = {
  's3-cloudfront': {
    count: 2,
    policies: () => {
      const resources = Object.values(read<Template>('s3-cloudfront', 'template.json').Resources);
      const headers = resources.filter(({ Type }) => Type === 'AWS::CloudFront::ResponseHeadersPolicy');
      return headers.map(({ Properties }) => {
        const written = Properties.ResponseHeadersPolicyConfig!.SecurityHeadersConfig.ContentSecurityPolicy;
        expect(written.Override).toBe(true);
        return written.ContentSecurityPolicy;
      });
    },
  },
  folder: {
    count: 1,
    policies: () => {
      const { headers } = read<{ headers: { values: Record<string, string> } }>('folder', 'headers.json');
      return [headers.values['Content-Security-Policy']!];
    },
  },
};

for (const [name, { policies, count }] of Object.entries(WRITTEN)) {
  test(`${name}: csp_evaluator finds nothing in what is written`, () => {
    const found = policies();
    expect(found).toHaveLength(count);
    for (const policy of found) expectNothingFound(policy);
  });
}

test('no target is left out', () => {
  const targets = [...Object.keys(hosts.packages), ...Object.keys(WRITTEN)];
  expect(targets.toSorted()).toEqual(hosts.shipped.targets.toSorted());
});

test('csp_evaluator does find what is wrong', () => {
  const findings = new CspEvaluator(new CspParser("script-src 'unsafe-inline'").csp).evaluate();
  expect(findings.length).toBeGreaterThan(1);
});
