import './fitting-name.css';
import { useLayoutEffect, useRef, useState } from 'react';
import { shortName } from './person-name.ts';

/** A name in full where it fits its line, and shortened (Ольга С.) rather than cut off where it does not. */
export function FittingName({ name }: { name: string }) {
  const line = useRef<HTMLSpanElement>(null);
  const full = useRef<HTMLSpanElement>(null);
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => {
    if (!line.current || !full.current) return;
    const observer = new ResizeObserver(() => {
      if (line.current && full.current) setFits(full.current.offsetWidth <= line.current.clientWidth);
    });
    // The line changes with its neighbours, the name with its person and the typeface.
    observer.observe(line.current);
    observer.observe(full.current);
    return () => observer.disconnect();
  }, []);
  return (
    <span className="fitting-name" ref={line} title={name}>
      <span className="fitting-name-full" ref={full} aria-hidden={!fits || undefined} data-fits={fits}>
        {name}
      </span>
      {!fits && <span className="fitting-name-short">{shortName(name)}</span>}
    </span>
  );
}
