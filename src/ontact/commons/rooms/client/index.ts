/** What a capability may use of the kit. */

export { mountRoom, type MountedRoom } from "./mount";
export { readMount, type Announcement, type Announcer, type Control, type DeskBlock, type Panel, type RoomOptions, type StageLayout } from "./state/options";
export type { Command } from "./state/keys";
export type { Session } from "./state/session";
export type { Ext, Floor, Me, Payload, Poll, Reducer, Seat, SlidePage, State } from "./protocol";
export { Button, IconButton } from "./parts/button";
export { BarButton } from "./parts/bar-button";
export { Dialog } from "./parts/dialog";
export { Face } from "./parts/face";
export { Radios, Select, Switch, TextArea, TextLine } from "./parts/fields";
export { useCell, useIsNarrow, useLine, usePage, usePreference, useRoom, useServerNow, useSession } from "./parts/hooks";
export { Icon, type IconName } from "./parts/icon";
export { SquareMap, type Square, type SquareGroup } from "./parts/square-map";
export { clockTime, Counting, dayAndTime, span, spanWords } from "./parts/time";
export { nameOf, plateOf, present, seatOf } from "./state/seating";
export { DeskPoll } from "./ui/desk/poll";
export { PollCard } from "./ui/poll-card";
export { DeskRoom } from "./ui/desk/room-acts";
