import { wireEnum } from './wire-enum.ts';

export const OrderDirection = wireEnum('OrderDirection', 'Direction of an order.', {
  asc: ['ASC', 'Smallest, oldest or alphabetically first value first.'],
  desc: ['DESC', 'Largest, newest or alphabetically last value first.'],
});
