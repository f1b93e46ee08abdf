/** What one can try alone: each line ticks itself when it has been done. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { useCell, usePage, usePreference, useSession } from "../parts/hooks";
import { Icon } from "../parts/icon";
import type { Session } from "../state/session";
import { placeInQueue } from "../state/seating";

interface Exercise {
  id: string;
  word: string;
  how: string;
  isDone: (session: Session) => boolean;
}

function exercises(): Exercise[] {
  return [
    { id: "heard", word: gettext("Be heard"), how: gettext("Turn the microphone on and say hello: a green frame appears around you."), isDone: ({ line, state }) => line.get().speaking.includes(state?.me.line ?? "") },
    { id: "seen", word: gettext("Be seen"), how: gettext("Turn the camera on. You see yourself as in a mirror."), isDone: ({ line }) => line.get().camera.on },
    { id: "hand", word: gettext("Ask for the floor"), how: gettext("Raise your hand: the button tells your place in the queue."), isDone: ({ state }) => state !== null && placeInQueue(state.queue, state.me.seat) > 0 },
    { id: "chat", word: gettext("Write"), how: gettext("Open the chat and send a line."), isDone: ({ state }) => (state?.chat.length ?? 0) > 0 },
    { id: "settings", word: gettext("Find the settings"), how: gettext("Under “More”: devices, sound and the size of the text."), isDone: ({ page }) => page.get().dialog === "settings" },
    { id: "view", word: gettext("Arrange the stage"), how: gettext("Under “View”: the speaker large, or everyone."), isDone: ({ preferences }) => preferences.get().layout !== "auto" },
  ];
}

export function PracticePanel() {
  const session = useSession();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  useCell(session.store.view, (state) => state);
  useCell(session.line, (line) => line);
  usePage((page) => page);
  usePreference((preferences) => preferences.layout);
  const all = exercises();
  const now = all.filter((exercise) => exercise.isDone(session)).map((exercise) => exercise.id).join(" ");
  useEffect(() => {
    setDone((before) => new Set([...before, ...now.split(" ").filter(Boolean)]));
  }, [now]);
  const finished = done.size === all.length;
  return (
    <section className="room-block" aria-labelledby="practice-title">
      <h3 id="practice-title">{gettext("Practise here")}</h3>
      <p>{gettext("You are alone in this room: nobody hears or sees you. Try what you like.")}</p>
      <ol className="room-rows">
        {all.map(({ id, word, how }) => (
          <li key={id} className="room-rows-row">
            <Icon name={done.has(id) ? "success" : "minus"} label={done.has(id) ? gettext("done") : gettext("not tried yet")} />
            <span className="room-practice-words">
              <strong>{word}</strong>
              <span className="room-quiet">{how}</span>
            </span>
          </li>
        ))}
      </ol>
      <p role="status">{finished ? gettext("You know your way around. See you in the meeting.") : interpolate(gettext("%(done)s of %(all)s tried"), { done: done.size, all: all.length })}</p>
    </section>
  );
}
