/** The house's own drawings, 24 × 24, from the file that the templates use too. */

import { memo } from "react";

import { iconShape, type IconName } from "../../../../web/client/icons";

export type { IconName };

export const Icon = memo(function Icon({ name, label }: { name: IconName; label?: string }) {
  const words = label === undefined ? { "aria-hidden": true as const } : { role: "img", "aria-label": label };
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      focusable="false"
      {...words}
      // Our own file, built into the bundle: nothing in it comes from a person.
      dangerouslySetInnerHTML={{ __html: iconShape(name) }}
    />
  );
});
