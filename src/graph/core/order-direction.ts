import { wireEnum } from './wire-enum.ts';

export const OrderDirection = wireEnum('OrderDirection', 'Which end of an order comes first.', {
  asc: ['ASC', 'Smallest, oldest or alphabetically first.'],
  desc: ['DESC', 'Largest, newest or alphabetically last.'],
});
