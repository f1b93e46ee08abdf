/** The words of the room protocol: what the server says about a room, and the numbered events that change it. */

export type Role = "host" | "clerk" | "speaker" | "listener" | "interpreter" | "observer";
export type Mode = "video" | "audio" | "text";
export type Manner = "round_table" | "broadcast" | "one_to_one";
export type Phase = "early" | "open" | "over";

export interface RoomFacts {
  id: string;
  title: string;
  begins_at: string;
  ends_at: string;
  doors_at: string;
  manner: Manner;
  lobby: boolean;
  /** Nothing that happens here counts. */
  rehearsal?: boolean;
  locked: boolean;
  phase: Phase;
  closed_at: string | null;
  media: "ready" | "preparing" | "away";
  helpline: string;
  /** All microphones are closed but the desk's, the interpreters' and the floor's. */
  hushed?: boolean;
  /** False while nobody but the desk may share a screen. */
  sharing?: boolean;
  /** Children meet here: never without somebody of the desk, first names only, no side rooms. */
  for_children?: boolean;
  /** Nobody of the desk is here: everybody else listens and looks. */
  paused?: boolean;
  /** What the desk has chosen for everybody's stage. */
  stage?: StageChoice;
  queue_rule?: QueueRule;
  /** Speaking times in seconds by kind of speaker; 0 = without a limit. */
  limits_s?: Record<string, number>;
  languages?: Languages;
  /** When an interpreter or the stenographer last asked for slower speech. */
  slow_asked_at?: string | null;
}

export type StageLayoutName = "auto" | "speaker" | "slides" | "two" | "panel";

/** Seats in the order of their places; where nobody is named, the stage follows the floor. */
export interface StageChoice {
  layout: StageLayoutName;
  seats: string[];
}

/** What is spoken on the floor, and into what it is interpreted; codes as browsers write them. */
export interface Languages {
  floor: string;
  channels: string[];
}

/** Serves the whole meeting: an interpreter in a booth of two languages, a signer, a stenographer. */
export interface Serves {
  as: "voice" | "sign" | "captions";
  from: string;
  to: string;
}

/** An interpreter on air. */
export interface Air {
  seat: string;
  from: string;
  to: string;
  begins_at: string;
  /** The microphone is held out to the partner. */
  offered: boolean;
}

export interface Caption {
  id: string;
  at: string;
  by: string;
  speaker: string | null;
  /** Empty: the line is gone. */
  text: string;
  /** Still being typed. */
  open: boolean;
  corrected: boolean;
}

export type QueueRule = "hands" | "first_time" | "alternating";
export type HandKind = "statement" | "question" | "point_of_order";
export type SpeechKind = HandKind | "rejoinder";

export interface Floor {
  seat: string;
  begins_at: string;
  limit_s: number | null;
  due_at: string | null;
  turn: string;
  kind?: SpeechKind;
}

export interface RaisedHand {
  seat: string;
  raised_at: string;
  kind?: HandKind;
  /** The desk has put it where it stands. */
  put?: boolean;
}

/** What happened to the queue: one hand went up at a place (0 is next), some went down, or the order is new. */
export interface QueueChange {
  raised?: RaisedHand & { place: number };
  lowered?: string[];
  order?: string[];
  put?: boolean;
}

export interface Seat {
  id: string;
  title: string;
  name: string;
  role: Role;
  organisation: string | null;
  rank: number;
  people: number;
  /** Whoever sits here today is not the holder of the seat. */
  substitute?: boolean;
  present: boolean;
  mode: Mode | null;
  lines: string[];
  muted: boolean;
  removed: boolean;
  /** The side room in which the seat is; null in the meeting itself. */
  side?: string | null;
  /** Seconds of all speeches that have ended. */
  spoken_s?: number;
  serves?: Serves | null;
}

export interface SideRoom {
  id: string;
  number: number;
  name: string;
  /** Everyone may choose it. */
  free: boolean;
}

export interface Side {
  rooms: SideRoom[];
  calls_back_at: string | null;
}

export interface SlidePage {
  asset: string;
  name: string;
  page: number;
  pages: number;
  image: string;
  text: string;
}

export interface ChatLine {
  id: string;
  seat: string;
  name: string;
  text: string;
  at: string;
  hidden?: boolean;
  /** Set on our own line until the server has it. */
  sending?: boolean;
}

/** A question of the moment. Counts, the right answer and names are there only while the desk shows them. */
export interface Poll {
  id: string;
  question: string;
  choices: string[];
  named: boolean;
  quiz: boolean;
  open: boolean;
  answered: number;
  counts: number[] | null;
  right: number | null;
  names: string[][] | null;
}

export interface Rights {
  microphone: boolean;
  camera: boolean;
  screen_share: boolean;
  chat: boolean;
  hand: boolean;
  slides: boolean;
  desk: boolean;
}

export interface Me {
  seat: string;
  line: string;
  name: string;
  role: Role;
  mode: Mode;
  companion: boolean;
  admitted: boolean;
  may: Partial<Rights>;
  /** False where a guardian has not agreed to being seen. */
  pictured: boolean;
  /** What I have answered to the open question; null before. */
  answer?: number | null;
}

export type Ext = Record<string, unknown>;

export interface State {
  schema: number;
  v: number;
  now: string;
  room: RoomFacts;
  floor: Floor | null;
  queue: RaisedHand[];
  seats: Seat[];
  slides: SlidePage | null;
  chat: ChatLine[];
  waiting: number;
  /** Null while the meeting is in one room. */
  side?: Side | null;
  air?: Air[];
  /** The last lines, oldest first. */
  captions?: Caption[];
  poll?: Poll | null;
  me: Me;
  ext: Ext;
  /** What only I may know of the capability's part; never sent in an event. */
  me_ext?: Ext;
}

export interface Payload {
  floor?: Floor | null;
  queue?: RaisedHand[];
  queue_change?: QueueChange;
  room?: Partial<RoomFacts>;
  slides?: SlidePage | null;
  waiting?: number;
  side?: Side | null;
  air?: Air[];
  captions?: Caption[];
  poll?: Poll | null;
  seats?: (Partial<Seat> & { id: string })[];
  chat?: ChatLine[];
  ext?: Ext;
  /** Seats whose own rights have changed: they fetch the state again. */
  concerns?: string[];
  /** Rights of many seats have changed: each fetches within a moment of its own. */
  concerns_all?: boolean;
}

export interface RoomEvent {
  v: number;
  kind: string;
  payload: Payload;
}

/** What is sent at once: the changes of a moment, in their order. */
export interface Message {
  events: RoomEvent[];
}

/** How a capability folds an event of its own kind into `ext`; without one, `payload.ext` is merged key by key. */
export type Reducer = (ext: Ext, payload: Payload) => Ext;

export interface Waiting {
  seat: string;
  name: string;
  title: string;
  role: Role;
  invited: boolean;
  arrived_at: string;
}

export interface TokenAnswer {
  url: string;
  token: string;
  identity: string;
  expires_at: string;
}

/** The LiveKit data topic on which the server speaks. */
export const TOPIC = "ontact";
