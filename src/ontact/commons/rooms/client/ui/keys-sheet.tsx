/** The sheet of keys: what each does; press “Change” and then the new key. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { Switch } from "../parts/fields";
import { usePreference, useSession } from "../parts/hooks";
import { holderOf, keyName, keyOf, keyPressed, type Command } from "../state/keys";
import { commandsOf } from "./commands";

export function KeysSheet() {
  const session = useSession();
  const chosen = usePreference((all) => all);
  const [changing, setChanging] = useState<string | null>(null);
  const [taken, setTaken] = useState("");
  const commands = commandsOf(session);
  const groups: [Command["group"], string][] = [
    ["room", gettext("Me")],
    ["booth", gettext("Booth")],
    ["view", gettext("The page")],
    ["desk", gettext("Desk")],
  ];
  const give = (id: string, key: string): void => {
    const holder = holderOf(key, commands, chosen);
    if (holder !== undefined && holder.id !== id) {
      setTaken(interpolate(gettext("%(key)s is in use already: %(word)s"), { key: keyName(key), word: holder.word }));
      return;
    }
    setTaken("");
    session.preferences.patch({ keys: { ...chosen.keys, [id]: key } });
    setChanging(null);
  };
  return (
    <Dialog
      title={gettext("Keys")}
      size="wide"
      onClose={() => { session.page.patch({ dialog: null }); }}
      acts={<Button onClick={() => { session.preferences.patch({ keys: {} }); }}>{gettext("As they were at first")}</Button>}
    >
      <Switch label={gettext("Single keys act in the room")} help={gettext("Tab, arrows, Enter and Escape always work.")} on={chosen.keysOn} onChange={(on) => { session.preferences.patch({ keysOn: on }); }} />
      <p role="status" className="room-warning">{taken}</p>
      {groups.map(([group, word]) => {
        const members = commands.filter((command) => command.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} className="room-settings">
            <h3>{word}</h3>
            <ul className="room-keys">
              {members.map((command) => (
                <KeyRow key={command.id} command={command} shown={keyOf(command, chosen)} changing={changing === command.id} onChange={() => { setTaken(""); setChanging(command.id); }} onKey={(key) => { give(command.id, key); }} />
              ))}
            </ul>
          </section>
        );
      })}
    </Dialog>
  );
}

interface RowProps {
  command: Command;
  shown: string;
  changing: boolean;
  onChange: () => void;
  onKey: (key: string) => void;
}

function KeyRow({ command, shown, changing, onChange, onKey }: RowProps) {
  useEffect(() => {
    if (!changing) return undefined;
    const take = (event: KeyboardEvent): void => {
      if (["Tab", "Shift", "Control", "Alt", "Meta", "Enter"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      onKey(event.key === "Escape" ? shown : event.key === "Backspace" ? "" : keyPressed(event));
    };
    document.addEventListener("keydown", take, { capture: true });
    return () => {
      document.removeEventListener("keydown", take, { capture: true });
    };
  }, [changing, onKey, shown]);
  return (
    <li className="room-key-row">
      <span>{command.word}</span>
      <kbd>{changing ? gettext("press a key …") : shown === "" ? gettext("none") : keyName(shown)}</kbd>
      <Button size="small" kind="text" aria-label={interpolate(gettext("Change the key for: %(word)s"), { word: command.word })} onClick={onChange}>
        {gettext("Change")}
      </Button>
    </li>
  );
}
