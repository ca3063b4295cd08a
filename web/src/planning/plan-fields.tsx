import { SelectField, TextField } from '../writing/field.tsx';
import { needsVariance, planTypeWords, type Plan } from './plan.ts';

interface PlanFieldsProps {
  readonly plan: Plan;
  readonly change: (part: Partial<Plan>) => void;
}

/** What the calculation is made from. */
export function PlanFields({ plan, change }: PlanFieldsProps) {
  const isShare = plan.metricType === 'FUNNEL';
  return (
    <div className="plan-fields">
      <SelectField
        path="plan.metricType"
        label="Kind of metric"
        value={plan.metricType}
        change={(metricType) => change({ metricType })}
        options={planTypeWords}
      />
      <TextField
        path="plan.baseline"
        label="Value today"
        isNumber
        required
        {...(isShare && { unit: '%' })}
        value={plan.baseline}
        change={(baseline) => change({ baseline })}
      />
      {needsVariance(plan) && (
        <TextField
          path="plan.variance"
          label="Variance"
          isNumber
          required
          value={plan.variance}
          change={(variance) => change({ variance })}
        />
      )}
      <TextField
        path="plan.effect"
        label="Smallest effect worth detecting"
        hint="Relative: 5% of a rate of 20% is one point."
        isNumber
        required
        unit="%"
        value={plan.effect}
        change={(effect) => change({ effect })}
      />
      <TextField
        path="plan.peoplePerDay"
        label="People a day"
        hint="In all variants together."
        isNumber
        value={plan.peoplePerDay}
        change={(peoplePerDay) => change({ peoplePerDay })}
      />
      <TextField
        path="plan.arms"
        label="Variants"
        hint="With the baseline."
        isNumber
        required
        value={plan.arms}
        change={(arms) => change({ arms })}
      />
    </div>
  );
}
