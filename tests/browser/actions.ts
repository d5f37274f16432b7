// What many tests do on a page.
import { expect, type Locator, type Page } from '@playwright/test';

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

/** Something that waits until it is let go. */
export interface Gate {
  passed: Promise<void>;
  open: () => void;
}

export function gate(): Gate {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** Holds back the calls to addresses with this in their path, until they are let go. */
export async function hold(page: Page, path: string): Promise<() => void> {
  const { passed, open } = gate();
  await page.route(
    (url) => url.pathname.includes(path),
    async (route) => {
      await passed;
      return route.fallback();
    },
  );
  return open;
}

export const headingOf = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });
export const navigationOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Main' });
