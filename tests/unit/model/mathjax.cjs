// Prints, for each formula of a JSON list on standard input, why MathJax cannot typeset it: {formula: reason}.
// The argument is the folder of the package mathjax (3 or 4), as npm installs it.
const MathJax = require(process.argv[2]);

let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", async () => {
  const mathjax = await MathJax.init({
    loader: { load: ["input/tex-base", "[tex]/ams", "[tex]/boldsymbol"] },
    tex: { packages: ["base", "ams", "boldsymbol"] },
  });
  const failures = {};
  for (const tex of JSON.parse(input)) {
    const mathml = await mathjax.tex2mmlPromise(tex);
    const error = /<merror[^>]*data-mjx-error="([^"]*)"/.exec(mathml);
    if (error) failures[tex] = error[1];
  }
  console.log(JSON.stringify(failures));
});
