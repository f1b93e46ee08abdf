/** Toasts over the stage: sentence, way out, and sometimes one thing to press. */

import { gettext } from "../../../../web/client/words";
import { Button, IconButton } from "../parts/button";
import { useCell, useSession } from "../parts/hooks";
import type { Toast } from "../state/toasts";

export function ToastList() {
  const { toasts } = useSession();
  const list = useCell(toasts.list, (all) => all);
  return (
    <div className="room-toasts" aria-live="polite" aria-atomic="false">
      {list.map((toast) => (
        <OneToast key={toast.id} toast={toast} onDone={() => { toasts.dismiss(toast.id); }} />
      ))}
    </div>
  );
}

function OneToast({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const { tone, text, wayOut, action } = toast;
  return (
    <div className={`room-toast room-toast-${tone}`} role={tone === "danger" ? "alert" : undefined}>
      <div>
        <p>{text}</p>
        {wayOut !== "" && <p className="room-toast-way">{wayOut}</p>}
      </div>
      {action !== undefined && (
        <Button kind="text" size="small" onClick={() => { action.run(); onDone(); }}>
          {action.word}
        </Button>
      )}
      <IconButton icon="close" size="small" label={gettext("Dismiss the message")} onClick={onDone} />
    </div>
  );
}
