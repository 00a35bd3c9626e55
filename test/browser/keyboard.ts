import { type Page } from 'playwright-core';

/** More than any screen has stations: beyond it the focus goes in circles and never comes out. */
const MOST_STEPS = 150;

/** Where the focus is: its name to a screen reader, its role, and whether one can see that it is there. */
export interface Station {
  readonly role: string;
  readonly name: string;
  readonly isSeen: boolean;
}

/** Asked as text from outside, once the frame is drawn: it is a browser that evaluates it. Focus is seen by an outline or a ring, inside the window. */
const WHERE = `new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(tell))).then(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const labels = [...(focused.labels ?? [])].map((label) => label.textContent);
  const ids = (focused.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
  const named = ids.map((id) => document.getElementById(id)?.textContent ?? '');
  const name = focused.getAttribute('aria-label') ?? [...named, ...labels, focused.textContent].find((text) => text?.trim());
  const looks = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' ||
      element.matches('input, select, textarea');
  };
  const around = focused.nextElementSibling ?? focused.parentElement;
  const box = focused.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight;
  return {
    role: focused.getAttribute('role') ?? focused.tagName.toLowerCase(),
    name: (name ?? '').trim(),
    isSeen: inside && (looks(focused) || looks(around)),
  };
})`;

export function stationOf(page: Page): Promise<Station | null> {
  return page.evaluate<Station | null>(WHERE);
}

/**
 * Goes by Tab until the focus is on something with this name, as somebody without a mouse would.
 *
 * @throws when it is nowhere on the way
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const station = await stationOf(page);
    if (station === null) continue;
    seen.push(station.name);
    if (typeof name === 'string' ? station.name === name : name.test(station.name)) return;
  }
  throw new Error(`Nothing is called ${String(name)} on the way: ${seen.join(' | ')}`);
}

/** Goes once around a page by Tab, from its beginning until the focus leaves it, wherever the focus is now. */
export async function walk(page: Page): Promise<Station[]> {
  await untilLeft(page);
  return untilLeft(page);
}

async function untilLeft(page: Page): Promise<Station[]> {
  const stations: Station[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const station = await stationOf(page);
    if (station !== null) stations.push(station);
    else if (stations.length > 0) return stations;
  }
  throw new Error(`The focus never leaves the page: ${stations.map(({ name }) => name).join(' | ')}`);
}
