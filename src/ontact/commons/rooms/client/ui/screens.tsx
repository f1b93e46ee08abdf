/** Instead of the room: loading, refused, removed, elsewhere, over. Each says what happened and what to press. */

import { useEffect, useState, type ReactNode } from "react";

import { gettext } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useSession } from "../parts/hooks";
import { Icon, type IconName } from "../parts/icon";
import type { Ending } from "../state/line-view";

interface ScreenProps {
  icon: IconName;
  title: string;
  text: string;
  wayOut?: string;
  acts: ReactNode;
}

function Screen({ icon, title, text, wayOut = "", acts }: ScreenProps) {
  const helpline = useSession().state?.room.helpline ?? "";
  return (
    <main className="room-screen">
      <div className="room-screen-sheet" role="alert">
        <Icon name={icon} />
        <h1>{title}</h1>
        <p>{text}</p>
        {wayOut !== "" && <p className="room-quiet">{wayOut}</p>}
        <div className="room-row room-row-middle">{acts}</div>
        {helpline !== "" && (
          <p className="room-quiet">
            {gettext("Help by telephone")}: <a href={`tel:${helpline}`}>{helpline}</a>
          </p>
        )}
      </div>
    </main>
  );
}

/** Shown only after 300 ms: a quick answer needs no waiting picture. */
export function Loading() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <main className="room-screen" aria-busy="true">
      {late && <p className="room-loading">{gettext("You are being taken into the room …")}</p>}
    </main>
  );
}

function go(url: string) {
  return (): void => {
    window.location.assign(url);
  };
}

interface Case {
  icon: IconName;
  title: string;
  text?: string;
  act?: "listen" | "here" | "door" | "again" | "lobby";
}

function caseOf(code: string): Case {
  const cases: Record<string, Case> = {
    banned: { icon: "remove-person", title: gettext("You were put out of this room") },
    "seat-taken-back": { icon: "remove-person", title: gettext("Your invitation was withdrawn") },
    refused: { icon: "remove-person", title: gettext("The desk did not let you in"), act: "door" },
    "room-over": { icon: "success", title: gettext("This room is closed") },
    "room-not-open": { icon: "clock", title: gettext("The room is not open yet"), act: "again" },
    "room-full": { icon: "people", title: gettext("The room is full"), act: "again" },
    "room-locked": { icon: "lock", title: gettext("The room is locked"), act: "again" },
    "not-admitted": { icon: "clock", title: gettext("You have not been admitted yet"), act: "lobby" },
    left: { icon: "leave", title: gettext("You have left the room"), act: "door" },
    "opened-elsewhere": { icon: "headphones", title: gettext("You are in the room on another device"), act: "listen" },
    "same-tab": {
      icon: "info",
      title: gettext("This room is open in another tab"),
      text: gettext("Picture and sound go to one tab at a time."),
      act: "here",
    },
  };
  return cases[code] ?? { icon: "key", title: gettext("Your seat is not known on this device"), act: "door" };
}

/** Why there is no room to show, in the server's words where it gave some. */
export function EndedScreen({ ending }: { ending: Ending }) {
  const session = useSession();
  const { icon, title, text, act } = caseOf(ending.code);
  const { doorUrl, leaveUrl, lobbyUrl } = session.options;
  const buttons: Record<NonNullable<Case["act"]>, ReactNode> = {
    listen: <Button kind="primary" icon="headphones" onClick={() => void session.listenHere()}>{gettext("Listen here")}</Button>,
    here: <Button kind="primary" icon="screen" onClick={() => void session.rejoin()}>{gettext("Use this tab")}</Button>,
    door: <Button kind="primary" onClick={go(doorUrl)}>{gettext("To the door")}</Button>,
    lobby: <Button kind="primary" onClick={go(lobbyUrl ?? doorUrl)}>{gettext("To the lobby")}</Button>,
    again: <Button kind="primary" onClick={() => { window.location.reload(); }}>{gettext("Try again")}</Button>,
  };
  return (
    <Screen
      icon={icon}
      title={title}
      text={ending.text || text || ""}
      wayOut={ending.wayOut}
      acts={
        <>
          {act !== undefined && buttons[act]}
          <Button kind={act === undefined ? "primary" : "tertiary"} onClick={go(leaveUrl)}>
            {gettext("Leave")}
          </Button>
        </>
      }
    />
  );
}
