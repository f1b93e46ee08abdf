/** A small menu that opens upwards from a bar button: arrows move, Escape closes, the focus goes back. */

import { useEffect, useId, useRef, useState, type ReactNode } from "react";

import { BarButton } from "./bar-button";
import { Icon, type IconName } from "./icon";
import { moveFocus } from "./roving";

export interface MenuItem {
  id: string;
  word: string;
  icon: IconName;
  /** Given for a choice among several, or for a switch. */
  chosen?: boolean;
  isSwitch?: boolean;
  note?: string;
  run: () => void;
}

export function BarMenu({ icon, word, label, items, foot }: { icon: IconName; word: string; label: string; items: MenuItem[]; foot?: ReactNode }) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    frame.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    const outside = (event: PointerEvent): void => {
      if (frame.current?.contains(event.target as Node) === false) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
    };
  }, [open]);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div
      className="room-menu-frame"
      ref={frame}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <BarButton ref={opener} icon={icon} word={word} expanded={open} onPress={() => { setOpen(!open); }} />
      {open && (
        <div className="room-menu" id={id} role="menu" aria-label={label} onKeyDown={(event) => { moveFocus(event, "[role^=menuitem]", "column"); }}>
          {items.map((item) => (
            <MenuRow key={item.id} item={item} onDone={close} />
          ))}
          {foot}
        </div>
      )}
    </div>
  );
}

function MenuRow({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  return (
    <button
      type="button"
      className="room-menu-row"
      role={item.chosen === undefined ? "menuitem" : item.isSwitch === true ? "menuitemcheckbox" : "menuitemradio"}
      aria-checked={item.chosen}
      tabIndex={-1}
      onClick={() => {
        onDone();
        item.run();
      }}
    >
      <Icon name={item.icon} />
      <span className="room-menu-words">
        {item.word}
        {item.note !== undefined && <span className="room-quiet">{item.note}</span>}
      </span>
      {item.chosen === true && <Icon name="check" />}
    </button>
  );
}
