export { announced, drawHabits } from './draw-habits.ts';
