import './5-1-price.ts';
import './8-3-default.ts';
