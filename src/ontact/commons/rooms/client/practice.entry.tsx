/** The practice room: a real room for one, with a list of things to try that ticks itself. */

import { mountRoom } from "./mount";
import { PracticePanel } from "./practice/panel";
import { gettext } from "../../../web/client/words";

const element = document.querySelector<HTMLElement>("#practice-room");
if (element !== null) {
  const { room = "", state = `/api/rooms/${room}/state`, leaveUrl = "/practice/" } = element.dataset;
  mountRoom({
    element,
    stateUrl: state,
    roomApi: `/api/rooms/${room}`,
    roomUrl: window.location.pathname,
    leaveUrl,
    doorUrl: leaveUrl,
    panels: [{ id: "practice", order: 1, word: () => gettext("Try it"), icon: "success", body: PracticePanel }],
  });
}
