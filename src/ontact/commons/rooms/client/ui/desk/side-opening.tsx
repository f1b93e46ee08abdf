/** The dialog that opens side rooms: how many, what they are called, and how people are shared out. */

import { useState } from "react";

import { gettext, interpolate } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Radios, Select, TextLine } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";
import type { Seat } from "../../protocol";
import { plateOf } from "../../state/seating";

type Manner = "chance" | "choice" | "list";
const ROOMS_AT_MOST = 40;
const USUAL = 2;

export function OpenSideRooms({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const seats = useRoom((state) => state.seats);
  const people = seats.filter((seat) => seat.present && !seat.removed && (seat.role === "listener" || seat.role === "speaker"));
  const [manner, setManner] = useState<Manner>("chance");
  const [names, setNames] = useState<string[]>(() => Array.from({ length: USUAL }, (_, at) => usualName(at)));
  const [places, setPlaces] = useState<Record<string, string>>({});
  const rooms = names.map((name, at) => ({
    name: name.trim() || usualName(at),
    seats: manner === "list" ? people.filter((seat) => places[seat.id] === String(at)).map((seat) => seat.id) : [],
  }));
  const open = (): void =>
    void session.ask("/side-rooms", { rooms, manner }).then((done) => {
      if (done) onClose();
    });
  return (
    <Dialog
      title={gettext("Open side rooms")}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{gettext("Not now")}</Button>
          <Button kind="primary" icon="people" onClick={open}>
            {interpolate(gettext("Open %(count)s side rooms"), { count: names.length })}
          </Button>
        </>
      }
    >
      <div className="room-stack">
        <Select
          label={gettext("How many")}
          value={String(names.length)}
          choices={Array.from({ length: ROOMS_AT_MOST }, (_, at) => ({ value: String(at + 1), word: String(at + 1) }))}
          onChange={(count) => { setNames(Array.from({ length: Number(count) }, (_, at) => names[at] ?? usualName(at))); }}
        />
        <Radios
          legend={gettext("Who goes where")}
          value={manner}
          choices={[
            { value: "chance", word: gettext("By chance, in groups of the same size") },
            { value: "choice", word: gettext("Everyone chooses") },
            { value: "list", word: gettext("I send each person") },
          ]}
          onChange={(value) => { setManner(value as Manner); }}
        />
        {names.map((name, at) => (
          <TextLine key={at} label={interpolate(gettext("Name of side room %(number)s"), { number: at + 1 })} value={name} onChange={(text) => { setNames(names.map((old, other) => (other === at ? text.slice(0, 60) : old))); }} />
        ))}
        {manner === "list" && <List people={people} names={rooms.map((room) => room.name)} places={places} onChange={setPlaces} />}
      </div>
    </Dialog>
  );
}

interface ListProps {
  people: Seat[];
  names: string[];
  places: Record<string, string>;
  onChange: (places: Record<string, string>) => void;
}

function List({ people, names, places, onChange }: ListProps) {
  const choices = [{ value: "", word: gettext("In the meeting") }, ...names.map((word, at) => ({ value: String(at), word }))];
  if (people.length === 0) return <p className="room-quiet">{gettext("Nobody is here whom you could send.")}</p>;
  return (
    <>
      {people.map((seat) => (
        <Select key={seat.id} label={plateOf(seat)} value={places[seat.id] ?? ""} choices={choices} onChange={(place) => { onChange({ ...places, [seat.id]: place }); }} />
      ))}
    </>
  );
}

function usualName(at: number): string {
  return interpolate(gettext("Group %(number)s"), { number: at + 1 });
}
