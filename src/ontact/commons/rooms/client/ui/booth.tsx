/** The interpreter's booth: on air or not, in which direction, since when, the partner, handing over, "slower". */

import { useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { Radios } from "../parts/fields";
import { useLine, useRoom, useServerNow, useSession } from "../parts/hooks";
import { span } from "../parts/time";
import type { Air, Seat, Serves } from "../protocol";
import { airOf, languageName, partnersOf } from "../state/languages";
import { mySeat } from "../state/seating";

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
  const partnerAir = useRoom((state) => partnersOf(state).map((one) => airOf(state, one.id)).find((air) => air !== null) ?? null);
  const partnerHere = useRoom((state) => state.seats.some((seat) => seat.id === partnerAir?.seat && seat.present));
  const sending = useLine((line) => line.microphone.on);
  const [into, setInto] = useState(serves.to);
  const to = mine?.to ?? into;
  const turn = (language: string): void => {
    setInto(language);
    if (mine !== null) void session.ask("/air", { to: language });
  };
  const waits = mine === null && partnerAir !== null && partnerHere && !partnerAir.offered;
  return (
    <section className="room-block" aria-labelledby="booth-air">
      <h3 id="booth-air">{gettext("On air")}</h3>
      <Radios legend={gettext("Direction")} value={to} choices={directions(serves)} onChange={turn} />
      {mine === null ? (
        <Button wide kind="primary" icon="mic" disabled={waits} onClick={() => void session.ask("/air", { to: into })}>
          {partnerAir === null ? gettext("Go on air") : gettext("Take over")}
        </Button>
      ) : (
        <>
          <p className="room-on-air" data-sending={sending || undefined} role="status">
            {sending ? interpolate(gettext("You are on air into %(language)s."), { language: languageName(mine.to) }) : gettext("You are on air, but your microphone is closed.")}
          </p>
          <Since begins_at={mine.begins_at} />
          <HandOver air={mine} />
          <Button wide icon="mic-off" onClick={() => void session.ask("/air", { to: null })}>
            {gettext("Go off air")}
          </Button>
        </>
      )}
      {waits && <p className="room-quiet">{gettext("Your partner is on air. You can take over as soon as the microphone is held out to you.")}</p>}
    </section>
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
  const partner = useRoom((state) => partnersOf(state).some((seat) => seat.present));
  if (!partner) return <p className="room-quiet">{gettext("Your partner is not here: nobody can take over.")}</p>;
  return (
    <Button wide icon={air.offered ? "undo" : "arrow-right"} aria-pressed={air.offered} onClick={() => void session.ask("/air/offer", { offered: !air.offered })}>
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
        <ul className="room-rows" aria-live="polite">
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
  return (
    <section className="room-block">
      <Button wide icon="timer" onClick={() => void session.ask("/slower").then((went) => { if (went) session.toasts.say("good", gettext("The speaker is asked to speak more slowly.")); })}>
        {gettext("Ask for slower speech")}
      </Button>
    </section>
  );
}
