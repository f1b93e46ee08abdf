/** What one types and chooses in the room: the only raw inputs of the kit. */

import { useId, type ReactNode, type Ref } from "react";

interface Labelled {
  label: string;
  help?: string;
  hideLabel?: boolean;
}

function Frame({ id, label, help, hideLabel, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="room-field">
      <label htmlFor={id} className={hideLabel === true ? "sr-only" : "label"}>
        {label}
      </label>
      {children}
      {help !== undefined && (
        <p id={`${id}-help`} className="help">
          {help}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Labelled {
  value: string;
  onChange: (value: string) => void;
  maxLength?: number;
  rows?: number;
  placeholder?: string;
  onEnter?: () => void;
  /** The cursor stands here as soon as the field is there. */
  focusFirst?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea(props: TextProps) {
  const id = useId();
  const { value, maxLength, rows = 3 } = props;
  return (
    <Frame id={id} {...props}>
      <textarea
        id={id}
        ref={props.ref}
        className="input textarea"
        value={value}
        rows={rows}
        maxLength={maxLength}
        placeholder={props.placeholder}
        autoFocus={props.focusFirst}
        aria-describedby={props.help === undefined ? undefined : `${id}-help`}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          // While a Korean syllable is being composed, Enter belongs to the composer.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || props.onEnter === undefined) return;
          event.preventDefault();
          props.onEnter();
        }}
      />
    </Frame>
  );
}

interface LineProps extends Labelled {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "search" | "number" | "date";
  placeholder?: string;
  maxLength?: number;
  min?: number | string;
  max?: number;
}

export function TextLine(props: LineProps) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <input
        id={id}
        className="input"
        type={props.type ?? "text"}
        value={props.value}
        min={props.min}
        max={props.max}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        aria-describedby={props.help === undefined ? undefined : `${id}-help`}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
      />
    </Frame>
  );
}

export interface Choice {
  value: string;
  word: string;
}

export function Select(props: Labelled & { value: string; choices: Choice[]; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <select
        id={id}
        className="input select"
        value={props.value}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
      >
        {props.choices.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Radios(props: { legend: string; hideLegend?: boolean; value: string; choices: Choice[]; onChange: (value: string) => void }) {
  const name = useId();
  return (
    <fieldset className="room-radios">
      <legend className={props.hideLegend === true ? "sr-only" : "label"}>{props.legend}</legend>
      {props.choices.map(({ value, word }) => (
        <label key={value} className="room-radio">
          <input
            type="radio"
            className="check"
            name={name}
            value={value}
            checked={props.value === value}
            onChange={() => {
              props.onChange(value);
            }}
          />
          <span>{word}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Switch(props: { label: string; help?: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="room-switch">
      <label htmlFor={id}>
        <span className="room-switch-word">{props.label}</span>
        {props.help !== undefined && <span className="help">{props.help}</span>}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="check switch"
        checked={props.on}
        onChange={(event) => {
          props.onChange(event.target.checked);
        }}
      />
    </div>
  );
}

interface SliderProps extends Labelled {
  value: number;
  min: number;
  max: number;
  step: number;
  says: string;
  onChange: (value: number) => void;
}

export function Slider(props: SliderProps) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <span className="room-slider">
        <input
          id={id}
          type="range"
          min={props.min}
          max={props.max}
          step={props.step}
          value={props.value}
          aria-valuetext={props.says}
          onChange={(event) => {
            props.onChange(Number(event.target.value));
          }}
        />
        <output htmlFor={id}>{props.says}</output>
      </span>
    </Frame>
  );
}
