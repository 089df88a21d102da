r"""The TeX commands that formulas may have, and the translation of others to these.

A formula is written for LaTeX, for MathJax and for docutils' converter to MathML. Allowed is what all of them
know: LaTeX's math mode with amsmath and amssymb, which Sphinx loads (*The Comprehensive LaTeX Symbol List*;
amsmath user's guide, version 2.1), as far as MathJax has it with its packages *base*, *ams* and *boldsymbol*,
and docutils in ``docutils.utils.math.latex2mathml``. Other spellings are translated to these.
"""

from __future__ import annotations

_LETTERS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu
    xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma Gamma Delta Theta
    Lambda Xi Pi Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma
    varUpsilon varPhi varPsi varOmega aleph beth gimel daleth ell hbar hslash imath jmath wp Re Im
    partial nabla infty eth Bbbk complement emptyset varnothing forall exists nexists neg lnot top bot
    angle measuredangle sphericalangle prime backprime triangle square blacksquare Box Diamond lozenge
    bigstar star flat natural sharp clubsuit diamondsuit heartsuit spadesuit surd mho Finv Game
    checkmark maltese circledR circledS yen
"""
_OPERATORS = """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup
    ln log max min mod bmod pmod pod Pr sec sin sinh sup tan tanh injlim projlim varinjlim varprojlim
    operatorname limits nolimits sum prod coprod int iint iiint iiiint oint bigcap bigcup bigsqcup
    bigvee bigwedge bigodot bigotimes bigoplus biguplus smallint pm mp times div cdot ast circ bullet
    cap cup uplus sqcap sqcup vee lor wedge land setminus smallsetminus wr amalg oplus ominus otimes
    oslash odot bigcirc dagger ddagger diamond bigtriangleup bigtriangledown triangleleft triangleright
    lhd rhd dotplus ltimes rtimes leftthreetimes rightthreetimes boxplus boxminus boxtimes boxdot
    intercal barwedge veebar doublebarwedge circleddash circledast circledcirc centerdot divideontimes
    curlywedge curlyvee
"""
_RELATIONS = """
    le leq ge geq ll gg lll ggg ne neq equiv sim simeq approx approxeq cong doteq propto varpropto prec
    succ preceq succeq precsim succsim subset supset subseteq supseteq subseteqq supseteqq subsetneq
    supsetneq nsubseteq nsupseteq sqsubset sqsupset sqsubseteq sqsupseteq in ni owns notin mid nmid
    parallel nparallel perp vdash dashv models vDash Vdash asymp bowtie smile frown leqslant geqslant
    leqq geqq lesssim gtrsim lessapprox gtrapprox lessgtr gtrless eqsim backsim thicksim thickapprox
    triangleq bumpeq Bumpeq doteqdot trianglelefteq trianglerighteq vartriangleleft vartriangleright
    nless ngtr nleq ngeq nsim ncong nprec nsucc between pitchfork therefore because colon not
"""
_ARROWS = """
    to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow
    longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto
    hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup rightharpoondown
    rightleftharpoons leftrightharpoons uparrow downarrow updownarrow Uparrow Downarrow Updownarrow
    nearrow searrow swarrow nwarrow implies impliedby leadsto rightsquigarrow leftarrowtail
    rightarrowtail twoheadrightarrow twoheadleftarrow dashrightarrow dashleftarrow rightrightarrows
    leftleftarrows rightleftarrows leftrightarrows nrightarrow nleftarrow nRightarrow nLeftarrow
    circlearrowleft circlearrowright curvearrowleft curvearrowright upharpoonright xleftarrow
    xrightarrow multimap
"""
_DELIMITERS = """
    left right bigl bigr Bigl Bigr biggl biggr Biggl Biggr lbrace rbrace lbrack rbrack langle rangle
    vert Vert lvert rvert lVert rVert lceil rceil lfloor rfloor lgroup rgroup lmoustache rmoustache
    ulcorner urcorner llcorner lrcorner backslash
"""
_CONSTRUCTIONS = """
    frac dfrac tfrac cfrac binom dbinom tbinom sqrt overset underset overline underline overbrace
    underbrace overrightarrow overleftarrow underrightarrow underleftarrow overleftrightarrow hat
    widehat check tilde widetilde acute grave dot ddot dddot breve bar vec mathring text textrm mathrm
    mathit mathbf mathsf mathtt mathcal mathbb mathfrak boldsymbol pmb displaystyle textstyle
    scriptstyle scriptscriptstyle phantom boxed
"""
_SPACES = """
    quad qquad thinspace negthinspace ldots cdots vdots ddots dotsc dotsb dotsm dotsi dotso
