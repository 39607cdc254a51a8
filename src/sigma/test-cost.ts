import type { DetectionItem } from './detection.ts';
import { anyText } from './pattern.ts';
import type { RuleValue } from './value.ts';

/** An item that costs this much is worth remembering its answer for a value; to look that up costs about as much. */
export const MEMORABLE = 8;

/** What a test of the item takes beside others: a comparison with one text is 1. */
export function itemCost(item: DetectionItem): number {
  return item.values.reduce((sum, alternatives) => sum + alternatives.reduce((part, value) => part + valueCost(value), 0), 0);
}

function valueCost(value: RuleValue): number {
  switch (value.kind) {
    case 'expression':
      return 100;
    case 'network':
    case 'time':
      return 20;
    case 'comparison':
    case 'field':
      return 5;
    case 'text':
      if (value.pattern.length === 1) return 1;
      return value.pattern.length === 2 && value.pattern.includes(anyText) ? 1 : 4;
    case 'number':
    case 'null':
    case 'exists':
    default:
      return 1;
  }
}
