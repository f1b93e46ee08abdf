/** A dialog of the browser's own: it traps the focus, closes by Escape, and gives the focus back. */

import { useEffect, useId, useRef, type ReactNode } from "react";

import { gettext } from "../../../../web/client/words";
import { IconButton } from "./button";

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the foot. */
  acts?: ReactNode;
  size?: "usual" | "wide" | "full";
}

export function Dialog({ title, onClose, children, acts, size = "usual" }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    // The heading is read first, and Tab goes on from there.
    head.current?.setAttribute("autofocus", "");
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`room-dialog room-dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="room-dialog-sheet">
        <header className="room-dialog-head">
          <h2 id={id} ref={head} tabIndex={-1}>
            {title}
          </h2>
          <IconButton icon="close" label={gettext("Close")} onClick={onClose} />
        </header>
        <div className="room-dialog-body">{children}</div>
        {acts !== undefined && <footer className="room-dialog-acts">{acts}</footer>}
      </div>
    </dialog>
  );
}
