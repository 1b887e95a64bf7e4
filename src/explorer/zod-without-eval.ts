// Tells zod not to compile its checks with `new Function`, which the page's content security policy forbids. It has to
// be imported before any schema is made.
import { config } from 'zod';

config({ jitless: true });
