import './1-subscription.ts';
import './2-payment.ts';
import './3-suspension.ts';
import './4-termination.ts';
import './5-renewal.ts';
import './6-reversibility.ts';
import './7-breach.ts';
import './9-fees.ts';
