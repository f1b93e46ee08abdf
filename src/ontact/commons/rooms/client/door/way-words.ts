/** What the check found about the line, in plain words; each trouble with its cure. */

import { gettext, interpolate } from "../../../../web/client/words";
import type { WayFound } from "./way-test";

export interface Finding {
  isWell: boolean;
  text: string;
  cure: string;
}

/** The same limits as the clerk's tag has: models/check.py. */
const LOSS_IS_HEARD_FROM = 5;
const SLOW_FROM_MS = 400;

export function finding(isWell: boolean, text: string, cure = ""): Finding {
  return { isWell, text, cure };
}

export function wayWords({ way }: WayFound): Finding {
  if (way === "none") {
    return finding(
      false,
      gettext("Sound did not come through: this network lets none of the four ways pass."),
      gettext("Try a mobile network or another room's network, or show this to your IT office. Otherwise take part by text only: it counts as attendance."),
    );
  }
  const words: Record<Exclude<WayFound["way"], "none">, string> = {
    udp: gettext("Sound travels straight to the hall (UDP)."),
    tcp: gettext("Sound travels over TCP, because the network lets nothing faster through. That works."),
    relay: gettext("Sound travels through the hall's relay (TURN). That works."),
    relay_443: gettext("Sound travels through the relay over port 443, like a web page (TURN/TLS). That works everywhere."),
  };
  return finding(true, words[way]);
}

/** Null where there is no way whose quality could be told. */
export function qualityOf({ way, loss_percent, trip_ms }: WayFound): Finding | null {
  if (way === "none") return null;
  const facts = { loss: loss_percent ?? 0, ms: trip_ms ?? 0 };
  if ((loss_percent ?? 0) >= LOSS_IS_HEARD_FROM) {
    return finding(false, interpolate(gettext("%(loss)s %% of the sound is lost on the way: words break up."), facts), gettext("Move closer to the Wi-Fi or use a cable, and close what else uses the network."));
  }
  if ((trip_ms ?? 0) >= SLOW_FROM_MS) {
    return finding(false, interpolate(gettext("The line is slow: %(ms)s ms there and back."), facts), gettext("Leave a pause before you speak, or try another network."));
  }
  return finding(true, interpolate(gettext("The line is good: %(loss)s %% lost, %(ms)s ms there and back."), facts));
}
