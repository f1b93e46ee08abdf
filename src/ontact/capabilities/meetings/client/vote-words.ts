/** What votes are called and how their results are read aloud. */

import { gettext, interpolate, ngettext } from "../../../web/client/words";
import { candidateName, electionResult, isElection, motionResult, picksOf, type Choice, type ElectionResult, type MotionResult, type Rule, type Vote } from "./votes";

export const CHOICES: Choice[] = ["for", "against", "abstain"];

export function choiceWord(choice: Choice): string {
  const words: Record<Choice, string> = { for: gettext("For"), against: gettext("Against"), abstain: gettext("Abstain") };
  return words[choice];
}

export function isChoice(choice: string): choice is Choice {
  return (CHOICES as string[]).includes(choice);
}

/** A ballot in words: a choice, or the names that it bears. */
export function ballotWords(vote: Vote, ballot: string): string {
  if (isChoice(ballot)) return choiceWord(ballot);
  return picksOf(ballot)
    .map((number) => candidateName(vote, number))
    .join(", ");
}

export function mannerWord(vote: Vote): string {
  if (vote.manner === "named") return gettext("Vote by roll");
  return vote.manner === "secret" ? gettext("Secret vote") : gettext("Open vote");
}

export function ruleWords(vote: Vote): string {
  const rule = vote.rule ?? {};
  return isElection(vote) ? electingWords(rule) : majorityWords(rule);
}

function majorityWords(rule: Rule): string {
  const [numerator, denominator] = rule.share ?? [1, 2];
  const half = numerator === 1 && denominator === 2;
  const share = half ? gettext("More than half") : interpolate(rule.strict === true ? gettext("More than %(a)s/%(b)s") : gettext("At least %(a)s/%(b)s"), { a: numerator, b: denominator });
  return `${share} ${baseWord(rule.base ?? "sides")}`;
}

export function baseWord(base: NonNullable<Rule["base"]>): string {
  const words = {
    sides: gettext("of the votes for and against"),
    voting: gettext("of those voting, abstentions included"),
    present: gettext("of those present at the opening of the vote"),
    members: gettext("of all who have a vote, present or not"),
  };
  return words[base];
}

function electingWords(rule: Rule): string {
  const places = rule.places ?? 1;
  const who = interpolate(ngettext("%(count)s person is elected", "%(count)s persons are elected", places), { count: places });
  const needs = rule.needs === "majority" ? gettext("by more than half of the ballots that name someone") : gettext("by most votes");
  return `${who} ${needs}`;
}

export function quorumWords(quorum: { needed: number; present: number }): string {
  return interpolate(gettext("When the vote was opened %(present)s were here; the quorum was %(needed)s."), quorum);
}

export function outcomeWord(vote: Vote): string {
  const motion = motionResult(vote);
  if (motion !== null) return motion.carried === true ? gettext("Carried") : gettext("Not carried");
  const election = electionResult(vote);
  if (election === null) return vote.tied_at ? gettext("A tie: the chair decides") : "";
  return election.runoff.length > 0 ? gettext("A run-off is needed") : election.elected.length > 0 ? gettext("Elected") : gettext("Nobody elected");
}

export function isGood(vote: Vote): boolean {
  return motionResult(vote)?.carried === true || (electionResult(vote)?.elected.length ?? 0) > 0;
}

export function resultSentence(vote: Vote): string {
  const motion = motionResult(vote);
  if (motion !== null) return `${outcomeWord(vote)}. ${motionCounts(motion)}`;
  const election = electionResult(vote);
  return election === null ? outcomeWord(vote) : `${electedWords(vote, election)} ${turnout(election)}`;
}

function motionCounts(result: MotionResult): string {
  return interpolate(gettext("%(for)s for, %(against)s against, %(abstain)s abstained, %(voted)s of %(entitled)s voted."), {
    for: result.for,
    against: result.against,
    abstain: result.abstain,
    voted: result.voted,
    entitled: result.entitled,
  });
}

function electedWords(vote: Vote, result: ElectionResult): string {
  const names = (numbers: number[]): string => numbers.map((number) => candidateName(vote, number)).join(", ");
  const parts = [result.elected.length > 0 ? interpolate(gettext("Elected: %(names)s."), { names: names(result.elected) }) : gettext("Nobody elected.")];
  if (result.by_lot.length > 0) parts.push(interpolate(gettext("The lot decided between %(names)s."), { names: names(result.by_lot) }));
  if (result.runoff.length > 0) parts.push(interpolate(gettext("A run-off between %(names)s follows."), { names: names(result.runoff) }));
  return parts.join(" ");
}

function turnout(result: { voted: number; entitled: number }): string {
  return interpolate(gettext("%(voted)s of %(entitled)s voted"), { voted: result.voted, entitled: result.entitled });
}

export function progressWords(vote: Vote): string {
  return turnout(vote);
}
