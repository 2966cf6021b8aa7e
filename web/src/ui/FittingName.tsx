import './fitting-name.css';
import { useLayoutEffect, useRef, useState } from 'react';

interface Props {
  name: string;
  /** What is said instead where the name does not fit: Ольга С. */
  short: string;
}

/** A name in full where it fits its line, and said shorter rather than cut off where it does not. */
export function FittingName({ name, short }: Props) {
  const line = useRef<HTMLSpanElement>(null);
  const full = useRef<HTMLSpanElement>(null);
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => {
    if (!line.current || !full.current) return;
    const measure = () => {
      if (line.current && full.current) setFits(full.current.offsetWidth <= line.current.clientWidth);
    };
    // At once, so that no name is seen cut off before it is said shorter.
    measure();
    const observer = new ResizeObserver(measure);
    // The line changes with its neighbours, the name with its person and the typeface.
    observer.observe(line.current);
    observer.observe(full.current);
    return () => observer.disconnect();
  }, []);
  return (
    <span className="fitting-name" ref={line} title={name}>
      <span className="fitting-name-measure" ref={full} data-name={name} aria-hidden="true" />
      <span className="fitting-name-shown">{fits ? name : short}</span>
    </span>
  );
}
