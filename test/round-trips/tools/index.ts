import type { Tool } from '../tool.ts';
import { tool as dbmate } from './dbmate.ts';

/** Every tool that takes our files through its own commands. */
export const tools: readonly Tool[] = [dbmate];
