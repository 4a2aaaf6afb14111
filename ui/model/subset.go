package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
)

// networkChoice is what a view offers of the study's networks and what is chosen.
type networkChoice struct {
	offered, chosen []string
	choose          func([]string) // all of them are nil
}

// networkChoice is that of the view that is shown, which need not have one.
func (m *Model) networkChoice() (c networkChoice, ok bool) {
	if m.opened == nil {
		return c, false
	}
	c.offered = m.NetworkNames()
	switch a := m.analyses; m.view {
	case ConvergenceView:
		c.offered, c.chosen = Trained(m.Study()), a.Convergence.spec.Networks
		c.choose = func(names []string) {
			if names == nil {
				names = c.offered // none is the first there
			}
			a.Convergence.Edit(func(s *analysis.ConvergenceSpec) { s.Networks = names })
		}
	case TimestepsView:
		c.chosen = a.Timesteps.spec.Networks
		c.choose = func(names []string) { a.Timesteps.Edit(func(s *analysis.TimestepsSpec) { s.Networks = names }) }
	case GroupsView:
		c.chosen = a.Groups.spec.Networks
		c.choose = func(names []string) { EditGroups(a.Groups, func(s *analysis.GroupsSpec) { s.Networks = names }) }
	case ClustersView:
		c.chosen = a.Clusters.spec.Networks
		c.choose = func(names []string) { a.Clusters.Edit(func(s *analysis.ClustersSpec) { s.Networks = names }) }
	default:
		return c, false
	}
	if len(c.chosen) == 0 {
		c.chosen = c.offered
	}
	return c, true
}

// kept are the networks of the view that would stay: the selected ones, or all others;
// none where that changes nothing or leaves nothing.
func (m *Model) kept(selected bool) (networkChoice, []string) {
	c, ok := m.networkChoice()
	if !ok {
		return c, nil
	}
	from := c.chosen
	if selected {
		from = c.offered
	}
	var list []string
	for _, name := range from {
		if slices.Contains(m.selected, name) == selected {
			list = append(list, name)
		}
	}
	if slices.Equal(list, c.chosen) {
		return c, nil
	}
	return c, list
}

// CanKeepSelected reports whether KeepSelected does anything in the view that is shown.
func (m *Model) CanKeepSelected() bool { return m.keeps(true) }

// CanLeaveOutSelected is CanKeepSelected for LeaveOutSelected.
func (m *Model) CanLeaveOutSelected() bool { return m.keeps(false) }

func (m *Model) keeps(selected bool) bool {
	_, list := m.kept(selected)
	return len(list) > 0
}

// KeepSelected makes the selected networks the only ones of the view.
func (m *Model) KeepSelected() { m.narrow(true) }

// LeaveOutSelected takes the selected networks out of the view.
func (m *Model) LeaveOutSelected() { m.narrow(false) }

func (m *Model) narrow(selected bool) {
	c, list := m.kept(selected)
	switch {
	case len(list) == 0:
		return
	case len(list) == len(c.offered):
		list = nil
	}
	m.record() // a step of its own, however soon it follows another choice
	c.choose(list)
}

// InvertSelection selects all networks that are not selected, and no others.
func (m *Model) InvertSelection() {
	m.Select(slices.DeleteFunc(m.NetworkNames(), func(name string) bool { return slices.Contains(m.selected, name) }))
}
