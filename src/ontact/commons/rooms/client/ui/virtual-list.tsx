/** A long list of rows of known height, of which only those in sight are in the page: 220 people cost as much as 20. */

import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface VirtualRow {
  id: string;
  height: number;
  /** A heading is not counted and cannot be reached by arrows. */
  heading?: boolean;
  body: ReactNode;
}

/** Rows drawn above and below what is in sight. */
const SPARE_PX = 240;

export function VirtualList({ rows, label }: { rows: VirtualRow[]; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [active, setActive] = useState<string | null>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      setHeight(entry?.contentRect.height ?? 600);
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  const offsets = offsetsOf(rows);
  const whole = (offsets.at(-1) ?? 0) + (rows.at(-1)?.height ?? 0);
  const counted = rows.filter((row) => row.heading !== true);
  const stop = active ?? counted[0]?.id ?? null;
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = nextRow(event.key, counted, stop, Math.floor(height / 56));
    if (next === null || box.current === null) return;
    event.preventDefault();
    setActive(next.id);
    reveal(box.current, offsets[rows.indexOf(next)] ?? 0, next.height);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"]`)?.focus());
  };
  return (
    <div ref={box} className="room-virtual" role="list" aria-label={label} onScroll={(event) => { setTop(event.currentTarget.scrollTop); }} onKeyDown={move}>
      <div role="presentation" className="room-virtual-whole" style={{ height: whole }}>
        {rows.map((row, place) => {
          const offset = offsets[place] ?? 0;
          const seen = offset + row.height > top - SPARE_PX && offset < top + height + SPARE_PX;
          if (!seen && row.id !== stop) return null;
          const at = { transform: `translateY(${String(offset)}px)`, height: row.height };
          if (row.heading === true) {
            return (
              <div key={row.id} role="listitem" className="room-virtual-row" style={at}>
                {row.body}
              </div>
            );
          }
          return (
            <div
              key={row.id}
              role="listitem"
              aria-setsize={counted.length}
              aria-posinset={counted.indexOf(row) + 1}
              tabIndex={row.id === stop ? 0 : -1}
              data-row={row.id}
              className="room-virtual-row"
              style={at}
              onFocus={() => { setActive(row.id); }}
            >
              {row.body}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function offsetsOf(rows: VirtualRow[]): number[] {
  const offsets: number[] = [];
  let sum = 0;
  for (const row of rows) {
    offsets.push(sum);
    sum += row.height;
  }
  return offsets;
}

export function nextRow(key: string, rows: VirtualRow[], stop: string | null, page: number): VirtualRow | null {
  const at = rows.findIndex((row) => row.id === stop);
  const last = rows.length - 1;
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + page, PageUp: at - page };
  const target = targets[key];
  if (target === undefined || last < 0) return null;
  return rows[Math.max(0, Math.min(last, target))] ?? null;
}

function reveal(box: HTMLElement, offset: number, height: number): void {
  if (offset < box.scrollTop) box.scrollTop = offset;
  else if (offset + height > box.scrollTop + box.clientHeight) box.scrollTop = offset + height - box.clientHeight;
}
