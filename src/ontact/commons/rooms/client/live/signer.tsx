/** The sign-language interpreter beside the stage: always there, always whole, whatever the stage shows. */

import { gettext } from "../../../../web/client/words";
import { useCell, useRoom } from "../parts/hooks";
import type { MediaLine } from "../state/line-view";
import { signersOf } from "../state/languages";
import { identityOf } from "../ui/stage-policy";
import { Tile } from "./tile";
import { bookOf } from "./track-book";

export default function Signer({ media }: { media: MediaLine | null }) {
  const book = useCell(bookOf(media), (now) => now);
  const state = useRoom((now) => now);
  const sends = new Map([...book].map(([id, sending]) => [id, { camera: sending.camera !== null, screen: false }]));
  const signers = signersOf(state).map((seat) => ({ seat, identity: identityOf(seat, state, sends), source: "camera" as const }));
  // Two who take turns: whoever is in the picture now.
  const tile = signers.find((one) => sends.get(one.identity)?.camera === true) ?? signers[0];
  if (tile === undefined) return null;
  return (
    <section className="room-signer" aria-label={gettext("Sign language")}>
      <Tile tile={tile} sending={book.get(tile.identity)} speaking={false} large />
    </section>
  );
}
