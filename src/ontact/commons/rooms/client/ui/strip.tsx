/** One strip above the stage: a drawing, words, and what can be pressed. */

import type { ReactNode } from "react";

import { Icon, type IconName } from "../parts/icon";

interface StripProps {
  tone: "plain" | "warning" | "danger" | "floor";
  icon: IconName;
  children: ReactNode;
  act?: ReactNode;
  urgent?: boolean;
}

export function Strip({ tone, icon, children, act, urgent = false }: StripProps) {
  return (
    <div className={`room-banner room-banner-${tone}`} role={urgent ? "alert" : "status"}>
      <Icon name={icon} />
      <div className="room-banner-words">{children}</div>
      {act}
    </div>
  );
}
