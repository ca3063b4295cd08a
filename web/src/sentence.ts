/** A sentence of the API with numbers and quotes as these pages write them: “8.4 %” is “8.4%”, and -2% is −2%. */
export const sentence = (text: string) =>
  text
    .replaceAll(/(\d)[ \u00a0]%/g, '$1%')
    .replaceAll(/(?<=[ (])-(?=\d)/g, '−')
    .replaceAll(/"([^"]*)"/g, '“$1”');
