import type { JsonObject } from '../model/entities.ts';

const event = (name: string, more: JsonObject = {}): JsonObject => ({
  kind: 'EventsNode',
  event: name,
  ...more,
});

const summed = (name: string, property: string): JsonObject =>
  event(name, { math: 'sum', math_property: property });

const metric = (name: string, type: string, more: JsonObject): JsonObject => ({
  kind: 'ExperimentMetric',
  metric_type: type,
  name,
  goal: 'increase',
  ...more,
});

const funnel = (name: string, steps: JsonObject[], more: JsonObject = {}): JsonObject =>
  metric(name, 'funnel', {
    series: steps,
    funnel_order_type: 'ordered',
    conversion_window: 14,
    conversion_window_unit: 'day',
    ...more,
  });

const mean = (name: string, source: JsonObject, more: JsonObject = {}): JsonObject =>
  metric(name, 'mean', { source, ...more });

const WEEK_LATER = {
  retention_window_start: 7,
  retention_window_end: 14,
  retention_window_unit: 'day',
  start_handling: 'first_seen',
};

/** Actions that metrics refer to, in insertion order: their ids are 1, 2, 3. */
export const ACTIONS = [
  { name: 'Clicked upgrade', events: ['$autocapture'] },
  { name: 'Finished onboarding', events: ['onboarding_step_completed'] },
  { name: 'Shared a document', events: ['document_shared', 'teammate_invited'] },
];

const action = (id: number): JsonObject => ({
  kind: 'ActionsNode',
  id,
  name: ACTIONS[id - 1]?.name ?? '',
});

/** The product team's metrics, by short name. The uuid and the fingerprint are assigned on insertion. */
export const METRICS = {
  signup: funnel('Sign-up conversion', [event('signup_started'), event('signup_completed')]),
  checkout: funnel('Checkout conversion', [
    event('checkout_started'),
    event('payment_submitted'),
    event('order_completed'),
  ]),
  pricingToCheckout: funnel('Pricing page to checkout', [
    event('pricing_viewed'),
    event('checkout_started'),
  ]),
  activation: funnel(
    'Activated within a week',
    [event('project_created'), event('document_created')],
    {
      conversion_window: 7,
    },
  ),
  invite: funnel('Invited a teammate', [event('teammate_invited'), event('invite_accepted')], {
    funnel_order_type: 'unordered',
  }),
  onboarding: funnel('Onboarding finished', [action(2)], { conversion_window: 3 }),
  search: funnel('Search success', [event('search_performed'), event('search_result_clicked')], {
    conversion_window: 1,
    conversion_window_unit: 'hour',
  }),
  templates: funnel('Started from a template', [event('template_used'), event('document_created')]),
  upgradeClicks: mean('Upgrade clicks per user', action(1)),
  documents: mean('Documents created per user', event('document_created', { math: 'total' })),
  comments: mean('Comments per user', event('comment_added', { math: 'total' })),
  sessions: mean('Sessions per user', event('$pageview', { math: 'unique_session' })),
  activeDays: mean('Shared something', action(3), { threshold: 1 }),
  revenue: mean('Revenue per user', summed('order_completed', 'revenue'), {
    upper_bound_percentile: 0.99,
  }),
  pageLoad: mean(
    'Page load (ms)',
    event('page_load_measured', { math: 'avg', math_property: 'duration_ms' }),
    { goal: 'decrease', lower_bound_percentile: 0.01, upper_bound_percentile: 0.99 },
  ),
  tickets: mean('Support tickets per user', event('support_ticket_opened', { math: 'total' }), {
    goal: 'decrease',
  }),
  unsubscribes: mean('E-mail unsubscribes', event('email_unsubscribed', { math: 'total' }), {
    goal: 'decrease',
  }),
  exports: mean('Exports per user', event('export_completed', { math: 'total' })),
  mrr: mean('New MRR per account', {
    kind: 'ExperimentDataWarehouseNode',
    table_name: 'stripe_invoices',
    timestamp_field: 'created_at',
    data_warehouse_join_key: 'customer_email',
    events_join_key: 'properties.$user_email',
    math: 'sum',
    math_property: 'amount_paid',
    name: 'stripe_invoices',
  }),
  orderValue: metric('Average order value', 'ratio', {
    numerator: summed('order_completed', 'revenue'),
    denominator: event('order_completed', { math: 'total' }),
  }),
  clickThrough: metric('Search clicks per search', 'ratio', {
    numerator: event('search_result_clicked', { math: 'total' }),
    denominator: event('search_performed', { math: 'total' }),
  }),
  errorRate: metric('Errors per page view', 'ratio', {
    goal: 'decrease',
    numerator: event('$exception', { math: 'total' }),
    denominator: event('$pageview', { math: 'total' }),
  }),
  weeklyRetention: metric('Came back in the second week', 'retention', {
    start_event: event('$pageview'),
    completion_event: event('document_created'),
    ...WEEK_LATER,
  }),
  notificationReturn: metric('Returned after a notification', 'retention', {
    start_event: event('notification_opened'),
    completion_event: event('$pageview'),
    ...WEEK_LATER,
    retention_window_start: 1,
    retention_window_end: 3,
  }),
  aiCost: mean('Cost', summed('$ai_generation', '$ai_total_cost_usd'), { goal: 'decrease' }),
  appOpens: mean('App opens per user', event('app_opened', { math: 'total' })),
  pushOptIn: funnel('Allowed notifications', [event('push_permission_granted')]),
  mobilePurchase: funnel('Purchased in the app', [
    event('app_opened'),
    event('purchase_completed'),
  ]),
  crashes: mean('Crashes per user', event('session_crashed', { math: 'total' }), {
    goal: 'decrease',
  }),
  addToCart: funnel('Added to cart', [event('product_viewed'), event('added_to_cart')]),
  shopOrders: funnel('Ordered', [event('added_to_cart'), event('order_completed')]),
} satisfies Record<string, JsonObject>;

export type MetricName = keyof typeof METRICS;

/** Metrics the team shares between experiments. */
export const SHARED: { metric: MetricName; description: string; tags: string[] }[] = [
  { metric: 'revenue', description: 'Company goal; capped at the 99th percentile.', tags: ['okr'] },
  { metric: 'weeklyRetention', description: 'North star of the core team.', tags: ['okr'] },
  { metric: 'tickets', description: 'Guardrail: must not rise.', tags: ['guardrail'] },
  { metric: 'pageLoad', description: 'Guardrail of the platform team.', tags: ['guardrail'] },
  { metric: 'signup', description: 'Growth team definition of a sign-up.', tags: ['growth'] },
  { metric: 'errorRate', description: 'Guardrail: unhandled exceptions.', tags: ['guardrail'] },
];
