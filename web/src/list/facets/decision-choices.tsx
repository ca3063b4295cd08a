import { findingWords } from '../../finding-words.ts';
import { recommendationWords, severityWords } from '../../words.ts';
import { codesOf, type Layer } from '../outcomes/layers.ts';
import type { ListView } from '../use-list-view.ts';
import { Choice } from './choice.tsx';

/** What is to be done. */
export function DecisionChoice({ view }: { readonly view: ListView }) {
  return (
    <Choice
      view={view}
      facet="decision"
      label="Decision"
      options={Object.entries(recommendationWords)}
      hint="2 or more calls for each running experiment"
    />
  );
}

const layerWords: Readonly<Record<Layer, string>> = {
  row: 'Known from the list',
  results: 'Takes 2 or more calls for each experiment',
  deep: 'Takes up to 3 calls for each experiment',
};

/** What somebody should look at. */
export function FindingChoice({ view }: { readonly view: ListView }) {
  return (
    <Choice view={view} facet="finding" label="Finding">
      <optgroup label="By severity">
        {Object.entries(severityWords).map(([severity, words]) => (
          <option key={severity} value={severity}>
            {words}
          </option>
        ))}
      </optgroup>
      {(Object.keys(codesOf) as Layer[]).map((layer) => (
        <optgroup key={layer} label={layerWords[layer]}>
          {codesOf[layer].map((code) => (
            <option key={code} value={code}>
              {findingWords[code]}
            </option>
          ))}
        </optgroup>
      ))}
    </Choice>
  );
}
