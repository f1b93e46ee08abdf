/** Buttons in the house's look (web/components/button.html is their twin): with bar-button, the only raw ones of the kit. */

import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

import { keyName } from "../state/keys";
import { Icon, type IconName } from "./icon";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "type"> {
  kind?: "primary" | "secondary" | "tertiary" | "danger" | "text";
  size?: "usual" | "small";
  icon?: IconName;
  /** Shown on hover, read by screen readers as the shortcut. */
  shortcut?: string;
  submits?: boolean;
  wide?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { kind = "tertiary", size = "usual", icon, shortcut, submits = false, wide = false, children, ...rest } = props;
  return (
    <button
      type={submits ? "submit" : "button"}
      className={`button button-${kind}${size === "small" ? " button-s" : ""}${wide ? " button-full" : ""}`}
      {...shortcutWords(shortcut, rest.title)}
      {...rest}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  icon: IconName;
  label: string;
}

/** Only where the drawing is known to everyone (close, arrows); the word is in the label and the tip. */
export function IconButton({ icon, label, kind = "text", size = "usual", shortcut, ...rest }: IconButtonProps) {
  const { submits, wide: _, ...attributes } = rest;
  return (
    <button
      type={submits === true ? "submit" : "button"}
      className={`icon-button button-${kind}${size === "small" ? " room-icon-button-s" : ""}`}
      aria-label={label}
      {...shortcutWords(shortcut, label)}
      {...attributes}
    >
      <Icon name={icon} />
    </button>
  );
}

function shortcutWords(shortcut: string | undefined, title: string | undefined) {
  if (shortcut === undefined || shortcut === "") return title === undefined ? {} : { title };
  const key = keyName(shortcut);
  return { title: title === undefined ? `[${key}]` : `${title} [${key}]`, "aria-keyshortcuts": key };
}
