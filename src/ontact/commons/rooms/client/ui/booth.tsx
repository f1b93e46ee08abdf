/** The interpreter's booth: on air or not, in which direction, since when, the partner, handing over, "slower". */

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { Radios } from "../parts/fields";
import { useKey, useLine, usePage, useRoom, useServerNow, useSession } from "../parts/hooks";
import { span } from "../parts/time";
import type { Air, Seat, Serves } from "../protocol";
import { airOf, languageName, partnersOf } from "../state/languages";
import { mySeat } from "../state/seating";
import { askForSlower, BOOTH_KEYS, boothOf, cough, directionOf, endCough, hasPartnerHere, holdOut, mustWait, partnerAirOf, speakInto, turnTheAir } from "./booth-acts";

/** Interpreters change every twenty to thirty minutes: attention does not last longer. */
const CHANGE_AFTER_S = 20 * 60;
const TIRED_AFTER_S = 30 * 60;

export function BoothPanel() {
  const serves = useRoom((state) => mySeat(state)?.serves ?? null);
  const apart = useRoom((state) => (mySeat(state)?.side ?? null) !== null);
  if (serves?.as !== "voice") return null;
  if (apart) return <p className="room-pad">{gettext("In a side room there are no channels: you interpret aloud.")}</p>;
  return (
    <div className="room-desk">
      <OwnAir serves={serves} />
      <Partners />
      <Slower />
    </div>
  );
}

function OwnAir({ serves }: { serves: Serves }) {
  const session = useSession();
  const mine = useRoom((state) => airOf(state, state.me.seat));
  const taken = useRoom((state) => partnerAirOf(state) !== null);
  const waits = useRoom((state) => mine === null && mustWait(state));
  const chosen = usePage((page) => page.airInto);
  const into = useRoom((state) => directionOf(state, chosen));
  const key = useKey("air", BOOTH_KEYS.air);
  return (
    <section className="room-block" aria-labelledby="booth-air">
      <h3 id="booth-air">{gettext("Channel")}</h3>
      <AirState air={mine} />
      <Radios legend={gettext("Direction")} value={into} choices={directions(serves)} onChange={(language) => { speakInto(session, language); }} />
      {mine === null ? (
        <Button wide kind="primary" icon="mic" shortcut={key} disabled={waits} onClick={() => { turnTheAir(session); }}>
          {taken ? gettext("Take over") : gettext("Go on air")}
        </Button>
      ) : (
        <>
          <Since begins_at={mine.begins_at} />
          <HandOver air={mine} />
          <Cough />
          <Button wide icon="mic-off" shortcut={key} onClick={() => { turnTheAir(session); }}>
            {gettext("Go off air")}
          </Button>
        </>
      )}
      {waits && <p className="room-quiet">{gettext("Your partner is on air. You can take over as soon as the microphone is held out to you.")}</p>}
    </section>
  );
}

/** What holds now; a screen reader is told of changes wherever it is (announcer.tsx). */
function AirState({ air }: { air: Air | null }) {
  const sending = useLine((line) => line.microphone.on);
  const coughs = usePage((page) => page.coughs);
  const closed = coughs ? gettext("You are on air, and silent for a moment.") : gettext("You are on air, but your microphone is closed.");
  const words = air === null ? gettext("You are off air: nobody hears you.") : sending ? interpolate(gettext("You are on air into %(language)s."), { language: languageName(air.to) }) : closed;
  return (
    <p className="room-on-air" data-on={air !== null || undefined} data-sending={(air !== null && sending) || undefined}>
      {words}
    </p>
  );
}

/** Pressed once it stays silent until it is pressed again; its key acts as long as it is held. */
function Cough() {
  const session = useSession();
  const coughs = usePage((page) => page.coughs);
  const key = useKey("cough", BOOTH_KEYS.cough);
  return (
    <Button wide icon={coughs ? "mic" : "mic-off"} shortcut={key} aria-pressed={coughs} onClick={() => { (coughs ? endCough : cough)(session); }}>
      {gettext("Silent for a moment (cough)")}
    </Button>
  );
}

function directions({ from, to }: Serves): { value: string; word: string }[] {
  const word = (one: string, other: string): string => `${languageName(one)} → ${languageName(other)}`;
  return [
    { value: to, word: word(from, to) },
    { value: from, word: word(to, from) },
  ];
}

function Since({ begins_at }: { begins_at: string }) {
  const spoken_s = (useServerNow() - Date.parse(begins_at)) / 1000;
  const words = spoken_s >= TIRED_AFTER_S ? gettext("Half an hour: please hand over.") : gettext("Time to change: hand over at the next pause.");
  return (
    <p>
      {gettext("On air for")} <strong className="room-tabular">{span(Math.max(0, spoken_s))}</strong>
      {spoken_s >= CHANGE_AFTER_S && <span className={`tag ${spoken_s >= TIRED_AFTER_S ? "tag-danger" : "tag-warning"}`}>{words}</span>}
    </p>
  );
}

function HandOver({ air }: { air: Air }) {
  const session = useSession();
  const partner = useRoom(hasPartnerHere);
  const key = useKey("hand-over", BOOTH_KEYS.handOver);
  if (!partner) return <p className="room-quiet">{gettext("Your partner is not here: nobody can take over.")}</p>;
  return (
    <Button wide icon={air.offered ? "undo" : "arrow-right"} shortcut={key} aria-pressed={air.offered} onClick={() => { holdOut(session); }}>
      {air.offered ? gettext("Keep the microphone after all") : gettext("Hand over to the partner")}
    </Button>
  );
}

function Partners() {
  const partners = partnersOf(useRoom((now) => now));
  return (
    <section className="room-block" aria-labelledby="booth-partner">
      <h3 id="booth-partner">{gettext("Partner")}</h3>
      {partners.length === 0 ? (
        <p className="room-quiet">{gettext("You are alone in this booth.")}</p>
      ) : (
        <ul className="room-rows">
          {partners.map((seat) => (
            <PartnerRow key={seat.id} seat={seat} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PartnerRow({ seat }: { seat: Seat }) {
  const air = useRoom((state) => airOf(state, seat.id));
  return (
    <li className="room-rows-row">
      <span className="room-who">
        <strong>{seat.name || seat.title}</strong>
        <span className="room-quiet">{partnerState(seat, air)}</span>
      </span>
      {air !== null && <span className="tag tag-primary">{gettext("On air")}</span>}
    </li>
  );
}

function partnerState(seat: Seat, air: Air | null): string {
  if (!seat.present) return gettext("not here");
  if (air === null) return gettext("ready");
  return air.offered ? gettext("holds the microphone out to you") : interpolate(gettext("speaks into %(language)s"), { language: languageName(air.to) });
}

export function Slower() {
  const session = useSession();
  const key = useKey("slower", BOOTH_KEYS.slower);
  const booth = useRoom((state) => boothOf(state) !== null);
  return (
    <section className="room-block">
      <Button wide icon="timer" shortcut={booth ? key : ""} onClick={() => void askForSlower(session)}>
        {gettext("Ask for slower speech")}
      </Button>
    </section>
  );
}
