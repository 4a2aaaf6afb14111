package render

import (
	"strings"
	"sync"
	"unicode"

	"github.com/semblance-app/semblance/plotting/plotters"
)

// texText is text for LaTeX that shows the same characters, whatever they are, and
// exponents in math.
func texText(s string) string {
	var out strings.Builder
	var before rune
	for _, run := range plotters.TextRuns(s) {
		if run.Raised {
			out.WriteString("$^{" + strings.ReplaceAll(run.Text, "−", "-") + "}$")
			before = '$'
		} else {
			out.WriteString(texLevel(run.Text, before))
		}
	}
	return out.String()
}

// texLevel is text of which nothing is raised, behind a sign.
func texLevel(s string, before rune) string {
	var out strings.Builder
	for _, r := range s {
		if joins(before, r) {
			out.WriteString("{}") // no ligature: two hyphens stay two
		}
		out.WriteString(texRune(r, before))
		before = r
	}
	return out.String()
}

// joins reports whether TeX would make one sign of two.
func joins(a, b rune) bool {
	switch a {
	case '-', '\'', '`', ',':
		return a == b
	case '?', '!':
		return b == '`'
	}
	return false
}

// texRune is one character behind another.
func texRune(r, before rune) string {
	if s, ok := texSpecial()[r]; ok {
		return s
	}
	switch {
	case r == ' ' && (before == ' ' || before == 0):
		return `\ `
	case r == ' ' || r > ' ' && r <= '~':
		return string(r)
	case r >= '₀' && r <= '₉':
		return `$_{` + string(r-'₀'+'0') + `}$`
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return `\ `
	case latin(r):
		return string(r) // LaTeX knows these as letters with accents
	}
	return `\smbU{` + string(r) + `}`
}

// latin reports whether every font of LaTeX has a letter of Latin 1.
func latin(r rune) bool {
	return r >= 'À' && r <= 'ÿ' && !strings.ContainsRune("ÐÞðþ", r)
}

// texSpecial are the characters that mean something to TeX, and the signs of
// our figures and of the labels people write, most of them in math.
var texSpecial = sync.OnceValue(func() map[rune]string {
	return map[rune]string{
		'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`,
		'^': `\textasciicircum{}`, '~': `\textasciitilde{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`,
		'"': `\string"`,
		'α': `$\alpha$`, 'β': `$\beta$`, 'γ': `$\gamma$`, 'δ': `$\delta$`, 'ε': `$\varepsilon$`, 'ζ': `$\zeta$`,
		'η': `$\eta$`, 'θ': `$\theta$`, 'ι': `$\iota$`, 'κ': `$\kappa$`, 'λ': `$\lambda$`, 'μ': `$\mu$`, 'µ': `$\mu$`,
		'ν': `$\nu$`, 'ξ': `$\xi$`, 'ο': `$o$`, 'π': `$\pi$`, 'ρ': `$\rho$`, 'σ': `$\sigma$`, 'ς': `$\varsigma$`,
		'τ': `$\tau$`, 'υ': `$\upsilon$`, 'φ': `$\varphi$`, 'χ': `$\chi$`, 'ψ': `$\psi$`, 'ω': `$\omega$`,
		'Γ': `$\Gamma$`, 'Δ': `$\Delta$`, 'Θ': `$\Theta$`, 'Λ': `$\Lambda$`, 'Ξ': `$\Xi$`, 'Π': `$\Pi$`,
		'Σ': `$\Sigma$`, 'Υ': `$\Upsilon$`, 'Φ': `$\Phi$`, 'Ψ': `$\Psi$`, 'Ω': `$\Omega$`,
		'∑': `$\sum$`, '∏': `$\prod$`, '√': `$\surd$`, '∞': `$\infty$`, '∂': `$\partial$`, '∇': `$\nabla$`,
		'≤': `$\leq$`, '≥': `$\geq$`, '≠': `$\neq$`, '≈': `$\approx$`, '≡': `$\equiv$`, '∝': `$\propto$`, '∈': `$\in$`,
		'×': `$\times$`, '÷': `$\div$`, '±': `$\pm$`, '−': `$-$`, '·': `$\cdot$`, '⋅': `$\cdot$`, '¬': `$\neg$`,
		'→': `$\rightarrow$`, '←': `$\leftarrow$`, '↑': `$\uparrow$`, '↓': `$\downarrow$`, '↔': `$\leftrightarrow$`,
		'₋': `$_{-}$`, 'ᵀ': `$^{T}$`,
		'ₖ': `$_{k}$`, 'ᵢ': `$_{i}$`, 'ⱼ': `$_{j}$`, 'ₙ': `$_{n}$`, '½': `$\frac12$`, '¼': `$\frac14$`, '¾': `$\frac34$`, '°': `$^{\circ}$`, '′': `$'$`,
		'–': `--`, '—': `---`, '‘': "`", '’': `'`, '“': "``", '”': `''`, '…': `\ldots{}`, '•': `$\bullet$`,
		'\u00a0': `~`, '\u2009': `\,`, '\u202f': `\,`, '\u200b': ``, '\u00ad': `\-`,
	}
})
