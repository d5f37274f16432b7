// What is measured inside a page for everybody's sake. Each function runs in the page, so it stands alone; each tells what is
// wrong, in words, and nothing where all is well.

/** Every transition and animation that lasts longer than somebody who asked for none should see. */
export function motions(): string[] {
  const LONGEST = 10;
  const words = (element: Element, more: string) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}: ${more}`;
  const found = document.getAnimations().flatMap((animation) => {
    const { target } = (animation.effect ?? {}) as KeyframeEffect;
    // What only waits, such as a shape that shows after a while, does not move.
    const lasts = Number(animation.effect?.getComputedTiming().activeDuration ?? 0);
    return lasts > LONGEST && target ? [words(target, `an animation of ${lasts} ms`)] : [];
  });
  const milliseconds = (times: string) =>
    Math.max(...times.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)));
  // What is not running now would run at the next hover.
  for (const element of document.querySelectorAll('body, body *')) {
    for (const part of ['', '::before', '::after', '::backdrop']) {
      const style = getComputedStyle(element, part || null);
      const animated = style.animationName !== 'none' && milliseconds(style.animationDuration) > LONGEST;
      if (animated) found.push(words(element, `${part} is animated`));
      if (milliseconds(style.transitionDuration) > LONGEST) found.push(words(element, `${part} has a transition`));
    }
  }
  return [...new Set(found)];
}

/** The targets of a pointer that are smaller than 24 × 24 px without one of the exceptions of WCAG 2.5.8. */
export function smallTargets(): string[] {
  const LEAST = 24;
  const SELECTOR =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [role=tab], ' +
    '[role=menuitem], [tabindex]:not([tabindex="-1"])';
  // What is open on top is what one looks at.
  const root = document.querySelector('dialog:modal, .menu[open] > .menu-panel') ?? document.body;
  const scrolls = (element: Element) => element.scrollHeight > element.clientHeight && element.matches('[role=region], .table-box');

  /** What takes the pointer: a label that stands beside its box does, too. */
  const boxOf = (element: Element): DOMRect => {
    const own = element.getBoundingClientRect();
    const labels = element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) ? [...(element.labels ?? [])] : [];
    const boxes = [own, ...labels.map((label) => label.getBoundingClientRect())].filter(({ width }) => width > 0);
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    // A label above or below leaves a gap that takes no pointer.
    const joined = boxes.length === 1 || bottom - top < own.height + 24;
    return joined ? new DOMRect(left, top, right - left, bottom - top) : own;
  };

  /** Whether the middle of it is not scrolled away, beyond the edge of what scrolls. */
  const isInSight = (element: Element, box: DOMRect): boolean => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflow === 'visible') continue;
      const { left, right, top, bottom } = outer.getBoundingClientRect();
      if (x < left || x > right || y < top || y > bottom) return false;
    }
    return true;
  };

  /** Whether the target stands in a line of words that are none. */
  const isInline = (element: Element): boolean => {
    if (!getComputedStyle(element).display.startsWith('inline')) return false;
    const block = element.parentElement?.closest('p, li, dd, td, th, div, span, h1, h2, h3');
    if (!block || getComputedStyle(element).display !== 'inline') return false;
    const others = [...block.childNodes].filter((node) => node !== element && !(node instanceof Element && node.matches(SELECTOR)));
    return others.some((node) => /\p{Letter}/u.test(node.textContent ?? ''));
  };

  const targets = [...root.querySelectorAll(SELECTOR)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !scrolls(element))
    .map((element) => ({ element, box: boxOf(element) }))
    // The skip link waits above the window until it has the focus.
    .filter(({ box }) => box.width > 1 && box.height > 1 && box.bottom + scrollY > 0)
    .filter(({ element, box }) => isInSight(element, box));

  const isSmall = (box: DOMRect) => box.width < LEAST - 0.01 || box.height < LEAST - 0.01;
  const middle = (box: DOMRect) => [box.left + box.width / 2, box.top + box.height / 2] as const;
  /** Whether a circle of 24 px around the middle of a small target meets another target, or the circle of another small one. */
  const isCrowded = (one: { element: Element; box: DOMRect }) =>
    targets.some((other) => {
      if (other.element === one.element || other.element.contains(one.element) || one.element.contains(other.element)) return false;
      const [x, y] = middle(one.box);
      const { box } = other;
      const [nearestX, nearestY] = [Math.max(box.left, Math.min(x, box.right)), Math.max(box.top, Math.min(y, box.bottom))];
      if (Math.hypot(x - nearestX, y - nearestY) < LEAST / 2) return true;
      const [otherX, otherY] = middle(box);
      return isSmall(box) && Math.hypot(x - otherX, y - otherY) < LEAST;
    });

  return targets
    .filter((target) => isSmall(target.box) && !isInline(target.element) && isCrowded(target))
    .map(({ element, box }) => `${box.width.toFixed(1)} × ${box.height.toFixed(1)}: ${element.outerHTML.slice(0, 160)}`);
}

/** Words that are cut off, or that stand upon other words, or outside the window; controls that something covers. */
export function lost(): string[] {
  // What is open on top is what one looks at; a menu lies on the page until it is closed.
  const root = document.querySelector('dialog:modal, .menu[open] > .menu-panel') ?? document.body;
  const found: string[] = [];
  // The bar at the top lies over what is scrolled beneath it.
  const [before, beside] = [scrollY, scrollX];
  scrollTo({ left: 0, top: 0, behavior: 'instant' });
  const tell = (what: string, element: Element, more = '') =>
    found.push(`${what}: “${(element.textContent ?? '').trim().slice(0, 60)}” in ${element.tagName.toLowerCase()}.${[...element.classList].join('.')} ${more}`);

  /** A value that ends in "…" where its list has no room; the head of a column and what a control says never do. */
  const isShortened = (outer: Element, style: CSSStyleDeclaration) =>
    style.textOverflow === 'ellipsis' && outer.closest('td, tbody th, li, dd') !== null && outer.closest('button, summary') === null;

  interface Part {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }
  const texts: { element: Element; part: Part }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !/\S/.test(node.textContent ?? '') || element.closest('option, select, script, noscript, svg')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const part: Part | null = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
      if (box.width < 1 || box.height < 1) continue;
      // For screen readers alone, or in what is scrolled to: seen is what the outermost box shows.
      let [hidden, reached] = [false, false];
      let isFixed = false;
      for (let outer: Element | null = element; outer && outer !== document.documentElement; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (style.position === 'fixed') isFixed = true;
        if (outer.clientWidth <= 1 && style.overflow === 'hidden') hidden = true;
        if (style.clipPath === 'inset(50%)') hidden = true;
        if (hidden) break;
        const clip = outer.getBoundingClientRect();
        const inner = {
          left: clip.left + outer.clientLeft,
          top: clip.top + outer.clientTop,
          right: clip.left + outer.clientLeft + outer.clientWidth,
          bottom: clip.top + outer.clientTop + outer.clientHeight,
        };
        for (const [way, from, to] of [
          [style.overflowX, 'left', 'right'],
          [style.overflowY, 'top', 'bottom'],
        ] as const) {
          if (way === 'visible' || style.display === 'inline') continue;
          const before = part[from] < inner[from] - 1.5;
          const after = part[to] > inner[to] + 1.5;
          if (!before && !after) continue;
          if (way === 'auto' || way === 'scroll') {
            reached = true;
          } else if (!reached && !(from === 'left' && isShortened(outer, style))) {
            tell('cut off', element, `by ${outer.tagName.toLowerCase()}.${[...outer.classList].join('.')}`);
          }
          part[from] = Math.max(part[from], inner[from]);
          part[to] = Math.min(part[to], inner[to]);
        }
        if (part.left >= part.right || part.top >= part.bottom) hidden = true;
      }
      if (hidden) continue;
      if (part.left < -1 || part.right > document.documentElement.clientWidth + 1) tell('outside the window', element);
      // What floats over the page by intent may lie on it.
      if (!isFixed || root !== document.body) texts.push({ element, part });
    }
  }

  const isScrolled = (element: Element): boolean => {
    let outer = element.parentElement;
    while (outer && getComputedStyle(outer).overflowY === 'visible') outer = outer.parentElement;
    const box = outer ?? document.documentElement;
    return box.scrollHeight > box.clientHeight;
  };
  /** What stays while the rest scrolls beneath it, out from under it again. */
  const stays = (element: Element | null): boolean => {
    if (element === null || element === root) return false;
    const { position } = getComputedStyle(element);
    return position === 'fixed' || (position === 'sticky' && isScrolled(element)) || stays(element.parentElement);
  };
  texts.forEach(({ element, part }, place) => {
    for (const other of texts.slice(place + 1)) {
      if (stays(element) !== stays(other.element)) continue;
      const wide = Math.min(part.right, other.part.right) - Math.max(part.left, other.part.left);
      const high = Math.min(part.bottom, other.part.bottom) - Math.max(part.top, other.part.top);
      // Letters may reach a little beyond their line.
      if (wide > 3 && high > 5 && element !== other.element) {
        tell('one upon the other', element, `and “${(other.element.textContent ?? '').trim().slice(0, 60)}”`);
      }
    }
  });

  const controls = [...root.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(
    (control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !control.matches('.skip-link'),
  );
  // A button lies on words although its own words do not.
  for (const control of controls.filter((control) => control.matches('.button') && !stays(control.parentElement))) {
    const box = control.getBoundingClientRect();
    for (const { element, part } of texts) {
      const wide = Math.min(part.right, box.right) - Math.max(part.left, box.left);
      const high = Math.min(part.bottom, box.bottom) - Math.max(part.top, box.top);
      if (wide > 1 && high > 3 && !control.contains(element)) tell('under a button', element, `by ${control.textContent}${control.getAttribute('aria-label') ?? ''}`);
    }
  }

  // Looking at each control in turn scrolls; afterwards all stands as before.
  const scrolled = [...document.querySelectorAll('*')].map((element) => [element, element.scrollLeft, element.scrollTop] as const);
  for (const control of controls) {
    control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const box = control.getClientRects()[0];
    if (!box || box.width <= 1) continue;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const isOwn = top && (control.contains(top) || (control as HTMLInputElement).labels?.[0]?.contains(top));
    // What is told in passing goes away by itself, or is closed.
    if (!isOwn && !top?.closest('.toasts')) tell('covered', control, `by ${top?.outerHTML.slice(0, 80) ?? 'nothing: it is outside the window'}`);
  }
  for (const [element, left, top] of scrolled) {
    if (element.scrollLeft !== left || element.scrollTop !== top) element.scrollTo({ left, top, behavior: 'instant' });
  }
  scrollTo({ left: beside, top: before, behavior: 'instant' });
  return [...new Set(found)];
}

/** How far the page reaches beyond its window. */
export const overflow = (): string[] => {
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return beyond > 0 ? [`the page is ${beyond} px wider than its window`] : [];
};
