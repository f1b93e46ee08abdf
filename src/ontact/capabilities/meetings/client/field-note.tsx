/** What the neighbourhoods report, beside its agenda item: words and photographs; who may shows one on the stage. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, useRoom, useSession } from "../../../commons/rooms/client";
import { nameIn } from "./instructions";

interface Photo {
  asset: string;
  url: string;
  alt: string;
}

interface FieldReport {
  office: Partial<Record<string, string>>;
  place: string;
  text: string;
  urgency: string;
  citizens: number | null;
  photos: Photo[];
}

export function FieldNote({ group }: { group: string }) {
  const session = useSession();
  const [reports, setReports] = useState<FieldReport[]>([]);
  useEffect(() => {
    session.capability.get<{ reports: FieldReport[] }>(`field/${group}`).then((told) => { setReports(told.reports); }, (error: unknown) => {
      session.toasts.failed(error);
    });
  }, [session, group]);
  return (
    <>
      {reports.map((report, number) => (
        <section key={number} className="meeting-note" aria-label={interpolate(gettext("Field report: %(office)s"), { office: nameIn(report.office) })}>
          <p>
            <strong>{nameIn(report.office)}</strong> <span className="room-quiet">{report.place}</span> {report.urgency === "urgent" && <span className="tag tag-danger">{gettext("Urgent")}</span>}
          </p>
          <p>{report.text}</p>
          {report.citizens !== null && <p className="room-quiet">{interpolate(gettext("concerns about %(citizens)s citizens"), { citizens: report.citizens })}</p>}
          {report.photos.map((photo) => (
            <Picture key={photo.asset} photo={photo} />
          ))}
        </section>
      ))}
    </>
  );
}

function Picture({ photo }: { photo: Photo }) {
  const session = useSession();
  const may = useRoom((state) => state.me.may.slides === true);
  return (
    <figure className="meeting-photo">
      <img src={photo.url} alt={photo.alt} loading="lazy" />
      {may && (
        <Button size="small" icon="screen" aria-label={interpolate(gettext("Show “%(name)s” on the stage"), { name: photo.alt })} onClick={() => void session.turnTo(1, photo.asset)}>
          {gettext("Show")}
        </Button>
      )}
    </figure>
  );
}
