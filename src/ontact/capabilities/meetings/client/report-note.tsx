/** A department's report beside its agenda item: the summary, and asks that become instructions with one press. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, useRoom, useSession } from "../../../commons/rooms/client";
import { instructionForm } from "./instruction-form";
import { dayWords, nameIn } from "./instructions";
import { meetingOf } from "./meeting";

export interface Ask {
  office: string;
  names: Partial<Record<string, string>>;
  what: string;
  by: string;
}

interface Report {
  id: string;
  office: Partial<Record<string, string>>;
  summary: string;
  asks: Ask[];
  page: string;
}

export function ReportNote({ report }: { report: string }) {
  const session = useSession();
  const [shown, setShown] = useState<Report | null>(null);
  useEffect(() => {
    session.capability.get<Report>(`reports/${report}`).then(setShown, (error: unknown) => {
      session.toasts.failed(error);
    });
  }, [session, report]);
  if (shown === null) return null;
  return (
    <section className="meeting-note" aria-label={interpolate(gettext("Report: %(office)s"), { office: nameIn(shown.office) })}>
      {shown.summary.split("\n").filter(Boolean).map((line, number) => (
        <p key={number}>{line}</p>
      ))}
      {shown.asks.length > 0 && (
        <>
          <h4>{gettext("Asked of others")}</h4>
          <ul className="meeting-asks">
            {shown.asks.map((ask, number) => (
              <AskRow key={number} ask={ask} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function AskRow({ ask }: { ask: Ask }) {
  const session = useSession();
  const gives = useRoom((state) => state.me.may.desk === true && meetingOf(state).opened_at !== null);
  return (
    <li>
      <strong>{nameIn(ask.names)}</strong> {ask.what}
      {ask.by !== "" && <span className="room-quiet"> {interpolate(gettext("By %(day)s"), { day: dayWords(ask.by) })}</span>}
      {gives && (
        <Button
          size="small"
          icon="arrow-right"
          onClick={() => {
            instructionForm.set({ text: ask.what, office: { id: ask.office, names: ask.names, seat: null }, day: ask.by });
            session.page.patch({ panel: "desk" });
          }}
        >
          {gettext("Make it an instruction")}
        </Button>
      )}
    </li>
  );
}
