/** The meeting's room: the kit, furnished. */

import { mountRoom, readMount } from "../../../commons/rooms/client";
import { furniture } from "./furniture";
import "./styles/meeting.css";
import "./styles/roll.css";
import "./styles/votes.css";

mountRoom({ ...readMount(), ...furniture });
