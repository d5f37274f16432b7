// The keyboard of somebody who has no mouse: after each key the focus is somewhere, can be seen, and is not covered.
import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any way through a page has. */
const STOPS = 120;

export class Keyboard {
  private constructor(private readonly page: Page) {}

  /** Whatever a pointer does in the page fails the test: the console says so. */
  static async of(page: Page): Promise<Keyboard> {
    await page.addInitScript(() => {
      addEventListener('pointerdown', () => console.error('a pointer was used'), { capture: true });
    });
    return new Keyboard(page);
  }

  /** Presses keys one after another. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.expectKept();
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.expectKept();
  }

  /** Goes on with Tab, or Shift+Tab, until that element has the focus. */
  async to(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeAttached();
    await this.nextFrame();
    for (let stop = 0; stop < STOPS; stop += 1) {
      await this.page.keyboard.press(key);
      await this.expectSeen();
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${key} does not lead to ${target}`);
  }

  /** Goes to a control and presses it. */
  async use(target: Locator, key = 'Enter'): Promise<void> {
    await this.to(target);
    await this.press(key);
  }

  /** Goes to a field, and types over what stands in it. */
  async fill(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.press('ControlOrMeta+a');
    await this.type(text);
    await expect(target).toHaveValue(text);
  }

  /** Chooses in a list, by the first letters of the words. */
  async choose(target: Locator, words: string): Promise<void> {
    await this.to(target);
    await this.type(words);
    await expect.poll(() => target.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text)).toContain(words);
  }

  /** Goes round in an open dialog: Tab never leaves it, Escape closes it, and the focus is back where it was. */
  async goRound(dialog: Locator, opener: Locator): Promise<void> {
    await expect(dialog).toBeVisible();
    const stops = await dialog.locator('a[href], button, input, select, textarea, summary, [tabindex="0"]').count();
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let stop = 0; stop <= stops; stop += 1) {
        await this.page.keyboard.press(key);
        // Between the last and the first stop a browser has its own bar; it has no page, so nothing of it is reached.
        const inside = await dialog.evaluate((box) => document.activeElement === document.body || box.contains(document.activeElement));
        expect(inside, `${key} stays in the dialog`).toBe(true);
        await this.expectSeen();
      }
    }
    await this.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  }

  /** The page moves the focus with the next frame: that must not fall between going to something and typing into it. */
  private async nextFrame(): Promise<void> {
    await this.page.evaluate(() => new Promise(requestAnimationFrame));
  }

  /** Something of the page has the focus, sooner or later, and it is seen. */
  private async expectKept(): Promise<void> {
    await this.nextFrame();
    const lost = () => this.page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
    await expect.poll(lost, 'the focus is lost').toBe(false);
    await this.expectSeen();
  }

  /** What has the focus is seen, once the page has come to rest: no key is pressed meanwhile. */
  private async expectSeen(): Promise<void> {
    await expect.poll(() => this.page.evaluate(unseen)).toBeNull();
  }
}

/** Why the focus is not seen; null where it is. */
function unseen(): string | null {
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  // What is put in focus to be read aloud, and takes no key, is not a stop of the keyboard.
  const isRead = active instanceof HTMLElement && active.tabIndex === -1 && !active.matches('a, button, input, tr, option');
  if (isRead) return null;
  const marked = (element: Element | null): boolean => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
  };
  // The border of a field belongs to the box around it.
  const box = active.closest('.input-box, .drop-zone');
  if (!marked(active) && !marked(box)) return `no mark of the focus on ${active.outerHTML.slice(0, 200)}`;
  const { left, right, top, bottom } = active.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const points = [[x, y], [left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]] as const;
  const shown = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return !!hit && (active.contains(hit) || (box?.contains(hit) ?? false));
  });
  return shown ? null : `the focus is covered, or outside the window: ${active.outerHTML.slice(0, 200)}`;
}
