import { createStore } from './store.ts';

/** How often the server has shown this page's socket the door (4401, 4403): not known, or not any longer. */
export const accessLost = createStore(0);
