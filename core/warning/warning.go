package warning

// Code names a kind of caution. Codes are stable: they appear in JSON.
type Code string

const (
	// FewDatapoints: n is below ten times the wider layer, so chance alone
	// scores high; the null level says how high.
	FewDatapoints Code = "few-datapoints"
	// RankDeficient: the numerical rank is below the number of neurons.
	RankDeficient Code = "rank-deficient"
	// DeadNeurons: neurons whose value never changes.
	DeadNeurons Code = "dead-neurons"
	// DuplicateNeurons: neurons that repeat another neuron exactly.
	DuplicateNeurons Code = "duplicate-neurons"
	// Positions: convolutional positions taken as datapoints are not independent.
	Positions Code = "positions"
	// GuessedLayout: the axes of an array, or the layout of a folder, were
	// guessed rather than stated.
	GuessedLayout Code = "guessed-layout"
	// TimestepChosen: a sequence was compared at its last timestep because
	// none was named.
	TimestepChosen Code = "timestep-chosen"
	// Metadata: a metadata file does not match the networks of the study.
	Metadata Code = "metadata"
	// Unreadable: a file or array of the study was left out.
	Unreadable Code = "unreadable"
	// TiedCoefficients: equal coefficients leave the weights of PWCCA open.
	TiedCoefficients Code = "tied-coefficients"
	// Refused: a pair has no value; the message says why.
	Refused Code = "refused"
	// IncompletePeriod: rows of a long sequence that make no whole period.
	IncompletePeriod Code = "incomplete-period"
	// PlacedCheckpoint: a checkpoint without a training step in its name was
	// placed on the axis, or left off it.
	PlacedCheckpoint Code = "placed-checkpoint"
	// FewDirections: fewer CCA directions than were asked for, or overlapping sets.
	FewDirections Code = "few-directions"
	// NoScore: a summary of the result is not defined for it.
	NoScore Code = "no-score"
	// LeftOut: networks or layers that an analysis had to leave out.
	LeftOut Code = "left-out"
	// FewNeurons: a layer has no more neurons than its random subset should.
	FewNeurons Code = "few-neurons"
	// OneSided: pairs without an order were weighted by one side only.
	OneSided Code = "one-sided"
	// NotEuclidean: Ward's linkage was given distances it is not meant for.
	NotEuclidean Code = "not-euclidean"
	// TooMany: a step was left out because it would take too long.
	TooMany Code = "too-many"
	// DatapointIDs: the two sides name different datapoints.
	DatapointIDs Code = "datapoint-ids"
	// StudyChanged: the study is not as it was when the session was saved.
	StudyChanged Code = "study-changed"
	// StudyAway: a session was saved while its study could not be looked at.
	StudyAway Code = "study-away"
	// Unshared: panels do not have in common what they were asked to share.
	Unshared Code = "unshared"
	// BetweenParts: a correlation rests on differences between parts of the points.
	BetweenParts Code = "between-parts"
	// NoEffect: something that was asked of a figure changes nothing, or empties it.
	NoEffect Code = "no-effect"
	// BeyondPage: a figure is higher than a page of those it is for.
	BeyondPage Code = "beyond-page"
	// Unnamed: names of dots found no place in a figure.
	Unnamed Code = "unnamed"
	// Letters: names have letters that figures cannot show in every format.
	Letters Code = "letters"
)

// Warning is one caution in one sentence, complete without its context.
type Warning struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	// Cause is the same for warnings of a code that say the same of different things;
	// "" where nobody tells.
	Cause string `json:"-"`
}

// Merge appends the warnings of more to list, leaving out those already there, whether
// or not somebody told their cause.
func Merge(list []Warning, more ...Warning) []Warning {
	if len(more) == 0 {
		return list
	}
	have := make(map[Warning]bool, len(list)+len(more))
	said := func(w Warning) Warning { return Warning{Code: w.Code, Message: w.Message} }
	for _, w := range list {
		have[said(w)] = true
	}
	for _, w := range more {
		if !have[said(w)] {
			have[said(w)] = true
			list = append(list, w)
		}
	}
	return list
}

// Alike are the warnings of list by code and cause, in the order of the first of each.
func Alike(list []Warning) [][]Warning {
	at := map[Warning]int{}
	var kinds [][]Warning
	for _, w := range list {
		kind := Warning{Code: w.Code, Cause: w.Cause}
		i, ok := at[kind]
		if !ok {
			i = len(kinds)
			at[kind] = i
			kinds = append(kinds, nil)
		}
		kinds[i] = append(kinds[i], w)
	}
	return kinds
}
