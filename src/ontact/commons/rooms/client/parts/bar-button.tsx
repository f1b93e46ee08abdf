/** A control of the bottom bar: drawing above, word below, state in colour and in words. */

import type { Ref } from "react";

import { keyName } from "../state/keys";
import { Icon, type IconName } from "./icon";

export interface BarButtonProps {
  icon: IconName;
  word: string;
  /** The full name for screen readers, where the word alone would not say it. */
  label?: string;
  /** Undefined for a plain action. */
  pressed?: boolean;
  /** on: sends now · off: could send · held: waiting for something · danger: leave */
  look?: "plain" | "on" | "off" | "held" | "danger";
  badge?: number;
  shortcut?: string;
  disabled?: boolean;
  /** Why it is disabled: never without a reason. */
  reason?: string;
  expanded?: boolean;
  onPress: () => void;
  ref?: Ref<HTMLButtonElement>;
}

export function BarButton(props: BarButtonProps) {
  const { icon, word, pressed, look = "plain", badge = 0, shortcut = "", disabled = false } = props;
  // Whoever speaks to the machine says the word that is seen: the name begins with it.
  const label = props.label === undefined || props.label === word ? word : props.label.startsWith(word) ? props.label : `${word}: ${props.label}`;
  const tip = [props.reason ?? label, shortcut === "" ? "" : `[${keyName(shortcut)}]`].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      ref={props.ref}
      className={`room-bar-button room-bar-button-${look}`}
      aria-label={props.reason === undefined ? label : `${label}. ${props.reason}`}
      aria-pressed={pressed}
      aria-expanded={props.expanded}
      aria-disabled={disabled || undefined}
      aria-keyshortcuts={shortcut === "" ? undefined : keyName(shortcut)}
      title={tip}
      onClick={() => {
        if (!disabled) props.onPress();
      }}
    >
      <span className="room-bar-drawing">
        <Icon name={icon} />
        {badge > 0 && <span className="room-badge">{badge > 99 ? "99+" : badge}</span>}
      </span>
      <span className="room-bar-word">{word}</span>
    </button>
  );
}
