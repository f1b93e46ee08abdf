/** Desk: who waits outside; admit one or all who were invited, refuse a stranger. */

import { useCallback, useEffect, useState } from "react";

import { gettext, interpolate, ngettext } from "../../../../../web/client/words";
import type { Waiting } from "../../protocol";
import { Button, IconButton } from "../../parts/button";
import { useRoom, useSession } from "../../parts/hooks";
import { clockTime } from "../../parts/time";

/** The number comes with the events; the names are asked for when it changes, and now and then. */
const ASK_EVERY_MS = 10_000;

function useLobby(): [Waiting[], () => void] {
  const session = useSession();
  const waiting = useRoom((state) => state.waiting);
  const [people, setPeople] = useState<Waiting[]>([]);
  const ask = useCallback(() => {
    session.api
      .get<{ waiting: Waiting[] }>("/lobby")
      .then((answer) => {
        setPeople(answer.waiting);
      })
      .catch(() => undefined);
  }, [session]);
  useEffect(() => {
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [ask, waiting]);
  return [people, ask];
}

export function DeskLobby() {
  const session = useSession();
  const lobby = useRoom((state) => state.room.lobby);
  const [people, ask] = useLobby();
  if (!lobby && people.length === 0) return null;
  const invited = people.filter((person) => person.invited).length;
  const answer = (path: string, body: object): void => {
    void session.ask(path, body).then(ask);
  };
  return (
    <section className="room-block" aria-labelledby="desk-lobby">
      <h3 id="desk-lobby">
        {gettext("In the lobby")} <span className="count">{people.length}</span>
      </h3>
      {people.length === 0 && <p className="room-quiet">{gettext("Nobody is waiting.")}</p>}
      {invited > 1 && (
        <Button kind="primary" icon="unlock" wide shortcut="l" onClick={() => { answer("/admissions", { all_invited: true }); }}>
          {interpolate(ngettext("Admit %(count)s invited person", "Admit all %(count)s invited people", invited), { count: invited })}
        </Button>
      )}
      <ul className="room-rows">
        {people.map((person) => (
          <LobbyRow key={person.seat} person={person} answer={answer} />
        ))}
      </ul>
    </section>
  );
}

function LobbyRow({ person, answer }: { person: Waiting; answer: (path: string, body: object) => void }) {
  const { seat, title } = person;
  const name = person.name || title;
  const named = (words: string): string => interpolate(words, { name });
  return (
    <li className="room-rows-row">
      <span className="room-who">
        <strong>{name}</strong>
        <span className="room-quiet">
          {[person.name === "" ? "" : title, person.invited ? "" : gettext("not invited by name"), clockTime(person.arrived_at)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <IconButton size="small" icon="remove-person" label={named(gettext("Do not admit %(name)s"))} onClick={() => { answer("/refusals", { seat }); }} />
      <Button size="small" kind="primary" aria-label={named(gettext("Admit %(name)s"))} onClick={() => { answer("/admissions", { seats: [seat] }); }}>
        {gettext("Admit")}
      </Button>
    </li>
  );
}
