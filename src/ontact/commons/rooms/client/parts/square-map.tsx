/** A map of small squares by group: 220 seats at a glance. One stop in the tab order; arrows go to the neighbours. */

import { memo, useState, type KeyboardEvent } from "react";

export interface Square {
  id: string;
  /** What stands in it; colour alone says nothing. */
  letter: string;
  /** Chooses the colour: data-state in the capability's styles. */
  state: string;
  /** The whole name for screen readers and the tip. */
  label: string;
}

export interface SquareGroup {
  name: string;
  aside: string;
  squares: Square[];
}

interface MapProps {
  label: string;
  groups: SquareGroup[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

export function SquareMap({ label, groups, chosen, onChoose }: MapProps) {
  const [active, setActive] = useState<string | null>(null);
  const all = groups.flatMap((group) => group.squares);
  const stop = [active, chosen, all[0]?.id].find((id) => all.some((square) => square.id === id));
  return (
    <div className="room-squares" role="toolbar" aria-label={label} onKeyDown={step}>
      {groups.map((group) => (
        <div key={group.name} className="room-square-group" role="group" aria-label={`${group.name} ${group.aside}`}>
          <p className="room-square-name" aria-hidden="true">
            <span>{group.name}</span> <span className="room-quiet room-tabular">{group.aside}</span>
          </p>
          <div className="room-square-row">
            {group.squares.map((square) => (
              <One key={square.id} {...square} chosen={square.id === chosen} stop={square.id === stop} onFocus={setActive} onChoose={onChoose} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

interface OneProps extends Square {
  chosen: boolean;
  stop: boolean;
  onFocus: (id: string) => void;
  onChoose: (id: string) => void;
}

/** Drawn again only when it changes itself: an answer redraws one square, not 220. */
const One = memo(function One({ id, letter, state, label, chosen, stop, onFocus, onChoose }: OneProps) {
  return (
    <button
      type="button"
      className="room-square"
      data-state={state}
      aria-label={label}
      aria-pressed={chosen}
      title={label}
      tabIndex={stop ? 0 : -1}
      onFocus={() => { onFocus(id); }}
      onClick={() => { onChoose(id); }}
    >
      {letter}
    </button>
  );
});

function step(event: KeyboardEvent<HTMLElement>): void {
  const squares = [...event.currentTarget.querySelectorAll<HTMLElement>(".room-square")];
  const at = squares.findIndex((square) => square === document.activeElement);
  const target = at < 0 ? undefined : squares[neighbour(event.key, at, squares)];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}

function neighbour(key: string, at: number, squares: HTMLElement[]): number {
  if (key === "Home") return 0;
  if (key === "End") return squares.length - 1;
  if (key === "ArrowRight") return at + 1;
  if (key === "ArrowLeft") return at - 1;
  if (key === "ArrowDown") return inTheNextRow(at, squares, 1);
  if (key === "ArrowUp") return inTheNextRow(at, squares, -1);
  return -1;
}

/** The square of the row below (or above) that lies nearest, whichever group it belongs to. */
function inTheNextRow(at: number, squares: HTMLElement[], way: 1 | -1): number {
  const here = squares[at]?.getBoundingClientRect();
  if (here === undefined) return -1;
  let row: number | null = null;
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let place = at + way; place >= 0 && place < squares.length; place += way) {
    const box = squares[place]?.getBoundingClientRect();
    if (box === undefined || Math.abs(box.top - here.top) < 2) continue;
    row ??= box.top;
    if (Math.abs(box.top - row) > 2) break;
    if (Math.abs(box.left - here.left) < distance) [best, distance] = [place, Math.abs(box.left - here.left)];
  }
  return best;
}
