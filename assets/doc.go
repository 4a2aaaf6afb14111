// Package assets embeds what the programs bring along: the icon, the Python
// module that records studies, and the sample studies, each a folder in the
// natural layout with a README.md as its card.
package assets
