r"""Macro without arguments -> the characters that it prints.

pylatexenc has two tables: macro -> character, and Unicode's characters -> macros (that of the W3C's
*XML Entity Definitions for Characters*). What they lack is here: the text companion encoding (TS1, in the
LaTeX kernel's ``ts1enc.def``), babel's quotation marks, and macros of MathSciNet and of common packages.
"""

from __future__ import annotations

import re
from functools import cache

from pylatexenc import latex2text
from pylatexenc.latexencode import get_builtin_conversion_rules

from .latex_macros import ACCENTS, SYMBOLS

_TEXT = """
    textacutedbl ˝ textasciiacute ´ textasciibreve ˘ textasciicaron ˇ textasciidieresis ¨ textasciigrave
    ` textasciimacron ¯ textbaht ฿ textbardbl ‖ textbigcircle ◯ textblank ␢ textborn * textbrokenbar ¦
    textbullet • textcelsius ℃ textcent ¢ textcentoldstyle ¢ textcircledP ℗ textcolonmonetary ₡
    textcopyleft 🄯 textcurrency ¤ textdagger † textdaggerdbl ‡ textdblhyphen ⹀ textdblhyphenchar ⹀
    textdied † textdiscount ⁒ textdiv ÷ textdivorced ⚮ textdollar $ textdollaroldstyle $ textdong ₫
    textdownarrow ↓ textestimated ℮ texteuro € textflorin ƒ textfractionsolidus ⁄ textgravedbl ˵
    textguarani ₲ textinterrobang ‽ textinterrobangdown ⸘ textlangle 〈 textlbrackdbl ⟦ textleaf ❧
    textleftarrow ← textlira ₤ textlnot ¬ textlquill ⁅ textmarried ⚭ textmho ℧ textminus − textmu μ
    textmusicalnote ♪ textnaira ₦ textnumero № textohm Ω textonehalf ½ textonequarter ¼ textonesuperior
    ¹ textopenbullet ◦ textordfeminine ª textordmasculine º textparagraph ¶ textperiodcentered ·
    textpertenthousand ‱ textperthousand ‰ textpeso ₱ textpilcrow ¶ textpm ± textquotesingle '
    textquotestraightbase ‚ textquotestraightdblbase „ textrangle 〉 textrbrackdbl ⟧ textrecipe ℞
    textreferencemark ※ textregistered ® textrightarrow → textrquill ⁆ textsection § textservicemark ℠
    textsterling £ textsurd √ textthreequarters ¾ textthreequartersemdash — textthreesuperior ³
    texttildelow ˷ texttimes × texttrademark ™ texttwelveudash – texttwosuperior ² textuparrow ↑ textwon
    ₩ textyen ¥ textzerooldstyle 0 textoneoldstyle 1 texttwooldstyle 2 textthreeoldstyle 3
    textfouroldstyle 4 textfiveoldstyle 5 textsixoldstyle 6 textsevenoldstyle 7 texteightoldstyle 8
    textnineoldstyle 9 textasteriskcentered ∗ textdegree ° textbackslash \\ textbraceleft {
    textbraceright } textasciicircum ^ textasciitilde ~ textbar | textquotedbl " textquotedblleft “
    textquotedblright ” textquoteleft ‘ textquoteright ’ quotedblbase „ quotesinglbase ‚ guillemotleft «
    guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright › textexclamdown ¡
    textquestiondown ¿ textvisiblespace ␣ textendash – textemdash — textellipsis … textgreater >
    textless < textunderscore _ textcopyright © flqq « frqq » flq ‹ frq › dq " quotedbl " dag † ddag ‡
    pounds £ checkmark ✓ SS SS ss ß ng ŋ NG Ŋ dj đ DJ Đ th þ TH Þ ij ĳ IJ Ĳ uhorn ư Uhorn Ư UHORN Ư
    ohorn ơ Ohorn Ơ OHORN Ơ abreve ă ABREVE Ă acircumflex â ACIRCUMFLEX Â ecircumflex ê ECIRCUMFLEX Ê
    ocircumflex ô OCIRCUMFLEX Ô dbar đ Dbar Đ cprime ʹ cdprime ʺ Cprime ʹ cydot · lasp ʽ rasp ʼ male ♂
    female ♀ Male ♂ Female ♀ celsius ℃ ohm Ω permil ‰ permille ‰ perthousand ‰ micro µ angstrom Å EUR €
    EURtm € officialeuro € No № no № numero № Numero № copyleft 🄯 upmu μ upalpha α upbeta β upgamma γ
    updelta δ uptau τ uppi π Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο
    Rho Ρ Tau Τ Chi Χ omicron ο diameter ⌀ varnothing ∅ hyp - hyphen - blacksquare ■ cmark ✓ xmark ✗
    lightning ↯ sun ☉ Sun ☉ astrosun ☉ earth ⊕ Earth ⊕ leftmoon ☾ textpeace ☮ textschwa ə textglotstop ʔ
    textesh ʃ textezh ʒ textopeno ɔ textepsilon ɛ textscripta ɑ textturnv ʌ textlengthmark ː
    textprimstress ˈ textsecstress ˌ textbeta β textgamma ɣ textphi ɸ textchi χ texttheta θ textlambda λ
    textmugreek μ textalpha α cent ¢ yen ¥ texttwelveemdash — textbaseline ‿ arcdeg ° arcmin ′ arcsec ″
    fdg .° farcm .′ farcs .″ heartsuit ♡ diamondsuit ♢ clubsuit ♣ spadesuit ♠ bigstar ★ maltese ✠ hbar ℏ
    hslash ℏ neg ¬ bot ⊥ triangle △ Box □ Diamond ◇ land ∧ lor ∨ ddagger ‡ lhd ⊲ rhd ⊳ ne ≠ Re ℜ Im ℑ
    imath ı jmath ȷ lll ⋘ ggg ⋙ models ⊨ vDash ⊨ gets ← implies ⟹ impliedby ⟸ leadsto ⇝ colon : circledR
    ® owns ∋ varpropto ∝ deg deg det det dim dim gcd gcd arg arg cot cot csc csc sec sec ker ker hom hom
    Pr Pr mod mod lg lg dashrightarrow ⇢ dashleftarrow ⇠ eqsim ≂ nsim ≁ ncong ≇ bigsqcup ⨆ bigodot ⨀
    biguplus ⨄ iiiint ⨌ Finv Ⅎ Game ⅁ varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π
    varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω lbrack [ rbrack ] lbrace { rbrace } nobreakdash
    -
"""
_OTHERS = {
    "og": "«\xa0", "fg": "\xa0»", "ieme": "e", "ier": "er", "iere": "re", "iemes": "es",
    "nobreakspace": "\xa0", "textcompwordmark": "", "textcapitalcompwordmark": "",
    "textascendercompwordmark": "", "enspace": "\u2002", "emspace": "\u2003", "thickspace": " ",
    "medspace": "\u205f", "negthinspace": "", "hfill": " ", "hfil": " ", "dotfill": "…", "hrulefill": " ",
}  # fmt: skip

