/** Sentences about a question of the moment. */

import { gettext, interpolate, ngettext } from "../../../../web/client/words";
import type { Poll } from "../protocol";

export function answeredWords(poll: Pick<Poll, "answered">): string {
  return interpolate(ngettext("%(count)s answer", "%(count)s answers", poll.answered), { count: poll.answered });
}

/** The bars in one sentence, for whoever does not see them. */
export function resultWords(poll: Poll): string {
  const parts = poll.choices.map((choice, place) => `${choice}: ${String(poll.counts?.[place] ?? 0)}`);
  const right = poll.right === null ? undefined : poll.choices[poll.right];
  const words = interpolate(gettext("%(question)s Results: %(results)s."), { question: poll.question, results: parts.join(", ") });
  return right === undefined ? words : `${words} ${interpolate(gettext("The right answer is “%(answer)s”."), { answer: right })}`;
}
