/** The sign-language interpreter beside the stage: always there, always whole, whatever the stage shows. */

import { gettext } from "../../../../web/client/words";
import { useCell, useRoom } from "../parts/hooks";
import type { MediaLine } from "../state/line-view";
import { signerInPicture } from "../ui/stage-policy";
import { Tile } from "./tile";
import { bookOf } from "./track-book";

export default function Signer({ media }: { media: MediaLine | null }) {
  const book = useCell(bookOf(media), (now) => now);
  const state = useRoom((now) => now);
  const sends = new Map([...book].map(([id, sending]) => [id, { camera: sending.camera !== null, screen: false }]));
  const tile = signerInPicture(state, sends);
  if (tile === null) return null;
  return (
    <section className="room-signer" aria-label={gettext("Sign language")}>
      <Tile tile={tile} sending={book.get(tile.identity)} speaking={false} large />
    </section>
  );
}
