/** A face without a picture: initials on a calm colour, the same as on every other page. */

import { memo } from "react";

import { avatarColour, initials } from "../../../../web/client/avatar";

export const Face = memo(function Face({ name, size = "small" }: { name: string; size?: "small" | "usual" | "large" }) {
  const sizes = { small: " avatar-s", usual: "", large: " avatar-l" };
  return (
    <span className={`avatar avatar-${String(avatarColour(name))}${sizes[size]}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
});
