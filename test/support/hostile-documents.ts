/** Fragments that each spread the next one several times: the number of fields at least doubles with every level. */
export function fragmentBomb(
  levels: number,
  { fanOut = 2, type = 'Query', leaf = '__typename' } = {},
) {
  const spread = (level: number) => `...F${level} `;
  const fragments = Array.from(
    { length: levels },
    (_, level) => `fragment F${level} on ${type} { ${spread(level + 1).repeat(fanOut)}}`,
  );
  return [...fragments, `fragment F${levels} on ${type} { ${leaf} }`].join('\n');
}

/** Fragments on an experiment that lead to experiments again in three ways: fields triple with every level. */
export function wideExperiment(levels: number, leaf = 'name') {
  const fragments = Array.from({ length: levels }, (_, level) => {
    const next = `{ ...F${level + 1} }`;
    return `fragment F${level} on Experiment { featureFlag { experiments ${next} } metrics { experiment ${next} } exposureCohort { experiments ${next} } }`;
  });
  const last = `fragment F${levels} on Experiment { ${leaf} }`;
  return ['{ experiment(id: "1") { ...F0 } }', ...fragments, last].join('\n');
}

/** Nested lists that cost no upstream calls: the answer grows about fivefold with every level. */
export const nestedMetrics = (levels: number) =>
  `{ experiments(first: 25) { nodes { ${'metrics { experiment { '.repeat(levels)}name${' } }'.repeat(levels)} } } }`;

/** A document of about 18 kB, different for each number. */
export function largeDocument(number: number, experiments = 170) {
  const fields = 'id name status description createdAt startDate endDate archived posthogId';
  const selections = Array.from(
    { length: experiments },
    (_, index) => `a${index}: experiment(id: "${index + 1}") { ${fields} }`,
  );
  return `query Q${number} { ${selections.join(' ')} }`;
}
