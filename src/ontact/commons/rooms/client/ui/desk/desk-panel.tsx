/** The chair's desk: now, queue, acts, in the order of the chair's work; a capability puts its blocks between. */

import { useRoom, useSession } from "../../parts/hooks";
import type { DeskBlock } from "../../state/options";
import { DeskLobby } from "./lobby";
import { DeskNow } from "./now";
import { DeskQueue } from "./queue";
import { DeskRoom } from "./room-acts";
import { DeskSide } from "./side";
import { DeskStage } from "./stage-choice";

export function DeskPanel() {
  const session = useSession();
  const waiting = useRoom((state) => state.waiting);
  const kit: DeskBlock[] = [
    { id: "now", order: 10, body: DeskNow },
    // Somebody at the door comes before the queue: they see nothing but a waiting page.
    { id: "lobby", order: waiting > 0 ? 5 : 80, body: DeskLobby },
    { id: "queue", order: 20, body: DeskQueue },
    { id: "stage", order: 50, body: DeskStage },
    { id: "side", order: 85, body: DeskSide },
    { id: "room", order: 90, body: DeskRoom },
  ];
  const own = session.options.deskBlocks ?? [];
  const blocks = [...kit.filter((block) => !own.some((other) => other.id === block.id)), ...own].sort((a, b) => a.order - b.order);
  return (
    <div className="room-desk">
      {blocks.map((block) => (
        <block.body key={block.id} />
      ))}
    </div>
  );
}
