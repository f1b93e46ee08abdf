/** Materials: everybody takes them home; who leads puts their pages on the stage and turns them. */

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Icon, useRoom, useSession } from "../../../commons/rooms/client";
import { classOf, type Material } from "./class";

export function MaterialsPanel() {
  const materials = useRoom((state) => classOf(state).materials);
  const may = useRoom((state) => state.me.may.slides === true);
  if (materials.length === 0) {
    return (
      <div className="room-pad room-empty">
        <p>{gettext("There are no materials yet.")}</p>
        <p className="room-quiet">{may ? gettext("Hand them in at the desk of the class; they appear here by themselves.") : gettext("As soon as the lecturer hands some in, they appear here.")}</p>
      </div>
    );
  }
  return (
    <div className="room-block">
      {may && <Turning />}
      {materials.map((material) => (
        <MaterialRow key={material.id} material={material} />
      ))}
    </div>
  );
}

export function materialsCount(state: Parameters<typeof classOf>[0]): number {
  return classOf(state).materials.length;
}

function Turning() {
  const session = useSession();
  const slides = useRoom((state) => state.slides);
  if (slides === null) return null;
  return (
    <div className="class-turning" role="group" aria-label={gettext("Slides on the stage")}>
      <Button size="small" icon="arrow-left" disabled={slides.page <= 1} onClick={() => void session.turnTo(slides.page - 1)}>
        {gettext("Back")}
      </Button>
      <span className="room-tabular">{`${String(slides.page)} / ${String(slides.pages)}`}</span>
      <Button size="small" icon="arrow-right" disabled={slides.page >= slides.pages} onClick={() => void session.turnTo(slides.page + 1)}>
        {gettext("On")}
      </Button>
      <Button size="small" kind="text" icon="close" onClick={() => void session.ask("/slides", { asset: null })}>
        {gettext("Take off the stage")}
      </Button>
    </div>
  );
}

function MaterialRow({ material }: { material: Material }) {
  const session = useSession();
  const may = useRoom((state) => state.me.may.slides === true);
  const shown = useRoom((state) => state.slides?.asset === material.asset);
  return (
    <div className="class-material">
      <Icon name="document" />
      <span className="class-material-name">{material.name}</span>
      <span className="class-material-acts">
        <span className="room-quiet">{material.pages > 0 ? interpolate(gettext("%(pages)s pages"), { pages: material.pages }) : ""}</span>
        {shown && <span className="tag tag-primary">{gettext("On the stage")}</span>}
        {may && material.pages > 0 && !shown && (
          <Button size="small" icon="screen" aria-label={interpolate(gettext("Show “%(name)s” on the stage"), { name: material.name })} onClick={() => void session.turnTo(1, material.asset)}>
            {gettext("Show")}
          </Button>
        )}
        <a className="button button-tertiary button-s" href={material.url} download aria-label={interpolate(gettext("Download “%(name)s”"), { name: material.name })}>
          {gettext("Download")}
        </a>
      </span>
    </div>
  );
}
