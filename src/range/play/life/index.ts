export { lifeOf, type Seat } from './host-life.ts';
export { outsideAddress, outsideName } from './outside.ts';
export { productsOf, type Product } from './products.ts';
export { standingOf, startStanding } from './standing.ts';
