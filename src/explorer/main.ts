// The explorer page: builds the page out of its parts and starts it. It runs in a webview, without any other code.
import './zod-without-eval.ts';

import { createDateText } from './date-text.ts';
import { Explorer } from './explorer.ts';
import { openHostPort } from './host-port.ts';

const explorer = new Explorer(openHostPort(), createDateText(document.body.dataset.language ?? ''), () => Date.now());
document.body.replaceChildren(explorer.root);
explorer.start();
