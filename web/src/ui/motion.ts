import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const GLOW = 1200;
const REORDER = 600;

/** Whether this viewer wants things to move. */
export function motionAllowed(): boolean {
  return !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Lets an element glow once whenever the value changes, but not when it first appears. */
export function useGlow<E extends HTMLElement>(value: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  const before = useRef(value);
  useEffect(() => {
    const known = before.current;
    before.current = value;
    if (known === value || known === undefined || value === undefined || !motionAllowed()) return;
    element.current?.animate(
      [
        { backgroundColor: 'color-mix(in srgb, var(--accent) 22%, var(--surface))' },
        { backgroundColor: 'var(--surface)' },
      ],
      { duration: GLOW, easing: 'ease-out' },
    );
  }, [value]);
  return element;
}

/** Lets the children of a list slide to their new places: first, last, invert, play. Children carry `data-key`. */
export function useReorder<E extends HTMLElement>(order: string): RefObject<E | null> {
  const list = useRef<E>(null);
  const tops = useRef(new Map<string, number>());
  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (shown.current === order) return;
    shown.current = order;
    const before = tops.current;
    const now = new Map<string, number>();
    for (const child of list.current?.children ?? []) {
      const key = child instanceof HTMLElement ? child.dataset.key : undefined;
      if (!(child instanceof HTMLElement) || key === undefined) continue;
      now.set(key, child.offsetTop);
      const from = before.get(key);
      if (before.size > 0 && motionAllowed()) slide(child, from, from === undefined ? 0 : from - child.offsetTop);
    }
    tops.current = now;
  }, [order]);
  return list;
}

function slide(child: HTMLElement, from: number | undefined, distance: number): void {
  const timing = { duration: REORDER, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' };
  if (from === undefined) child.animate([{ opacity: 0, transform: 'translateY(-40%)' }, {}], timing);
  else if (distance !== 0) child.animate([{ transform: `translateY(${distance}px)` }, {}], timing);
}
