r"""The allow-list of TeX commands in formulas.

A formula is passed unchanged to LaTeX and to MathJax, and both can be programmed: LaTeX with
``\input``, ``\write18`` and ``\csname``, MathJax with ``\href{javascript:…}``, ``\require`` and
``\style``. So only commands that are known to typeset mathematics are allowed: those of LaTeX's math
mode and of amsmath for symbols, accents, typefaces and constructions (*The Comprehensive LaTeX
Symbol List*; amsmath user's guide, version 2.1) that MathJax has, too.
"""

from __future__ import annotations

import re
from functools import lru_cache

# No title, note or abstract needs a longer formula, or deeper nesting.
MAX_LENGTH = 5000
MAX_DEPTH = 30

_LETTERS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma Gamma Delta Theta Lambda Xi
    Pi Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon
    varPhi varPsi varOmega aleph beth gimel daleth ell hbar hslash imath jmath wp Re Im partial nabla infty
    eth Bbbk complement emptyset varnothing forall exists nexists neg lnot top bot angle measuredangle
    sphericalangle prime backprime triangle square blacksquare Box Diamond lozenge bigstar star flat natural
    sharp clubsuit diamondsuit heartsuit spadesuit surd mho Finv Game degree checkmark maltese circledR
    circledS yen S P copyright pounds dag ddag AA
"""
_OPERATORS = """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln
    log max min mod bmod pmod pod Pr sec sin sinh sup tan tanh injlim projlim varinjlim varprojlim
    operatorname limits nolimits sum prod coprod int iint iiint iiiint oint bigcap bigcup bigsqcup bigvee
    bigwedge bigodot bigotimes bigoplus biguplus smallint pm mp times div cdot cdotp ast circ bullet cap cup
    uplus sqcap sqcup vee lor wedge land setminus smallsetminus wr amalg oplus ominus otimes oslash odot
    bigcirc dagger ddagger diamond bigtriangleup bigtriangledown triangleleft triangleright lhd rhd unlhd
    unrhd dotplus ltimes rtimes leftthreetimes rightthreetimes boxplus boxminus boxtimes boxdot intercal
    barwedge veebar doublebarwedge circleddash circledast circledcirc centerdot divideontimes curlywedge
    curlyvee
"""
_RELATIONS = """
    le leq ge geq ll gg lll ggg ne neq equiv sim simeq approx approxeq cong doteq propto varpropto prec succ
    preceq succeq precsim succsim subset supset subseteq supseteq subseteqq supseteqq subsetneq supsetneq
    nsubseteq nsupseteq sqsubset sqsupset sqsubseteq sqsupseteq in ni owns notin mid nmid parallel nparallel
    perp vdash dashv models vDash Vdash asymp bowtie Join smile frown leqslant geqslant leqq geqq lesssim
    gtrsim lessapprox gtrapprox lessgtr gtrless eqsim backsim thicksim thickapprox triangleq bumpeq Bumpeq
    doteqdot trianglelefteq trianglerighteq vartriangleleft vartriangleright nless ngtr nleq ngeq nsim ncong
    nprec nsucc between pitchfork therefore because colon not coloneqq eqqcolon
"""
_ARROWS = """
    to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow
    longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto
    hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup rightharpoondown
    rightleftharpoons leftrightharpoons uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow
    searrow swarrow nwarrow iff implies impliedby leadsto rightsquigarrow leftarrowtail rightarrowtail
    twoheadrightarrow twoheadleftarrow dashrightarrow dashleftarrow rightrightarrows leftleftarrows
    rightleftarrows leftrightarrows nrightarrow nleftarrow nRightarrow nLeftarrow circlearrowleft
    circlearrowright curvearrowleft curvearrowright upharpoonright xleftarrow xrightarrow multimap
"""
_DELIMITERS = """
    left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm lbrace rbrace
    lbrack rbrack langle rangle vert Vert lvert rvert lVert rVert lceil rceil lfloor rfloor lgroup rgroup
    lmoustache rmoustache ulcorner urcorner llcorner lrcorner backslash
