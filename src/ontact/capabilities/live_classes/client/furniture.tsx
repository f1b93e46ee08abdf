/** What a class puts into the room: its materials, questions to everyone, its own words for who leads. */

import { gettext, interpolate } from "../../../web/client/words";
import { DeskPoll, PollCard, present, useRoom, type Command, type RoomOptions, type Session } from "../../../commons/rooms/client";
import { classOf, themeOf, titleOf } from "./class";
import { materialsCount, MaterialsPanel } from "./materials";

function commands(session: Session): Command[] {
  const toggle = (): void => {
    session.page.patch({ panel: session.page.get().panel === "materials" ? null : "materials" });
  };
  return [{ id: "materials", key: "r", group: "view", word: gettext("Open or close: materials"), run: toggle }];
}

/** Beside the title: which session this is, its theme, and how many have come. */
function TopLine() {
  const part = useRoom(classOf);
  const here = useRoom((state) => present(state).length);
  const children = useRoom((state) => state.room.for_children === true);
  const theme = themeOf(part);
  return (
    <p className="class-top">
      <span className="class-top-number">{part.number}</span>
      <span className="class-top-title">{theme === "" ? titleOf(part) : `${theme} · ${titleOf(part)}`}</span>
      <span className="class-top-count room-tabular">{interpolate(gettext("%(count)s here"), { count: here })}</span>
      {children && <span className="tag tag-info">{gettext("Children: first names, no recording")}</span>}
    </p>
  );
}

function TextPart() {
  const part = useRoom(classOf);
  return (
    <section aria-labelledby="text-class">
      <h2 id="text-class">{interpolate(gettext("Session %(number)s"), { number: part.number })}</h2>
      <p>{[titleOf(part), part.lecturer].filter((word) => word !== "").join(" · ")}</p>
    </section>
  );
}

export const furniture: Partial<RoomOptions> = {
  panels: [{ id: "materials", order: 10, word: () => gettext("Materials"), icon: "papers", count: materialsCount, body: MaterialsPanel }],
  deskBlocks: [{ id: "poll", order: 25, body: DeskPoll }],
  commands,
  topLine: TopLine,
  overlay: PollCard,
  textStage: TextPart,
  roleWords: {
    host: () => gettext("Leads the class"),
    clerk: () => gettext("Helper"),
    speaker: () => gettext("Guest"),
  },
};
