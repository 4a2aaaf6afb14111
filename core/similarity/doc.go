// Package similarity scores how similar two prepared layers are: CCA and its
// summaries PWCCA, mean CCA and SVCCA, and the controls linear CKA, orthogonal
// Procrustes, cosine and Euclidean. It also says what independent data would
// score (Wachter's law) and how many coefficients are significant (Bartlett).
//
// Definitions follow Morcos, Raghu and Bengio, "Insights on representational
// similarity in neural networks with canonical correlation", NeurIPS 2018,
// section 2 and appendix A.2.
//
// Read next: decompose.go for the one decomposition a pair costs, then
// score.go for the measures; core/analysis for who asks.
package similarity
