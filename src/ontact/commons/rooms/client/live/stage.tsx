/** The stage: speaker, slides or grid. Loaded with LiveKit, only where there are pictures to show. */

import { useEffect, useMemo, useRef, useState, type RefObject } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { IconButton } from "../parts/button";
import { useCell, useIsNarrow, useLine, usePage, usePreference, useRoom, useSession } from "../parts/hooks";
import { Icon } from "../parts/icon";
import type { Seat } from "../protocol";
import type { MediaLine } from "../state/line-view";
import { plateOf, seatOf } from "../state/seating";
import { FloorClock } from "../ui/floor-clock";
import { SlidesView } from "../ui/slides";
import { planStage, shapeOf, signerInPicture, tilesPerPage, wantedFor, type StagePlan } from "../ui/stage-policy";
import { stageWord } from "../ui/stage-words";
import { Tile } from "./tile";
import { bookOf, type Book } from "./track-book";

const GAP_PX = 8;
export default function Stage({ media }: { media: MediaLine | null }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const session = useSession();
  const state = useRoom((now) => now);
  const book = useCell(bookOf(media), (now) => now);
  const wish = usePreference((preferences) => preferences.layout);
  const signs = usePreference((preferences) => preferences.signer);
  const page = usePage((now) => now.gridPage);
  const spoke = useLastSpeakers();
  const plan = useMemo(() => {
    const sends = new Map([...book].map(([id, sending]) => [id, { camera: sending.camera !== null, screen: sending.screen !== null }]));
    const upright = size.width < 640;
    return planStage({
      state,
      sends,
      spoke,
      wish,
      spotlight: session.options.spotlight?.(state) ?? null,
      pinned: signs ? (signerInPicture(state, sends)?.seat.id ?? null) : null,
      page,
      perPage: tilesPerPage(size.width, size.height),
      stripMost: upright ? 3 : Math.max(2, Math.floor(size.width / 190)),
    });
  }, [session, state, book, spoke, wish, signs, page, size]);
  const wanted = [...wantedFor(plan)].sort().join(" ");
  const { only } = plan;
  useEffect(() => {
    media?.show(new Set(wanted.split(" ")), only);
  }, [media, wanted, only]);
  const own = session.options.stageLayouts?.find((layout) => layout.id === wish && layout.shownIf?.(state) !== false);
  return (
    <div ref={box} className="room-stage-box">
      {own !== undefined ? <own.body /> : plan.layout === "speaker" || plan.layout === "slides" ? <Focus plan={plan} book={book} /> : <Grid plan={plan} book={book} size={size} />}
    </div>
  );
}

function Focus({ plan, book }: { plan: StagePlan; book: Book }) {
  const speaking = useLine((line) => line.speaking);
  const narrow = useIsNarrow();
  const alone = useRoom((state) => state.seats.filter((seat) => seat.present).length <= 1);
  return (
    <div className="room-focus" data-strip={plan.tiles.length > 0 || undefined}>
      <div className="room-focus-main">
        {plan.layout === "slides" && <SlidesView />}
        {plan.main !== null && (
          <Tile tile={plan.main} sending={book.get(plan.main.identity)} speaking={speaking.includes(plan.main.identity)} large />
        )}
        {alone && plan.layout !== "slides" && <p className="room-alone">{gettext("You are the first here. Others appear as soon as they come in.")}</p>}
      </div>
      {narrow && plan.layout === "slides" ? <SpeakerLine named={plan.only ? (plan.tiles[0]?.seat ?? null) : null} /> : plan.tiles.length > 0 && (
        <div className="room-strip">
          {plan.tiles.map((tile) => (
            <Tile key={tile.seat.id} tile={tile} sending={book.get(tile.identity)} speaking={speaking.includes(tile.identity)} />
          ))}
        </div>
      )}
    </div>
  );
}

/** On a phone the slide needs the whole width: who speaks stands below it in words. */
function SpeakerLine({ named }: { named: Seat | null }) {
  const floor = useRoom((state) => state.floor);
  const speaker = useRoom((state) => seatOf(state, state.floor?.seat)) ?? named;
  if (speaker === null) return null;
  return (
    <p className="room-speaker-line">
      <Icon name="mic" />
      <strong>{plateOf(speaker)}</strong>
      {floor !== null && <FloorClock floor={floor} />}
    </p>
  );
}

function Grid({ plan, book, size }: { plan: StagePlan; book: Book; size: Size }) {
  const session = useSession();
  const speaking = useLine((line) => line.speaking);
  const narrow = useIsNarrow();
  // On a phone a row below would leave nothing for the places: who has the floor stands among them.
  const tiles = narrow ? [...plan.tiles, ...plan.beside] : plan.tiles;
  const row = narrow ? [] : plan.beside;
  const shape = shapeOf(plan, tiles.length, size.width, size.height - (plan.pages > 1 ? 48 : 0), GAP_PX);
  const turn = (step: number): void => {
    session.page.patch({ gridPage: Math.max(0, Math.min(plan.pages - 1, plan.page + step)) });
  };
  return (
    <div className="room-grid-frame">
      <div
        className="room-grid"
        {...(plan.only ? { role: "group", "aria-label": stageWord(plan.layout) } : {})}
        data-layout={plan.layout}
        style={{ gridTemplateColumns: `repeat(${String(shape.columns)}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${String(shape.rows)}, minmax(0, 1fr))` }}
      >
        {tiles.map((tile) => (
          <Tile key={`${tile.seat.id}/${tile.source}`} tile={tile} sending={book.get(tile.identity)} speaking={speaking.includes(tile.identity)} />
        ))}
      </div>
      {row.length > 0 && (
        <div className="room-strip">
          {row.map((tile) => (
            <Tile key={tile.seat.id} tile={tile} sending={book.get(tile.identity)} speaking={speaking.includes(tile.identity)} />
          ))}
        </div>
      )}
      {plan.pages > 1 && (
        <nav className="room-pages" aria-label={gettext("Pages of pictures")}>
          <IconButton icon="chevron-left" label={gettext("Previous page")} disabled={plan.page === 0} onClick={() => { turn(-1); }} />
          <span className="room-tabular">{interpolate(gettext("%(page)s of %(pages)s"), { page: plan.page + 1, pages: plan.pages })}</span>
          <IconButton icon="chevron-right" label={gettext("Next page")} disabled={plan.page === plan.pages - 1} onClick={() => { turn(1); }} />
        </nav>
      )}
    </div>
  );
}

interface Size {
  width: number;
  height: number;
}

function useSize(box: RefObject<HTMLDivElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 800, height: 450 });
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  return size;
}

/** A cough must not take the stage: who speaks gets it after this long. */
const STEADY_MS = 1_200;

function useLastSpeakers(): readonly string[] {
  const speaking = useLine((line) => line.speaking);
  const [spoke, setSpoke] = useState<readonly string[]>([]);
  const loudest = speaking[0];
  useEffect(() => {
    if (loudest === undefined) return undefined;
    const timer = setTimeout(() => {
      setSpoke((before) => (before[0] === loudest ? before : [loudest, ...before.filter((identity) => identity !== loudest)].slice(0, 4)));
    }, STEADY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [loudest]);
  return spoke;
}