# Macros that print nothing: typefaces, sizes, and what only matters for breaking lines.
_SILENT = """
    relax protect noindent indent normalfont rm rmfamily sf sffamily md mdseries upshape normalsize
    small footnotesize scriptsize tiny large Large LARGE huge Huge bgroup egroup begingroup endgroup
    centering raggedright sloppy fussy displaystyle textstyle scriptstyle scriptscriptstyle xspace
    allowbreak nobreak nolinebreak cyrchar selectfont unskip ignorespaces leavevmode null strut hss
    bigskip medskip smallskip newpage clearpage boldmath unboldmath limits nolimits nonumber notag left
    right fi else ifmmode mathstrut today boldsymbol mathrm mathit mathbf mathsf mathtt bm cal rmdefault
    selectfont frenchspacing nonfrenchspacing MakeUppercase MakeLowercase uppercase lowercase
    MakeTextUppercase NoCaseChange expandafter ensuremath textrm textsf textup textmd textnormal mbox
    hbox fbox text underline uline ul textlf oldstylenums bibnamefont bibfnamefont citenamefont
""".split()


@cache
def symbols() -> dict[str, str]:
    """Return macro -> characters."""
    found: dict[str, str] = {}
    for rule in get_builtin_conversion_rules("unicode-xml"):
        for code, latex in rule.rule.items():
            match = re.fullmatch(r"(?:\\ensuremath\{)?\{?(?:\\cyrchar)?\\([A-Za-z]{2,})\s*\}?\}?", latex)
            if match:
                found.setdefault(match[1], chr(code))
    for spec in latex2text.get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and text and not re.search(r"%|^<|^\(<", text):
            found[spec.macroname] = text
    words = _TEXT.split()
    found |= dict(zip(words[::2], words[1::2], strict=True))
    found |= dict.fromkeys(_SILENT, "")
    found |= _OTHERS | SYMBOLS
    return {name: text for name, text in found.items() if name not in ACCENTS}


def known_start(name: str) -> str:
    r"""Return the symbol's name that ``name`` begins with: in ``\textendashTrenaunay`` the space is missing.

    Only names that begin with *text* are searched: no other word of a language begins so.
    """
    if not name.startswith("text"):
        return ""
    known = symbols()
    return next((name[:end] for end in range(min(len(name), 40), len("text"), -1) if name[:end] in known), "")
