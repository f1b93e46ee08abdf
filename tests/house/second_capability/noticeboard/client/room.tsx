/** The noticeboard's room: the kit, with one panel of its own. */

import { mountRoom, readMount, useRoom, useSession, Button } from "../../../commons/rooms/client";

function Board() {
  const session = useSession();
  const pins = useRoom((state) => (state.ext["pins"] as string[] | undefined) ?? []);
  const pin = (): void => {
    void session.ask("pins", { text: `note ${String(pins.length + 1)}` }, session.capability);
  };
  return (
    <div className="room-pad">
      <ul data-board>
        {pins.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Button onClick={pin}>Pin a note</Button>
    </div>
  );
}

mountRoom({
  ...readMount(),
  panels: [{ id: "board", order: 5, word: () => "Board", icon: "edit", count: (state) => ((state.ext["pins"] as string[] | undefined) ?? []).length, body: Board }],
});
