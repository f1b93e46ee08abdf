/** How long the next speech may last. */

import { useState } from "react";

import { gettext, interpolate } from "../../../../../web/client/words";
import { Select } from "../../parts/fields";
import { keepLimit, limitKept, LIMITS_S } from "./acts";

export function LimitChoice() {
  const [limit_s, setLimit] = useState(limitKept);
  const word = (seconds: number): string =>
    seconds === 0 ? gettext("No limit") : interpolate(gettext("%(minutes)s minutes"), { minutes: seconds / 60 });
  return (
    <Select
      label={gettext("Time for each speech")}
      value={String(limit_s)}
      choices={LIMITS_S.map((seconds) => ({ value: String(seconds), word: word(seconds) }))}
      onChange={(value) => {
        setLimit(Number(value));
        keepLimit(Number(value));
      }}
    />
  );
}