"""

#: The commands that a checked formula can have.
COMMANDS = frozenset(
    (_LETTERS + _OPERATORS + _RELATIONS + _ARROWS + _DELIMITERS + _CONSTRUCTIONS + _SPACES).split()
)
#: Environment -> what it is replaced by.
ENVIRONMENTS = {
    **{
        name: name
        for name in "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases aligned".split()
    },
    "split": "aligned",
    "gathered": "matrix",
}

#: Command -> the same in allowed commands.
TRANSLATIONS = {
    # other names of the same
    "bm": r"\boldsymbol", "mathbold": r"\boldsymbol", "Bbb": r"\mathbb", "mathds": r"\mathbb",
    "mathbbm": r"\mathbb", "bold": r"\mathbf", "frak": r"\mathfrak", "germ": r"\mathfrak",
    "goth": r"\mathfrak", "scr": r"\mathcal", "mathscr": r"\mathcal", "mathpzc": r"\mathcal",
    "EuScript": r"\mathcal", "ssf": r"\mathsf", "mbox": r"\text", "hbox": r"\text", "textnormal": r"\text",
    "textsc": r"\text", "textup": r"\text", "textmd": r"\text", "stackrel": r"\overset",
    "hphantom": r"\phantom", "mathop": r"\operatorname", "nicefrac": r"\frac", "sfrac": r"\frac",
    "dag": r"\dagger", "ddag": r"\ddagger", "Join": r"\bowtie", "cdotp": r"\cdot", "dots": r"\ldots",
    "textellipsis": r"\ldots", "unlhd": r"\trianglelefteq", "unrhd": r"\trianglerighteq",
    "lt": "<", "gt": ">", "less": "<", "greater": ">", "textless": "<", "textgreater": ">",
    "textminus": "-", "textbar": "|", "slash": "/", "coloneqq": ":=", "coloneq": ":=", "defeq": ":=",
    "eqqcolon": "=:", "eqcolon": "=:", "Coloneqq": "::=", "texttimes": r"\times", "textpm": r"\pm",
    "textmu": r"\mu", "micro": r"\mu", "upmu": r"\mu", "upalpha": r"\alpha", "upbeta": r"\beta",
    "upgamma": r"\gamma", "updelta": r"\delta", "uppi": r"\pi", "uptau": r"\tau", "upsigma": r"\sigma",
    "ohm": r"\Omega", "textbackslash": r"\backslash", "textasciitilde": r"\sim", "textdagger": r"\dagger",
    "textperiodcentered": r"\cdot", "textbullet": r"\bullet", "textasteriskcentered": r"\ast",
    "dotsint": r"\cdots", "Sun": r"\odot", "sun": r"\odot", "astrosun": r"\odot", "arcsec": r"''",
    "Cal": r"\mathcal", "roman": r"\mathrm", "la": r"\lesssim", "ga": r"\gtrsim", "earth": r"\oplus",
    "arcmin": "'", "farcs": r".\!''", "farcm": r".\!'", "micron": r"\mu\mathrm{m}",
    "kms": r"\mathrm{km\,s^{-1}}", "Msun": r"\mathrm{M}_\odot", "llbracket": r"[\![", "rrbracket": r"]\!]",
    "Tr": r"\operatorname{Tr}", "argmin": r"\operatorname{arg\,min}", "argmax": r"\operatorname{arg\,max}",
    "textquoteright": "'", "textregistered": r"\text{®}", "texttrademark": r"\text{™}",
    "Alpha": r"\mathrm{A}", "Beta": r"\mathrm{B}", "Epsilon": r"\mathrm{E}", "Eta": r"\mathrm{H}",
    "Tau": r"\mathrm{T}", "Rho": r"\mathrm{P}", "Chi": r"\mathrm{X}",
    # symbols of text
    "copyright": r"\text{©}", "pounds": r"\text{£}", "textsterling": r"\text{£}", "P": r"\text{¶}",
    "S": r"\text{§}", "AA": r"\text{Å}", "angstrom": r"\text{Å}", "textendash": r"\text{–}",
    "textemdash": r"\text{—}", "euro": r"\text{€}", "texteuro": r"\text{€}",
    # scripts and spaces
    "sb": "_", "sp": "^", "degree": r"^\circ", "textdegree": r"^\circ", "degr": r"^\circ",
    "celsius": r"^\circ\mathrm{C}", "medspace": r"\:", "thickspace": r"\;", "negmedspace": r"\!",
    "negthickspace": r"\!", "enspace": r"\;", "nobreakspace": r"\ ", "space": r"\ ",
    "iff": r"\;\Longleftrightarrow\;",
    # what only matters for the spaces around the argument, or not at all
    **dict.fromkeys(
        "ensuremath mathord mathbin mathrel mathopen mathclose mathpunct mathinner mathnormal smash nonumber"
        " notag boldmath unboldmath dsize tsize mit xspace protect relax mathstrut strut".split(),
        "",
    ),
}  # fmt: skip
#: Signs -> the same in allowed ones.
SIGNS = {**{sign: f"\\{sign}" for sign in " ,;:!{}|%$#&_"}, ">": r"\:", "-": "", "/": "", "\\": r"\\"}
#: Commands that change the typeface of the rest of their group -> the command for it.
SWITCHES = {"rm": "mathrm", "it": "mathit", "bf": "mathbf", "sf": "mathsf", "tt": "mathtt", "cal": "mathcal",
            "em": "mathit", "sl": "mathit", "sc": "mathrm"}  # fmt: skip
#: Commands that change the size of the rest of their group.
STYLES = frozenset({"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle"})
#: Typefaces of text -> the command for a single word; more words become ``\text``.
TYPEFACES = {"textbf": "mathbf", "textit": "mathit", "textsl": "mathit", "emph": "mathit",
             "textsf": "mathsf", "texttt": "mathtt"}  # fmt: skip
#: Command -> what is before and after its argument.
WRAPPERS = {
    "textsuperscript": (r"^{\text{", "}}"),
    "textsubscript": (r"_{\text{", "}}"),
    "abs": ("|", "|"),
    "norm": (r"\|", r"\|"),
    "ket": ("|", r"\rangle "),
    "bra": (r"\langle ", "|"),
    "braket": (r"\langle ", r"\rangle "),
    "substack": (r"\begin{matrix}", r"\end{matrix}"),
}
#: Command between two halves of its group -> what is before, between and after these.
INFIXES = {
    "over": (r"\frac{", "}{", "}"),
    "choose": (r"\binom{", "}{", "}"),
    "atop": (r"\begin{matrix}", r"\\", r"\end{matrix}"),
}
#: Commands with two arguments, each of which may be a single character without braces.
TWO_ARGUMENTS = frozenset("frac dfrac tfrac cfrac binom dbinom tbinom overset underset".split())
