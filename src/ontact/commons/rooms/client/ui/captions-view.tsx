/** Captions under the stage: the last lines, as large as the reader wants them. */

import { useLayoutEffect, useRef, type CSSProperties } from "react";

import { gettext } from "../../../../web/client/words";
import { usePreference, useRoom } from "../parts/hooks";
import type { Caption } from "../protocol";
import { hasCaptions } from "../state/languages";
import { nameOf } from "../state/seating";

export function CaptionsView() {
  const on = usePreference((preferences) => preferences.captions);
  const scale = usePreference((preferences) => preferences.captionScale);
  const there = useRoom(hasCaptions);
  const lines = useRoom((state) => state.captions);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, scale]);
  if (!on || !there) return null;
  return (
    <div ref={box} className="room-captions" style={{ "--caption-scale": scale } as CSSProperties} role="log" aria-live="off" aria-label={gettext("Captions")} tabIndex={0}>
      {(lines ?? []).length === 0 ? <p className="room-quiet">{gettext("Captions appear here as soon as somebody speaks.")}</p> : <CaptionLines lines={lines ?? []} />}
    </div>
  );
}

/** The speaker is named where the speaker changes. */
export function CaptionLines({ lines }: { lines: Caption[] }) {
  return lines.map((line, place) => <Line key={line.id} line={line} follows={lines[place - 1]?.speaker === line.speaker} />);
}

function Line({ line, follows }: { line: Caption; follows: boolean }) {
  const name = useRoom((state) => nameOf(state, line.speaker));
  return (
    <p className="room-caption" data-open={line.open || undefined}>
      {!follows && name !== "" && <strong>{name}: </strong>}
      {line.text}
    </p>
  );
}
