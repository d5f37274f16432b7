// The bill of materials of the package of every target, by CycloneDX's own library.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

import { expect, hosts, test } from './fixtures.ts';

const { folder, targets } = hosts.shipped;
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

for (const target of targets) {
  test(`${target}: a valid CycloneDX 1.6 document`, async () => {
    const text = await readFile(join(folder, target, 'sbom.cdx.json'), 'utf8');
    expect(await validator.validate(text)).toBeNull();
    // The validator does look.
    expect(await validator.validate(text.replace('"library"', '"book"'))).not.toBeNull();
  });
}
