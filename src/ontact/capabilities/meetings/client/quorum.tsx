/** The quorum in the top line, live from who is here, and why a vote cannot be opened below it. */

import { gettext, interpolate } from "../../../web/client/words";
import { Icon, useRoom } from "../../../commons/rooms/client";
import { TopItem } from "./agenda";
import { quorumOf } from "./roll";
import { quorumCount, quorumWord } from "./roll-words";

export function TopLine() {
  return (
    <>
      <TopItem />
      <QuorumMark />
    </>
  );
}

function QuorumMark() {
  const quorum = useRoom(quorumOf);
  if (quorum === null) return null;
  const words = `${quorumWord(quorum)}: ${quorumCount(quorum)}`;
  return (
    <span className="meeting-quorum" data-reached={quorum.reached || undefined} role="img" aria-label={words} title={words}>
      <Icon name={quorum.reached ? "check" : "warning"} />
      <span className="meeting-quorum-word">{quorumWord(quorum)}</span>
      <span className="room-tabular">{`${String(quorum.present)}/${String(quorum.needed)}`}</span>
    </span>
  );
}

export function QuorumLacking() {
  const quorum = useRoom(quorumOf);
  if (quorum === null || quorum.reached) return null;
  return (
    <p className="room-warning" role="status">
      {interpolate(gettext("There is no quorum: %(needed)s are needed, %(present)s are here. A vote can be opened as soon as enough are here."), { needed: quorum.needed, present: quorum.present })}
    </p>
  );
}
