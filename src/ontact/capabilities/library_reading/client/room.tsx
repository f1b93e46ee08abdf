/** The room of a reading session: the kit, with its own words for who leads. What is read stands on the session's page. */

import { mountRoom, readMount } from "../../../commons/rooms/client";
import { gettext } from "../../../web/client/words";

mountRoom({
  ...readMount(),
  roleWords: {
    host: () => gettext("Leads it"),
    clerk: () => gettext("Helper"),
    speaker: () => gettext("Guest"),
  },
});
