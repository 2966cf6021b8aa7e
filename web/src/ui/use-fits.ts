import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How many rows of a height (in board units) fit into an element. A stacked board has no height to fill: there the
 * style sheet says how many through `--fits`.
 */
export function useFits(element: RefObject<HTMLElement | null>, rowInUnits: number): number {
  const [fits, setFits] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => {
      const style = getComputedStyle(box);
      const fixed = Number.parseInt(style.getPropertyValue('--fits'), 10);
      const unit = Number.parseFloat(style.getPropertyValue('--u'));
      setFits(Number.isNaN(fixed) ? Math.max(1, Math.floor((box.clientHeight + 1) / (rowInUnits * unit))) : fixed);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, rowInUnits]);
  return fits;
}
