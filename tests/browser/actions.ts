// What many tests do on a page.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** A service by the name that the page gives it. */
export type ServiceName = 'OptConnect' | 'Live Platform' | 'AirVantage';

/** Signs in through the settings page. Kept for the tab, unless told otherwise: a full load of a page ends the rest. */
export async function signIn(
  page: Page,
  service: ServiceName,
  token = 'sandbox-admin',
  { keep = true }: { keep?: boolean } = {},
): Promise<void> {
  await page.goto('settings');
  const region = page.getByRole('region', { name: service });
  await region.getByLabel(/^Token/).fill(token);
  await region.getByRole('checkbox', { name: 'Keep for this tab' }).setChecked(keep);
  await region.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(region).toContainText('Signed in');
}

/** Signs in on the page that is open, where it asks for it. */
export async function signInHere(
  page: Page,
  service: ServiceName,
  token = 'sandbox-admin',
  { keep = true }: { keep?: boolean } = {},
): Promise<void> {
  const panel = page.getByRole('region', { name: `Sign in to ${service}` });
  await panel.getByLabel(/^Token/).fill(token);
  await panel.getByRole('checkbox', { name: 'Keep for this tab' }).setChecked(keep);
  await panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(panel).toBeHidden();
}

/** Expects no violation of WCAG 2.2 A and AA or of axe's best practices, in light and in dark. */
export async function axe(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // A colour on its way to another one has a contrast of its own.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html} ${node.failureSummary ?? ''}`),
    );
    expect(found, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
