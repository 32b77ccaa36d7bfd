import './conventions.ts';
import './5-1-price.ts';
import './5-payment.ts';
import './8-1-term.ts';
import './8-2-termination.ts';
import './8-3-default.ts';
import './8-4-end.ts';
import './11-general.ts';
