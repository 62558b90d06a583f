// One view or message with elements: what was chosen or typed in it, and how that reaches the bot.
import { Refusal } from "./api.js";
import { askFirst } from "./confirm.js";
import { startingValue, wire } from "./state.js";

const TROUBLE = "We had some trouble connecting. Try again?";

/** Values by surface key, so that what somebody typed outlives every redraw. */
const typed = new Map();

const keyOf = (where) => where.view_id || `${where.channel}/${where.ts}`;

export function forget(key) {
  typed.delete(key);
}

export class Surface {
  /** `tell(sentence)` shows trouble beside this surface; `values` is Slack's state for a view. */
  constructor({ where, session, values = {}, tell }) {
    Object.assign(this, { where, session, values, tell });
    this.key = keyOf(where);
    if (!typed.has(this.key)) typed.set(this.key, new Map());
    this.mine = typed.get(this.key);
  }

  get world() {
    return this.session.world;
  }

  value(block, element) {
    const own = this.mine.get(slot(block, element));
    if (own && own.type === element.type) return own.value;
    return startingValue(element, this.values[block.block_id]?.[element.action_id]);
  }

  /** A person changed an element: in an input it waits for the submit, elsewhere the bot hears of it. */
  async changed(block, element, value, control) {
    if (block.type === "input" && !block.dispatch_action) return this.keep(block, element, value);
    const before = this.mine.get(slot(block, element));
    this.keep(block, element, value, false);
    const done = await this.act(block, element, wire(value), control);
    if (!done) before ? this.mine.set(slot(block, element), before) : this.mine.delete(slot(block, element));
    return done;
  }

  keep(block, element, value, waiting = true) {
    this.mine.set(slot(block, element), {
      type: element.type, value, waiting, block_id: block.block_id, action_id: element.action_id,
    });
    return true;
  }

  /** Press or choose something; answers whether the bot took it. */
  async act(block, element, value, control) {
    if (element.confirm && !(await askFirst(element.confirm, this.world))) return false;
    return this.busy(control, async () => {
      await this.flush();
      const answer = await this.session.person.act(this.where, block.block_id, element.action_id, value);
      this.tell(answer.ok ? "" : answer.message || TROUBLE);
      return answer.ok;
    });
  }

  /** Hand over what was typed since the last time. */
  async flush() {
    const waiting = [...this.mine.values()].filter((one) => one.waiting);
    for (const one of waiting) one.waiting = false;
    if (this.where.view_id && waiting.length) await this.session.person.fill(this.where.view_id, byBlock(waiting));
    else for (const one of waiting) await this.session.person.act(this.where, one.block_id, one.action_id, wire(one.value));
  }

  /** Show a control as working while `deed` runs; trouble is told, never thrown at the person. */
  async busy(control, deed) {
    control?.setAttribute("aria-busy", "true");
    try {
      return await deed();
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.tell(problem.message);
      return false;
    } finally {
      control?.removeAttribute("aria-busy");
    }
  }
}

const slot = (block, element) => `${block.block_id} ${element.action_id}`;

function byBlock(entries) {
  const values = {};
  for (const { block_id, action_id, value } of entries) (values[block_id] ??= {})[action_id] = wire(value);
  return values;
}
