/** One seat in the people list: who, in which state, and for the desk what can be done. */

import { memo, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button, IconButton } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { Face } from "../parts/face";
import { useRoom, useSession } from "../parts/hooks";
import { Icon } from "../parts/icon";
import type { Role, Seat } from "../protocol";
import { titleOf } from "../state/seating";
import { languageName } from "../state/languages";
import { giveFloor, removeSeat } from "./desk/acts";

export const ROW_PX = 60;

export const PersonRow = memo(function PersonRow({ seat, place }: { seat: Seat; place: number }) {
  const session = useSession();
  const me = useRoom((state) => state.me.seat === seat.id);
  const desk = useRoom((state) => state.me.may.desk === true);
  const floor = useRoom((state) => state.floor?.seat === seat.id);
  const [acts, setActs] = useState(false);
  const name = seat.name || seat.title;
  return (
    <div className="room-person" data-absent={!seat.present || undefined}>
      <Face name={name} />
      <span className="room-who">
        <strong>
          {name}
          {me && <span className="room-quiet"> {gettext("(me)")}</span>}
        </strong>
        <span className="room-quiet">{about(seat, name, session.options.roleWords?.[seat.role]?.())}</span>
      </span>
      {floor && <span className="tag tag-primary">{gettext("Has the floor")}</span>}
      {place > 0 && (
        <span className="room-hand" aria-label={interpolate(gettext("Hand up, place %(place)s"), { place })}>
          <Icon name="hand" />
          {place}
        </span>
      )}
      {seat.muted && <Icon name="mic-off" label={gettext("Muted by the desk")} />}
      {seat.mode === "audio" && seat.present && <Icon name="headphones" label={gettext("Sound only")} />}
      {seat.mode === "text" && seat.present && <Icon name="text" label={gettext("Text only")} />}
      {desk && (
        <IconButton
          size="small"
          icon="more"
          label={interpolate(gettext("More for %(name)s"), { name })}
          onClick={() => {
            setActs(true);
          }}
        />
      )}
      {acts && <PersonActs seat={seat} onClose={() => { setActs(false); }} />}
    </div>
  );
});

/** Title, role and state; what the name says already, or two words alike, stands there once. */
function about(seat: Seat, name: string, roleWord?: string): string {
  const words = [titleOf(seat), stateOf(seat, roleWord)].filter((word) => word !== "" && word !== name);
  return [...new Set(words.join(" · ").split(" · "))].join(" · ");
}

function stateOf(seat: Seat, roleWord?: string): string {
  if (seat.removed) return gettext("put out of the room");
  const roles: Partial<Record<Role, string>> = {
    host: gettext("Chair"),
    clerk: gettext("Clerk"),
    speaker: gettext("Presenter"),
    interpreter: gettext("Interpreter"),
    observer: gettext("Observer"),
  };
  const people = seat.people > 1 ? interpolate(gettext("%(count)s people at one camera"), { count: seat.people }) : "";
  return [servesAs(seat) ?? roleWord ?? roles[seat.role] ?? "", people, seat.present ? "" : gettext("not here")].filter(Boolean).join(" · ");
}

function servesAs({ serves }: Seat): string | undefined {
  if (serves === null || serves === undefined) return undefined;
  if (serves.as === "sign") return gettext("Sign-language interpreter");
  return serves.as === "captions" ? gettext("Stenographer") : `${gettext("Interpreter")} ${languageName(serves.from)} ↔ ${languageName(serves.to)}`;
}

function PersonActs({ seat, onClose }: { seat: Seat; onClose: () => void }) {
  const session = useSession();
  const me = useRoom((state) => state.me.seat === seat.id);
  const name = seat.name || seat.title;
  const act = (promise: Promise<unknown>): void => {
    void promise.then(onClose);
  };
  return (
    <Dialog title={name} onClose={onClose}>
      <div className="room-stack">
        {seat.present && !seat.removed && (
          <Button wide icon="mic" kind="primary" onClick={() => { act(giveFloor(session, seat.id)); }}>
            {gettext("Give the floor")}
          </Button>
        )}
        {!seat.removed && (
          <Button wide icon={seat.muted ? "mic" : "mic-off"} onClick={() => { act(session.ask("/mutes", { seat: seat.id, muted: !seat.muted })); }}>
            {seat.muted ? gettext("Let them speak again") : gettext("Mute and keep muted")}
          </Button>
        )}
        {!me && seat.role !== "host" && !seat.removed && (
          <Button wide kind="danger" icon="remove-person" onClick={() => { act(removeSeat(session, seat.id)); }}>
            {gettext("Put out of the room")}
          </Button>
        )}
        {seat.removed && (
          <Button wide kind="primary" icon="undo" onClick={() => { act(session.ask("/removals", { seat: seat.id, removed: false })); }}>
            {gettext("Let them come back")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
