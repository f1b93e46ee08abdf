/** The room of a reading session: the kit as it is. What is read stands on the session's page. */

import { mountRoom, readMount } from "../../../commons/rooms/client";

mountRoom(readMount());
