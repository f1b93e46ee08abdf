/** Papers, read beside the stage; who may turns them onto it. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Icon, useCell, useRoom, useSession } from "../../../commons/rooms/client";
import { Cell } from "../../../commons/rooms/client/state/cell";
import { meetingOf, titleOf, type Paper } from "./meeting";

/** Which paper is being read; it outlives the panel, so that one finds one's place again. */
const reading = new Cell<Paper | null>(null);

export function PapersPanel() {
  const agenda = useRoom((state) => meetingOf(state).agenda);
  const paper = useCell(reading, (now) => now);
  if (paper !== null) return <Reader paper={paper} />;
  const items = agenda.filter((item) => item.papers.length > 0);
  if (items.length === 0) return <p className="room-pad room-quiet">{gettext("No papers were attached.")}</p>;
  return (
    <div className="meeting-papers">
      {items.map((item) => (
        <section key={item.id} className="room-block" aria-label={titleOf(item)}>
          <h3>{`${String(item.number)}. ${titleOf(item)}`}</h3>
          {item.papers.map((each) => (
            <PaperRow key={each.id} paper={each} />
          ))}
        </section>
      ))}
    </div>
  );
}

export function PaperRow({ paper }: { paper: Paper }) {
  const session = useSession();
  const may = useRoom((state) => state.me.may.slides === true);
  const shown = useRoom((state) => state.slides?.asset === paper.asset);
  const read = (): void => {
    reading.set(paper);
    session.page.patch({ panel: "papers" });
  };
  return (
    <div className="meeting-paper">
      <Icon name="document" />
      <span className="meeting-paper-name">{paper.name}</span>
      <span className="meeting-paper-acts">
        <span className="room-quiet">{paper.pages > 0 ? interpolate(gettext("%(pages)s pages"), { pages: paper.pages }) : gettext("to download")}</span>
        {may && paper.pages > 0 && !shown && (
          <Button size="small" icon="screen" aria-label={interpolate(gettext("Show “%(name)s” on the stage"), { name: paper.name })} onClick={() => void session.turnTo(1, paper.asset)}>
            {gettext("Show")}
          </Button>
        )}
        {shown && <span className="tag tag-primary">{gettext("On the stage")}</span>}
        {paper.pages > 0 ? (
          <Button size="small" aria-label={interpolate(gettext("Read “%(name)s” beside the stage"), { name: paper.name })} onClick={read}>
            {gettext("Read")}
          </Button>
        ) : (
          <a className="button button-tertiary button-s" href={paper.url} download>
            {gettext("Download")}
          </a>
        )}
      </span>
    </div>
  );
}

function Reader({ paper }: { paper: Paper }) {
  const [loading, setLoading] = useState(true);
  return (
    <div className="meeting-reader" aria-busy={loading}>
      <div className="meeting-reader-head">
        <Button size="small" kind="text" icon="arrow-left" onClick={() => { reading.set(null); }}>
          {gettext("All papers")}
        </Button>
        <a className="button button-text button-s" href={paper.url} download>
          {gettext("Download")}
        </a>
      </div>
      <iframe src={paper.view_url} title={paper.name} onLoad={() => { setLoading(false); }} />
    </div>
  );
}
