/** The class's room: the kit, furnished. */

import { mountRoom, readMount } from "../../../commons/rooms/client";
import { furniture } from "./furniture";
import "./styles/room.css";

mountRoom({ ...readMount(), ...furniture });
