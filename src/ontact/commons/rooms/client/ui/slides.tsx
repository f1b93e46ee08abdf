/** A page of the papers on the stage: a picture for those who see, its text for those who hear. */

import { useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button, IconButton } from "../parts/button";
import { useRoom, useSession } from "../parts/hooks";

export function SlidesView() {
  const session = useSession();
  const slides = useRoom((state) => state.slides);
  const may = useRoom((state) => state.me.may.slides === true);
  const [asText, setAsText] = useState(false);
  const [broken, setBroken] = useState("");
  if (slides === null) return null;
  const { name, page, pages, image, text } = slides;
  const where = interpolate(gettext("%(name)s, page %(page)s of %(pages)s"), { name, page, pages });
  const readable = asText || broken === image;
  return (
    <figure className="room-slides">
      <div className="room-slide">
        {readable ? (
          <div className="room-slide-text" tabIndex={0} role="document" aria-label={where}>
            {text === "" ? gettext("This page has no text, only a picture.") : text}
          </div>
        ) : (
          <>
            <img key={image} src={image} alt={where} onError={() => { setBroken(image); }} />
            <p className="sr-only">{text}</p>
          </>
        )}
      </div>
      <figcaption className="room-slide-bar">
        {may && <IconButton icon="chevron-left" label={gettext("Previous slide")} shortcut="ArrowLeft" disabled={page <= 1} onClick={() => void session.turnTo(page - 1)} />}
        <span className="room-slide-name">{name}</span>
        <span className="room-tabular">{`${String(page)} / ${String(pages)}`}</span>
        {may && <IconButton icon="chevron-right" label={gettext("Next slide")} shortcut="ArrowRight" disabled={page >= pages} onClick={() => void session.turnTo(page + 1)} />}
        <Button kind="text" size="small" icon="text" aria-pressed={asText} onClick={() => { setAsText(!asText); }}>
          {gettext("As text")}
        </Button>
        {may && (
          <Button kind="text" size="small" icon="close" onClick={() => void session.ask("/slides", { asset: null, page: 1 })}>
            {gettext("Take off the stage")}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