"""
_CONSTRUCTIONS = """
    frac dfrac tfrac cfrac binom dbinom tbinom sqrt root of over atop choose stackrel overset underset
    substack overline underline overbrace underbrace overrightarrow overleftarrow underrightarrow
    underleftarrow overleftrightarrow hat widehat check tilde widetilde acute grave dot ddot dddot breve bar
    vec mathring text textrm textit textbf textsf texttt textnormal textsc textsuperscript textsubscript
    mbox mathrm mathit mathbf mathsf mathtt mathnormal mathcal mathbb mathfrak mathscr boldsymbol bm pmb rm
    it bf sf tt cal em displaystyle textstyle scriptstyle scriptscriptstyle mathord mathop mathbin mathrel
    mathopen mathclose mathpunct mathinner phantom hphantom vphantom smash boxed ensuremath begin end
    nonumber notag
"""
_SPACES = """
    quad qquad thinspace medspace thickspace negthinspace negmedspace negthickspace enspace nobreakspace
    space ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi dotso
"""

COMMANDS = frozenset(
    (_LETTERS + _OPERATORS + _RELATIONS + _ARROWS + _DELIMITERS + _CONSTRUCTIONS + _SPACES).split()
)
ENVIRONMENTS = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases aligned gathered split".split()
)
# Commands that are not letters: spaces, braces, a line break, and escaped characters.
_SIGNS = frozenset(" ,;:!>{}|\\%$#&_-/")

_TOKEN = re.compile(
    r"\\(?P<edge>begin|end)\s*\{(?P<environment>[a-zA-Z]*)\}"
    r"|\\(?P<command>[a-zA-Z]+)|\\(?P<sign>.)|(?P<special>[{}$%#&]|\^\^|\\)",
    re.DOTALL,
)
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class FormulaError(ValueError):
    """A formula contains something that is not allowed; the message names it."""


def formula(tex: str) -> str:
    """Return ``tex`` in a form that is safe for LaTeX and MathJax, or an empty string if it is unsafe."""
    try:
        return checked(tex)
    except FormulaError:
        return ""


@lru_cache(maxsize=4096)
def checked(tex: str) -> str:
    r"""Return ``tex`` on one line, with ``%``, ``#`` and stray ``&`` escaped.

    :raises FormulaError: for a command that is not allowed, and for everything that would end the
        formula early: an unbalanced brace or environment, a dollar, ``\)``, ``^^5c``.
    """
    tex = " ".join(tex.split())
    if len(tex) > MAX_LENGTH:
        raise FormulaError(f"more than {MAX_LENGTH} characters")
    if character := _NOT_TEXT.search(tex):
        raise FormulaError(f"character {character[0]!r} is not allowed")
    if tex.isalnum():
        return tex
    reader = _Reader()
    tex = _TOKEN.sub(reader.take, tex)
    if reader.open:
        raise FormulaError(f"unbalanced {_start(reader.open[-1])}")
    return tex


class _Reader:
    """Checks the tokens of a formula one by one; ``open`` has the groups that are not closed yet."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def take(self, token: re.Match[str]) -> str:
        """Return the replacement for ``token``, which is usually itself."""
        if token["edge"]:
            self._environment(token["edge"], token["environment"])
        elif token["command"]:
            self._command(token["command"])
        elif token["sign"]:
            if token["sign"] not in _SIGNS:
                raise FormulaError(f"{token[0]} is not allowed")
        else:
            return self._special(token[0])
        return token[0]

    def _environment(self, edge: str, name: str) -> None:
        if name not in ENVIRONMENTS:
            raise FormulaError(f"environment {name!r} is not allowed")
        if edge == "begin":
            self._enter(name)
        else:
            self._leave(name)

    def _command(self, name: str) -> None:
        if name not in COMMANDS or name in ("begin", "end"):
            raise FormulaError(f"\\{name} is not allowed")
        if name == "left":
            self._enter("\\left")
        elif name == "right":
            self._leave("\\left")

    def _special(self, character: str) -> str:
        if character == "{":
            self._enter("{")
        elif character == "}":
            self._leave("{")
        elif character in "%#" or (character == "&" and not ENVIRONMENTS.intersection(self.open)):
            return f"\\{character}"
        elif character != "&":
            raise FormulaError(f"{character!r} is not allowed")
        return character

    def _enter(self, group: str) -> None:
        self.open.append(group)
        if len(self.open) > MAX_DEPTH:
            raise FormulaError("too many nested groups")

    def _leave(self, group: str) -> None:
        if not self.open or self.open.pop() != group:
            raise FormulaError(f"unbalanced {_end(group)}")


def _start(group: str) -> str:
    return {"{": "'{'", r"\left": r"\left"}.get(group, rf"\begin{{{group}}}")


def _end(group: str) -> str:
    return {"{": "'}'", r"\left": r"\right"}.get(group, rf"\end{{{group}}}")
