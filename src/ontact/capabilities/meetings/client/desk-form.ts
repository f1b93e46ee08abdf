/** Which form stands open on the desk; a key may open one, so it is kept outside the component. */

import { Cell } from "../../../commons/rooms/client/state/cell";
import type { Proposal } from "./votes";

export type DeskForm = { kind: "vote"; proposal?: Proposal } | { kind: "decision" };

export const deskForm = new Cell<DeskForm | null>(null);
